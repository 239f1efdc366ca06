// Convolutions position by position. Contracts stand in include/kernels.h.

// One position's chain: the taps that lie inside the image, each all its channels.
typedef struct {
    const float *x;
    size_t weight;
} map_tap;

static void convolve_position(
    size_t vectors, const float *weights, size_t unit_step, size_t units, size_t depth, const map_tap *taps, size_t count, size_t x_pitch,
    float *out, size_t out_pitch, const map_ends *ends, int packs
) {
    float packed[map_rows * panel_samples];
    map_run runs[64];
    map_ends here = *ends;
    here.relu = 0;
    here.values = NULL;
    size_t run = 0, rows = 0;
    for (size_t t = 0; t < count; t++) {
        for (size_t c = 0; c < depth;) {
            size_t n = depth - c < map_rows - rows ? depth - c : map_rows - rows;
            const float *x = taps[t].x + c * x_pitch;
            if (packs) {
                for (size_t r = 0; r < n; r++) {
                    for (size_t v = 0; v < 8 * vectors; v += wide_floats) {
                        wide_part part = wide_part_of(8 * vectors - v);
                        wide_store(packed + (rows + r) * panel_samples + v, wide_load(x + r * x_pitch + v, part), part);
                    }
                }
                x = packed + rows * panel_samples;
            }
            // Rows that lie side by side and whose weights follow are one run.
            if (packs && run && runs[run - 1].weight + runs[run - 1].count == taps[t].weight + c) runs[run - 1].count += n;
            else runs[run++] = (map_run){ x, taps[t].weight + c, n };
            rows += n;
            c += n;
            int isLast = t + 1 == count && c == depth;
            if (rows == map_rows || run == 64 || isLast) {
                if (isLast) {
                    here.relu = ends->relu;
                    here.values = ends->values;
                }
                map_product(vectors, weights, unit_step, units, runs, run, packs ? panel_samples : x_pitch, out, out_pitch, &here);
                here.starts_stored = 1;
                run = rows = 0;
            }
        }
    }
    if (count == 0) map_product(vectors, weights, unit_step, units, runs, 0, x_pitch, out, out_pitch, ends);
}

INLINE int packs_rows(size_t units, size_t depth) { return units >= 48 || depth < 16; }

// Applies an activation or a slope other than that of relu, which the products see to, to a row of positions.
static void finish_map_row(
    const refigure_maps *m, const refigure_maps *values, size_t panel, size_t row, size_t vectors, refigure_activation activation
) {
    if (activation == refigure_identity || activation == refigure_relu) return;
    for (size_t c = 0; c < m->channels; c++) {
        for (size_t x = 0; x < m->columns; x++) {
            float *place = map_at(m, panel, c, row, x);
            for (size_t v = 0; v < 8 * vectors; v += 8) {
                lane8 value = lane_load(place + v);
                if (values) value = times_slope(value, lane_load(map_at(values, panel, c, row, x) + v), activation);
                else value = activated(value, activation);
                lane_store(place + v, value);
            }
        }
    }
}

enum {
    one_map_taps = 4096, // weights of one map's kernels that are laid side by side: 16 KiB
    one_map_columns = 64 // of an image and its padding, a row of which is copied: 8 KiB
};

// The outputs of one map: the taps of a kernel's row lie side by side in the image, so each row is one run and nothing is packed. The
// chains are those of `convolve`.
static void convolve_one_map(
    const refigure_convolution *c, const refigure_maps *in, const refigure_maps *out, size_t lanes, refigure_activation activation,
    size_t first, size_t end
) {
    size_t taps = c->rows * c->columns;
    float weights[one_map_taps];
    for (size_t t = 0; t < c->outputs * taps; t++) weights[t] = c->weights[t * c->stride];
    map_ends ends = { .biases = c->biases, .relu = activation == refigure_relu };
    for (size_t line = first; line < end; line++) {
        size_t panel = line / out->rows, y = line % out->rows, vectors = panel_vectors(lanes, panel);
        for (size_t x = 0; x < out->columns; x++) {
            size_t left = x * c->step < c->padding ? c->padding - x * c->step : 0, right = in->columns + c->padding - x * c->step;
            if (right > c->columns) right = c->columns;
            map_run runs[11];
            size_t count = 0;
            for (size_t a = 0; a < c->rows && left < right; a++) {
                size_t row = y * c->step + a - c->padding;
                if (row >= in->rows) continue;
                runs[count++] =
                    (map_run){ map_at(in, panel, 0, row, x * c->step + left - c->padding), a * c->columns + left, right - left };
            }
            map_product(
                vectors, weights, taps, c->outputs, runs, count, panel_samples, map_at(out, panel, 0, y, x), out->channel_pitch, &ends);
        }
        finish_map_row(out, NULL, panel, y, vectors, activation);
    }
}

static void convolve(
    const refigure_convolution *c, const refigure_maps *in, const refigure_maps *out, size_t lanes, refigure_activation activation,
    size_t first, size_t end
) {
    size_t taps = c->rows * c->columns;
    if (c->inputs == 1 && c->outputs * taps <= one_map_taps) return convolve_one_map(c, in, out, lanes, activation, first, end);
    map_ends ends = { .biases = c->biases, .relu = activation == refigure_relu };
    int packs = packs_rows(c->outputs, c->inputs);
    for (size_t line = first; line < end; line++) {
        size_t panel = line / out->rows, y = line % out->rows, vectors = panel_vectors(lanes, panel);
        for (size_t x = 0; x < out->columns; x++) {
            map_tap inside[128];
            size_t count = 0;
            for (size_t a = 0; a < c->rows; a++) {
                for (size_t b = 0; b < c->columns; b++) {
                    // Beyond the image's edge the differences wrap to large numbers.
                    size_t row = y * c->step + a - c->padding, column = x * c->step + b - c->padding;
                    if (row >= in->rows || column >= in->columns) continue;
                    inside[count++] = (map_tap){ map_at(in, panel, 0, row, column), (a * c->columns + b) * c->stride };
                }
            }
            convolve_position(
                vectors, c->weights, taps * c->stride, c->outputs, c->inputs, inside, count, in->channel_pitch,
                map_at(out, panel, 0, y, x), out->channel_pitch, &ends, packs);
        }
        finish_map_row(out, NULL, panel, y, vectors, activation);
    }
}

static void convolve_back(
    const refigure_convolution *c, const float *turned, const refigure_maps *delta, const refigure_maps *values, const refigure_maps *below,
    size_t lanes, refigure_activation activation, int adds, size_t first, size_t end
) {
    size_t taps = c->rows * c->columns, depth = (c->outputs + 3) / 4 * 4;
    map_ends ends = { .starts_stored = adds };
    int packs = packs_rows(c->inputs, c->outputs);
    for (size_t line = first; line < end; line++) {
        size_t panel = line / below->rows, y = line % below->rows, vectors = panel_vectors(lanes, panel);
        for (size_t x = 0; x < below->columns; x++) {
            map_tap inside[128];
            size_t count = 0;
            for (size_t a = 0; a < c->rows; a++) {
                size_t row = y + c->padding - a;
                if (row % c->step || row / c->step >= delta->rows) continue;
                for (size_t b = 0; b < c->columns; b++) {
                    size_t column = x + c->padding - b;
                    if (column % c->step || column / c->step >= delta->columns) continue;
                    inside[count++] = (map_tap){
                        map_at(delta, panel, 0, row / c->step, column / c->step), (a * c->columns + b) * depth };
                }
            }
            if (activation == refigure_relu) {
                ends.values = map_at(values, panel, 0, y, x);
                ends.values_pitch = values->channel_pitch;
            }
            convolve_position(
                vectors, turned, taps * depth, c->inputs, c->outputs, inside, count, delta->channel_pitch,
                map_at(below, panel, 0, y, x), below->channel_pitch, &ends, packs);
        }
        finish_map_row(below, values, panel, y, vectors, activation);
    }
}

// turned[input][tap][output], outputs padded to fours: for inputs first ..< end.
static void turn_weights(const refigure_convolution *c, float *turned, size_t first, size_t end) {
    size_t taps = c->rows * c->columns, depth = (c->outputs + 3) / 4 * 4, unit = taps * c->stride;
    for (size_t k = 0; k < c->outputs; k += 8) {
        for (size_t t = 0; t < taps; t++) {
            const float *source = c->weights + k * unit + t * c->stride;
            size_t i = first;
            if (k + 8 <= c->outputs) {
                const float *rows[8];
                for (size_t r = 0; r < 8; r++) rows[r] = source + r * unit;
                for (; i + 4 <= end; i += 4) lane_turn_8x4(rows, i, turned + (i * taps + t) * depth + k, taps * depth);
            }
            for (; i < end; i++) {
                for (size_t r = 0; r < 8 && k + r < c->outputs; r++) turned[(i * taps + t) * depth + k + r] = source[r * unit + i];
            }
        }
    }
}

// Rows of outputs whose sums are one block: fixed by the image's width, for blocks are part of the sums' definition.
INLINE size_t gradient_rows(size_t columns) { return columns >= 16 ? 1 : columns >= 8 ? 2 : 4; }

// A row of one map with its padding, and room for the taps that fill up a four.
static void pad_row(const refigure_maps *in, size_t panel, size_t row, size_t padding, size_t vectors, float *out) {
    for (size_t x = 0; x < in->columns + 2 * padding + 4; x++, out += panel_samples) {
        int isInside = x >= padding && x < padding + in->columns;
        const float *source = map_at(in, panel, 0, row, isInside ? x - padding : 0);
        for (size_t v = 0; v < 8 * vectors; v += 8) lane_store(out + v, isInside ? lane_load(source + v) : lane_all(0.0f));
    }
}

// Of one map, in steps of one: the taps of a kernel's row take the place of channels. What the padding adds to the chains is nothing.
static void one_map_gradient(
    const refigure_convolution *c, const refigure_maps *delta, const refigure_maps *in, float *out, size_t lanes, size_t first, size_t end
) {
    enum { units = 32, width = 12 };
    size_t unit = c->rows * c->columns * c->stride, block = gradient_rows(delta->columns), columns = (c->columns + 3) / 4 * 4;
    map_pitches pitches = { delta->channel_pitch, panel_samples, panel_samples, panel_samples };
    float rows[4 * (one_map_columns + 4) * panel_samples], sums[units * width];
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t line = 0; line < delta->rows; line += block) {
            size_t last = line + block < delta->rows ? line + block : delta->rows;
            for (size_t a = 0; a < c->rows; a++) {
                size_t lines[4], count = 0;
                for (size_t y = line; y < last; y++) {
                    size_t row = y + a - c->padding;
                    if (row >= in->rows) continue;
                    pad_row(in, panel, row, c->padding, vectors, rows + count * (one_map_columns + 4) * panel_samples);
                    lines[count++] = y;
                }
                for (size_t u = first; u < end && count > 0; u += units) {
                    size_t some = end - u < units ? end - u : units;
                    map_dots runs[4];
                    for (size_t r = 0; r < count; r++) {
                        runs[r] = (map_dots){ map_at(delta, panel, u, lines[r], 0), rows + r * (one_map_columns + 4) * panel_samples,
                                              delta->columns, vectors };
                    }
                    map_sums(runs, count, some, columns, &pitches, sums, width, 0, 8);
                    for (size_t i = 0; i < some; i++) {
                        float *target = out + (u + i) * unit + a * c->columns * c->stride;
                        for (size_t b = 0; b < c->columns; b++) target[b * c->stride] += sums[i * width + b];
                    }
                }
            }
        }
    }
}

static void convolve_gradient(
    const refigure_convolution *c, const refigure_maps *delta, const refigure_maps *in, float *out, size_t lanes, size_t first, size_t end
) {
    size_t taps = c->rows * c->columns, unit = taps * c->stride, block = gradient_rows(delta->columns);
    memset(out + first * unit, 0, (end - first) * unit * sizeof(float));
    if (c->inputs == 1 && c->step == 1 && in->columns + 2 * c->padding <= one_map_columns)
        return one_map_gradient(c, delta, in, out, lanes, first, end);
    map_pitches pitches = { delta->channel_pitch, panel_samples, in->channel_pitch, panel_samples * c->step };
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t line = 0; line < delta->rows; line += block) {
            size_t last = line + block < delta->rows ? line + block : delta->rows;
            for (size_t a = 0; a < c->rows; a++) {
                for (size_t b = 0; b < c->columns; b++) {
                    size_t low = 0, high = delta->columns;
                    while (low < high && low * c->step + b < c->padding) low++;
                    while (high > low && (high - 1) * c->step + b - c->padding >= in->columns) high--;
                    if (low == high) continue;
                    map_dots runs[4];
                    size_t count = 0;
                    for (size_t y = line; y < last; y++) {
                        size_t row = y * c->step + a - c->padding;
                        if (row >= in->rows) continue;
                        runs[count++] = (map_dots){
                            map_at(delta, panel, first, y, low), map_at(in, panel, 0, row, low * c->step + b - c->padding), high - low,
                            vectors };
                    }
                    if (count == 0) continue;
                    map_sums(
                        runs, count, end - first, c->inputs, &pitches, out + first * unit + (a * c->columns + b) * c->stride, unit, 1, 8);
                }
            }
        }
    }
}
