// 3x3 convolutions of stride 1 by Winograd's F(4x4, 3x3) with the points 0, +-3/4, +-3/2 and infinity (Lavin and Gray 2016; the points:
// Barabasz et al. 2020, whose choice keeps the error near that of direct sums and makes the data's constants exact). Contracts stand in
// include/kernels.h.

#define POINT_A 0.75f
#define POINT_B 1.5f
#define POINT_AA 0.5625f                 // a^2
#define POINT_BB 2.25f                   // b^2
#define POINT_AABB 1.265625f             // a^2 b^2
#define POINT_SUM 2.8125f                // a^2 + b^2
#define POINT_AAA 0.421875f              // a^3
#define POINT_BBB 3.375f                 // b^3

enum {
    tile_outputs = 4,
    tile_inputs = 6,
    tile_products = tile_inputs * tile_inputs,
    output_block = 24 // outputs whose transformed weights are made and used at once, where there are very many
};

// c - k x
INLINE wide wide_less(float k, wide x, wide c) { return wide_fma(wide_all(-k), x, c); }
INLINE wide wide_more(float k, wide x, wide c) { return wide_fma(wide_all(k), x, c); }
INLINE lane8 lane_more(float k, lane8 x, lane8 c) { return lane_fma(lane_all(k), x, c); }

// Six inputs.
INLINE void winograd_in(const wide *x, wide *r) {
    wide t1 = wide_less(POINT_BB, x[2], x[4]), u1 = wide_less(POINT_BB, x[1], x[3]);
    wide t3 = wide_less(POINT_AA, x[2], x[4]), u3 = wide_less(POINT_AA, x[1], x[3]);
    r[0] = wide_more(POINT_AABB, x[0], wide_less(POINT_SUM, x[2], x[4]));
    r[1] = wide_more(POINT_A, u1, t1);
    r[2] = wide_less(POINT_A, u1, t1);
    r[3] = wide_more(POINT_B, u3, t3);
    r[4] = wide_less(POINT_B, u3, t3);
    r[5] = wide_more(POINT_AABB, x[1], wide_less(POINT_SUM, x[3], x[5]));
}

// Six products to four outputs.
INLINE void winograd_out(const wide *m, wide *y) {
    wide p = wide_add(m[1], m[2]), s = wide_sub(m[1], m[2]), q = wide_add(m[3], m[4]), r = wide_sub(m[3], m[4]);
    y[0] = wide_add(m[0], wide_add(p, q));
    y[1] = wide_more(POINT_A, s, wide_mul(wide_all(POINT_B), r));
    y[2] = wide_more(POINT_AA, p, wide_mul(wide_all(POINT_BB), q));
    y[3] = wide_more(POINT_AAA, s, wide_more(POINT_BBB, r, m[5]));
}

// Four deltas to six, for the weights' gradient.
INLINE void winograd_delta(const wide *y, wide *m) {
    wide e = wide_more(POINT_AA, y[2], y[0]), o = wide_more(POINT_AA, y[3], y[1]);
    wide f = wide_more(POINT_BB, y[2], y[0]), q = wide_more(POINT_BB, y[3], y[1]);
    m[0] = y[0];
    m[1] = wide_more(POINT_A, o, e);
    m[2] = wide_less(POINT_A, o, e);
    m[3] = wide_more(POINT_B, q, f);
    m[4] = wide_less(POINT_B, q, f);
    m[5] = y[3];
}

// The weights' transform, rows [1, p, p^2] / N(p) and, for infinity, [0, 0, 1]; each number rounded from double precision.
static const float winograd_weight[tile_inputs][3] = {
    { (float)(1 / 1.265625), 0.0f, 0.0f },
    { (float)(1 / -1.8984375), (float)(0.75 / -1.8984375), (float)(0.5625 / -1.8984375) },
    { (float)(1 / -1.8984375), (float)(-0.75 / -1.8984375), (float)(0.5625 / -1.8984375) },
    { (float)(1 / 7.59375), (float)(1.5 / 7.59375), (float)(2.25 / 7.59375) },
    { (float)(1 / 7.59375), (float)(-1.5 / 7.59375), (float)(2.25 / 7.59375) },
    { 0.0f, 0.0f, 1.0f },
};

// How an image falls into tiles, and a batch into columns: one a panel and tile.
typedef struct {
    size_t across;
    size_t tiles;
} tiling;

INLINE tiling tiles_of(const refigure_maps *m) {
    size_t across = (m->columns + tile_outputs - 1) / tile_outputs;
    return (tiling){ across, across * ((m->rows + tile_outputs - 1) / tile_outputs) };
}

// Where a column's outputs stand, and how many of them lie inside the image.
typedef struct {
    size_t panel, row, column, rows, columns;
} output_tile;

INLINE output_tile output_tile_of(const refigure_maps *y, tiling t, size_t column) {
    size_t tile = column % t.tiles;
    output_tile o = { column / t.tiles, tile / t.across * tile_outputs, tile % t.across * tile_outputs, tile_outputs, tile_outputs };
    if (y->rows - o.row < o.rows) o.rows = y->rows - o.row;
    if (y->columns - o.column < o.columns) o.columns = y->columns - o.column;
    return o;
}

// Inputs of columns first ..< end, channels c0 ..< c1: V[product][column][channel][32].
static void winograd_inputs(
    const refigure_maps *x, tiling t, size_t padding, size_t lanes, size_t first, size_t end, size_t c0, size_t c1, float *room,
    size_t product_pitch, size_t column_pitch
) {
    for (size_t c = c0; c < c1; c++) {
        for (size_t j = first; j < end; j++) {
            size_t panel = j / t.tiles, tile = j % t.tiles, vectors = panel_vectors(lanes, panel);
            // Beyond the edge these wrap to large numbers.
            size_t y0 = tile / t.across * tile_outputs - padding, x0 = tile % t.across * tile_outputs - padding;
            int isInside = y0 < x->rows && x0 < x->columns && y0 + tile_inputs <= x->rows && x0 + tile_inputs <= x->columns;
            const float *source = map_at(x, panel, c, 0, 0);
            const float *corner = source + (y0 * x->columns + x0) * panel_samples;
            float *target = room + (j - first) * column_pitch + (c - c0) * panel_samples;
            for (size_t v = 0; v < 8 * vectors; v += wide_floats) {
                wide_part part = wide_part_of(8 * vectors - v);
                wide turned[tile_inputs][tile_inputs];
                // What comes next, while this is reckoned with.
                const float *next = source + x->channel_pitch
                    + (((y0 < x->rows ? y0 : 0) * x->columns) + (x0 < x->columns ? x0 : 0)) * panel_samples + v * tile_inputs;
                UNROLL for (size_t r = 0; r < tile_inputs; r++) {
                    UNROLL for (size_t q = 0; q < wide_floats / 8 * tile_inputs / 2; q++)
                        __builtin_prefetch(next + r * x->columns * panel_samples + q * 16, 0, 3);
                }
                UNROLL for (size_t r = 0; r < tile_inputs; r++) {
                    wide d[tile_inputs], e[tile_inputs];
                    if (isInside) {
                        UNROLL for (size_t q = 0; q < tile_inputs; q++)
                            d[q] = wide_load(corner + (r * x->columns + q) * panel_samples + v, part);
                    } else {
                        for (size_t q = 0; q < tile_inputs; q++) {
                            d[q] = y0 + r < x->rows && x0 + q < x->columns
                                ? wide_load(source + ((y0 + r) * x->columns + x0 + q) * panel_samples + v, part) : wide_all(0.0f);
                        }
                    }
                    winograd_in(d, e);
                    UNROLL for (size_t q = 0; q < tile_inputs; q++) turned[q][r] = e[q];
                }
                UNROLL for (size_t q = 0; q < tile_inputs; q++) {
                    wide e[tile_inputs];
                    winograd_in(turned[q], e);
                    UNROLL for (size_t r = 0; r < tile_inputs; r++) wide_store(target + (r * tile_inputs + q) * product_pitch + v, e[r], part);
                }
            }
        }
    }
}

// Outputs of columns first ..< end, units k0 ..< k1, from M[product][column][unit][32].
static void winograd_outputs(
    const refigure_maps *y, tiling t, size_t lanes, size_t first, size_t end, size_t k0, size_t k1, const float *room,
    size_t product_pitch, size_t column_pitch, const map_ends *ends, const refigure_maps *values
) {
    for (size_t k = k0; k < k1; k++) {
        wide bias = wide_all(ends->biases ? ends->biases[k] : 0.0f);
        for (size_t j = first; j < end; j++) {
            output_tile o = output_tile_of(y, t, j);
            size_t vectors = panel_vectors(lanes, o.panel);
            const float *source = room + (j - first) * column_pitch + (k - k0) * panel_samples;
            float *target = map_at(y, o.panel, k, o.row, o.column);
            const float *value = ends->values ? map_at(values, o.panel, k, o.row, o.column) : NULL;
            for (size_t v = 0; v < 8 * vectors; v += wide_floats) {
                wide_part part = wide_part_of(8 * vectors - v);
                wide turned[tile_outputs][tile_inputs];
                for (size_t row = v / 8; row < v / 8 + wide_floats / 8 && row < o.rows; row++) {
                    const float *next = target + y->channel_pitch + row * y->columns * panel_samples;
                    UNROLL for (size_t i = 0; i < 2 * tile_outputs; i++) __builtin_prefetch(next + i * 16, 1, 3);
                }
                UNROLL for (size_t q = 0; q < tile_inputs; q++) {
                    wide d[tile_inputs], e[tile_outputs];
                    UNROLL for (size_t r = 0; r < tile_inputs; r++) d[r] = wide_load(source + (r * tile_inputs + q) * product_pitch + v, part);
                    winograd_out(d, e);
                    UNROLL for (size_t r = 0; r < tile_outputs; r++) turned[r][q] = e[r];
                }
                UNROLL for (size_t r = 0; r < tile_outputs; r++) {
                    wide e[tile_outputs];
                    winograd_out(turned[r], e);
                    if (r >= o.rows) continue;
                    UNROLL for (size_t q = 0; q < tile_outputs; q++) {
                        if (q >= o.columns) continue;
                        size_t at = (r * y->columns + q) * panel_samples + v;
                        wide sum = wide_add(e[q], ends->starts_stored ? wide_load(target + at, part) : bias);
                        if (ends->relu) sum = wide_max(sum, wide_all(0.0f));
                        if (value) sum = wide_where_less(wide_all(0.0f), wide_load(value + at, part), sum, wide_all(0.0f));
                        wide_store(target + at, sum, part);
                    }
                }
            }
        }
    }
}

// Deltas of columns first ..< end, all units: D[product][column][unit][32].
static void winograd_deltas(
    const refigure_maps *y, tiling t, size_t lanes, size_t first, size_t end, float *room, size_t product_pitch, size_t column_pitch
) {
    for (size_t k = 0; k < y->channels; k++) {
        for (size_t j = first; j < end; j++) {
            output_tile o = output_tile_of(y, t, j);
            size_t vectors = panel_vectors(lanes, o.panel);
            const float *source = map_at(y, o.panel, k, o.row, o.column);
            float *target = room + (j - first) * column_pitch + k * panel_samples;
            for (size_t v = 0; v < 8 * vectors; v += wide_floats) {
                wide_part part = wide_part_of(8 * vectors - v);
                wide turned[tile_inputs][tile_outputs];
                for (size_t row = v / 8; row < v / 8 + wide_floats / 8 && row < o.rows; row++) {
                    const float *next = source + y->channel_pitch + row * y->columns * panel_samples;
                    UNROLL for (size_t i = 0; i < 2 * tile_outputs; i++) __builtin_prefetch(next + i * 16, 0, 3);
                }
                UNROLL for (size_t r = 0; r < tile_outputs; r++) {
                    wide d[tile_outputs], e[tile_inputs];
                    UNROLL for (size_t q = 0; q < tile_outputs; q++) {
                        d[q] = r < o.rows && q < o.columns ? wide_load(source + (r * y->columns + q) * panel_samples + v, part) : wide_all(0.0f);
                    }
                    winograd_delta(d, e);
                    UNROLL for (size_t q = 0; q < tile_inputs; q++) turned[q][r] = e[q];
                }
                UNROLL for (size_t q = 0; q < tile_inputs; q++) {
                    wide e[tile_inputs];
                    winograd_delta(turned[q], e);
                    UNROLL for (size_t r = 0; r < tile_inputs; r++) wide_store(target + (r * tile_inputs + q) * product_pitch + v, e[r], part);
                }
            }
        }
    }
}

// U[product][unit][input] of the weights of units k0 ..< k1, a unit's nine taps `stride` floats apart. `flips`: taps from last to first.
static void winograd_weights(
    const float *weights, size_t stride, size_t inputs, int flips, float *room, size_t product_pitch, size_t unit_pitch, size_t k0, size_t k1
) {
    for (size_t k = k0; k < k1; k++) {
        for (size_t c = 0; c < inputs; c += 8) {
            lane8 turned[tile_inputs][3];
            UNROLL for (size_t b = 0; b < 3; b++) {
                lane8 w[3];
                UNROLL for (size_t a = 0; a < 3; a++) {
                    size_t tap = a * 3 + b;
                    const float *source = weights + (k * 9 + (flips ? 8 - tap : tap)) * stride + c;
                    w[a] = stride - c >= 8 ? lane_load(source) : lane_load_halves(source, source);
                }
                UNROLL for (size_t r = 0; r < tile_inputs; r++) {
                    const float *g = winograd_weight[r];
                    turned[r][b] = lane_more(g[2], w[2], lane_more(g[1], w[1], lane_mul(lane_all(g[0]), w[0])));
                }
            }
            UNROLL for (size_t r = 0; r < tile_inputs; r++) {
                UNROLL for (size_t q = 0; q < tile_inputs; q++) {
                    const float *g = winograd_weight[q];
                    lane8 u = lane_more(
                        g[2], turned[r][2], lane_more(g[1], turned[r][1], lane_mul(lane_all(g[0]), turned[r][0])));
                    lane_store(room + (r * tile_inputs + q) * product_pitch + (k - k0) * unit_pitch + c, u);
                }
            }
        }
    }
}

// The gradient of the weights of units k0 ..< k1 from that of U[product][unit][input].
static void winograd_weights_gradient(
    const float *room, size_t product_pitch, size_t unit_pitch, float *out, size_t stride, size_t columns, size_t k0, size_t k1
) {
    for (size_t k = k0; k < k1; k++) {
        for (size_t c = 0; c < columns; c += 8) {
            lane8 turned[3][tile_inputs];
            UNROLL for (size_t q = 0; q < tile_inputs; q++) {
                lane8 sum[3];
                UNROLL for (size_t a = 0; a < 3; a++) sum[a] = lane_all(0.0f);
                UNROLL for (size_t r = 0; r < tile_inputs; r++) {
                    lane8 u = lane_load(room + (r * tile_inputs + q) * product_pitch + (k - k0) * unit_pitch + c);
                    UNROLL for (size_t a = 0; a < 3; a++) sum[a] = lane_more(winograd_weight[r][a], u, sum[a]);
                }
                UNROLL for (size_t a = 0; a < 3; a++) turned[a][q] = sum[a];
            }
            UNROLL for (size_t a = 0; a < 3; a++) {
                UNROLL for (size_t b = 0; b < 3; b++) {
                    lane8 sum = lane_all(0.0f);
                    UNROLL for (size_t q = 0; q < tile_inputs; q++) sum = lane_more(winograd_weight[q][b], turned[a][q], sum);
                    float *target = out + (k * 9 + a * 3 + b) * stride + c;
                    if (columns - c >= 8) {
                        lane_store(target, sum);
                    } else {
                        float here[8];
                        lane_store(here, sum);
                        for (size_t i = 0; i < columns - c; i++) target[i] = here[i];
                    }
                }
            }
        }
    }
}

INLINE size_t padded_to(size_t n, size_t multiple) { return (n + multiple - 1) / multiple * multiple; }

// Columns that pass through the room at once. For sums over samples they are one block, and a part of the sums' definition.
INLINE size_t forward_columns(size_t rows, size_t inputs) { return rows <= 8 ? 4 : inputs <= 32 ? 2 : 1; }
INLINE size_t gradient_columns(size_t inputs) { return inputs <= 64 ? 4 : 8; }

// Where all transformed weights would not stay in the caches, blocks of outputs are made and used in turn.
INLINE int is_wide(size_t inputs, size_t outputs) { return tile_products * inputs * outputs > (size_t)1 << 22; }

INLINE size_t pitch_of_inputs(size_t inputs) { return padded_to(inputs, 8); }

typedef struct {
    size_t column; // floats from column to column
    size_t product;
} room_pitches;

// Odd lines between the blocks keep powers of two apart.
INLINE room_pitches pitches_of(size_t channels, size_t columns) {
    size_t column = channels * panel_samples + panel_samples;
    return (room_pitches){ column, column * columns + panel_samples };
}

static size_t winograd_room(size_t inputs, size_t outputs, size_t rows) {
    size_t forward = forward_columns(rows, inputs), gradient = gradient_columns(inputs);
    size_t columns = forward > gradient ? forward : gradient;
    size_t block = is_wide(inputs, outputs) ? padded_to(output_block, 8) : outputs;
    return tile_products * (pitches_of(padded_to(inputs, 4), columns).product + pitches_of(outputs, columns).product
        + block * pitch_of_inputs(inputs) + 16);
}

static size_t winograd_weights_size(size_t inputs, size_t outputs) {
    return is_wide(inputs, outputs) ? 0 : tile_products * (outputs * pitch_of_inputs(inputs) + 16);
}

static size_t winograd_columns(const refigure_maps *out, size_t lanes) { return tiles_of(out).tiles * panel_count(lanes); }

static size_t winograd_sums(const refigure_maps *delta, size_t all_inputs, size_t inputs, size_t lanes) {
    int isSingle = winograd_columns(delta, lanes) <= gradient_columns(all_inputs);
    return tile_products * ((isSingle ? output_block : delta->channels) * padded_to(inputs, 8) + 16);
}

INLINE void winograd_products(
    tiling t, size_t lanes, size_t first, size_t end, size_t inputs, size_t units, const float *u,
    size_t u_product, const float *v, room_pitches in, float *m, room_pitches out
) {
    for (size_t xi = 0; xi < tile_products; xi++) {
        for (size_t j = first; j < end; j++) {
            size_t vectors = panel_vectors(lanes, j / t.tiles);
            for (size_t c = 0; c < inputs; c += map_rows) {
                size_t n = inputs - c < map_rows ? inputs - c : map_rows;
                map_run run = { v + xi * in.product + (j - first) * in.column + c * panel_samples, c, n };
                map_ends ends = { .starts_stored = c > 0 };
                map_product(
                    vectors, u + xi * u_product, pitch_of_inputs(inputs), units, &run, 1, panel_samples,
                    m + xi * out.product + (j - first) * out.column, panel_samples, &ends);
            }
        }
    }
}

static void winograd(
    const float *weights, size_t stride, const float *transformed, int flips, size_t padding, const float *biases, const refigure_maps *in,
    const refigure_maps *values, const refigure_maps *out, size_t lanes, refigure_activation activation, int adds, float *room, size_t first,
    size_t end
) {
    size_t inputs = in->channels, outputs = out->channels, columns = forward_columns(out->rows, inputs);
    tiling t = tiles_of(out);
    int wide = is_wide(inputs, outputs);
    size_t block = wide ? output_block : outputs, pitch = pitch_of_inputs(inputs);
    room_pitches v = pitches_of(padded_to(inputs, 4), columns), m = pitches_of(block, columns);
    size_t u_product = (wide ? output_block : outputs) * pitch + 16;
    float *sums = room + tile_products * v.product, *own = sums + tile_products * m.product;
    map_ends ends = { .biases = biases, .starts_stored = adds, .relu = !values && activation == refigure_relu };
    if (values && activation == refigure_relu) ends.values = values->base;
    for (size_t j = first; j < end; j += columns) {
        size_t last = end - j < columns ? end : j + columns;
        winograd_inputs(in, t, padding, lanes, j, last, 0, inputs, room, v.product, v.column);
        for (size_t k = 0; k < outputs; k += block) {
            size_t units = outputs - k < block ? outputs - k : block;
            if (wide) winograd_weights(weights, stride, inputs, flips, own, u_product, pitch, k, k + units);
            winograd_products(t, lanes, j, last, inputs, units, wide ? own : transformed, u_product, room, v, sums, m);
            winograd_outputs(out, t, lanes, j, last, k, k + units, sums, m.product, m.column, &ends, values);
        }
    }
}

// Panel by panel, row by row, an activation or slope that the transform does not see to.
static void finish_maps(
    const refigure_maps *m, const refigure_maps *values, size_t lanes, refigure_activation activation, size_t first, size_t end
) {
    for (size_t line = first; line < end; line++) {
        finish_map_row(m, values, line / m->rows, line % m->rows, panel_vectors(lanes, line / m->rows), activation);
    }
}

static void winograd_transform(const float *weights, size_t stride, size_t inputs, size_t outputs, int flips, float *out, size_t first, size_t end) {
    if (is_wide(inputs, outputs)) return;
    size_t pitch = pitch_of_inputs(inputs);
    winograd_weights(weights, stride, inputs, flips, out + first * pitch, outputs * pitch + 16, pitch, first, end);
}

static void winograd_gradient(
    size_t padding, const refigure_maps *delta, const refigure_maps *in, float *sums, float *out, size_t stride, size_t lanes, float *room,
    size_t first, size_t end
) {
    size_t outputs = delta->channels, here = end - first;
    tiling t = tiles_of(delta);
    size_t all = t.tiles * panel_count(lanes), columns = gradient_columns(in->channels);
    if (columns > all) columns = all;
    int single = columns == all;
    size_t block = single ? output_block : outputs, pitch = padded_to(here, 8);
    room_pitches v = pitches_of(padded_to(here, 4), columns), d = pitches_of(outputs, columns);
    size_t product = block * pitch + 16;
    float *deltas = room + tile_products * v.product;
    refigure_maps part = *in;
    part.base += first * in->channel_pitch;
    map_pitches pitches = { panel_samples, d.column, panel_samples, v.column };
    size_t cache = columns >= 8 ? 16 : 32;
    for (size_t j = 0; j < all; j += columns) {
        size_t last = all - j < columns ? all : j + columns;
        winograd_inputs(&part, t, padding, lanes, j, last, 0, here, room, v.product, v.column);
        winograd_deltas(delta, t, lanes, j, last, deltas, d.product, d.column);
        for (size_t k = 0; k < outputs; k += block) {
            size_t units = outputs - k < block ? outputs - k : block;
            for (size_t xi = 0; xi < tile_products; xi++) {
                map_dots runs[8];
                size_t count = 0;
                for (size_t c = j; c < last;) {
                    size_t vectors = panel_vectors(lanes, c / t.tiles), n = 1;
                    while (c + n < last && panel_vectors(lanes, (c + n) / t.tiles) == vectors) n++;
                    runs[count++] = (map_dots){
                        deltas + xi * d.product + (c - j) * d.column + k * panel_samples,
                        room + xi * v.product + (c - j) * v.column, n, vectors };
                    c += n;
                }
                map_sums(runs, count, units, here, &pitches, sums + xi * product, pitch, j > 0, cache);
            }
            if (single) winograd_weights_gradient(sums, product, pitch, out + first, stride, here, k, k + units);
        }
    }
    if (!single) winograd_weights_gradient(sums, product, pitch, out + first, stride, here, 0, outputs);
}
