// Products over feature maps: the tiles that every convolution is made of. Layout and sums stand in include/kernels.h.

#include "wide_lanes.h"

enum {
    panel_samples = 32,
    panel_wides = panel_samples / wide_floats,
    map_rows = 192 // rows of input that a product takes at once: 24 KiB
};

INLINE float *map_at(const refigure_maps *m, size_t panel, size_t channel, size_t row, size_t column) {
    return m->base + panel * m->panel_pitch + channel * m->channel_pitch + (row * m->columns + column) * panel_samples;
}

// Vectors of eight samples in a panel: four, in the last one fewer.
INLINE size_t panel_vectors(size_t lanes, size_t panel) { return lanes - 4 * panel < 4 ? lanes - 4 * panel : 4; }

INLINE size_t panel_count(size_t lanes) { return (lanes + 3) / 4; }

// A run of a chain: `count` rows of input `pitch` floats apart, whose weights follow each other from `weight` on.
typedef struct {
    const float *x;
    size_t weight;
    size_t count;
} map_run;

// What a product over maps does at its ends.
typedef struct {
    const float *biases; // where the chain starts; NULL: at zero, or at what is stored
    int starts_stored;
    int relu;
    const float *values; // where not above zero, the result is 0; NULL: no such thing
    size_t values_pitch;
} map_ends;

// Outputs u .. u + U - 1 of V wide vectors of samples, of whose last one `last` counts.
INLINE void map_tile(
    const int U, const int V, wide_part last, const float *weights, size_t unit_step, size_t u, const map_run *runs, size_t count,
    size_t pitch, float *out, size_t out_pitch, const map_ends *ends
) {
    const float *w = weights + u * unit_step;
    out += u * out_pitch;
    wide sum[8][panel_wides];
    wide_part part[panel_wides];
    UNROLL for (int v = 0; v < V; v++) part[v] = v + 1 < V ? wide_part_of(wide_floats) : last;
    UNROLL for (int i = 0; i < U; i++) {
        UNROLL for (int v = 0; v < V; v++) {
            if (ends->starts_stored) sum[i][v] = wide_load(out + (size_t)i * out_pitch + wide_floats * v, part[v]);
            else sum[i][v] = wide_all(ends->biases ? ends->biases[u + (size_t)i] : 0.0f);
        }
    }
    for (size_t r = 0; r < count; r++) {
        const float *x = runs[r].x;
        const float *run = w + runs[r].weight;
        for (size_t k = 0; k < runs[r].count; k++) {
            wide weight[8];
            UNROLL for (int i = 0; i < U; i++) weight[i] = wide_all(run[(size_t)i * unit_step + k]);
            UNROLL for (int v = 0; v < V; v++) {
                wide in = wide_load(x + k * pitch + wide_floats * v, part[v]);
                UNROLL for (int i = 0; i < U; i++) sum[i][v] = wide_fma(weight[i], in, sum[i][v]);
            }
        }
    }
    if (ends->relu) {
        UNROLL for (int i = 0; i < U; i++) {
            UNROLL for (int v = 0; v < V; v++) sum[i][v] = wide_max(sum[i][v], wide_all(0.0f));
        }
    }
    if (ends->values) {
        UNROLL for (int i = 0; i < U; i++) {
            UNROLL for (int v = 0; v < V; v++) {
                wide value = wide_load(ends->values + (u + (size_t)i) * ends->values_pitch + wide_floats * v, part[v]);
                sum[i][v] = wide_where_less(wide_all(0.0f), value, sum[i][v], wide_all(0.0f));
            }
        }
    }
    UNROLL for (int i = 0; i < U; i++) {
        UNROLL for (int v = 0; v < V; v++) wide_store(out + (size_t)i * out_pitch + wide_floats * v, sum[i][v], part[v]);
    }
}

INLINE void map_units(
    const int V, wide_part last, const float *weights, size_t unit_step, size_t units, const map_run *runs, size_t count, size_t pitch,
    float *out, size_t out_pitch, const map_ends *ends
) {
    // As many sums as the registers hold: twelve and their inputs of AVX2's sixteen, sixteen of AVX-512's thirty-two.
    const int isWide = wide_floats == 16;
    size_t u = 0;
    if (isWide || V == 1) {
        for (; u + 8 <= units; u += 8) map_tile(8, V, last, weights, unit_step, u, runs, count, pitch, out, out_pitch, ends);
    }
    if (isWide || V == 2) {
        for (; u + 4 <= units; u += 4) map_tile(4, V, last, weights, unit_step, u, runs, count, pitch, out, out_pitch, ends);
    }
    for (; u + 3 <= units && units - u != 4; u += 3)
        map_tile(3, V, last, weights, unit_step, u, runs, count, pitch, out, out_pitch, ends);
    for (; u + 2 <= units; u += 2) map_tile(2, V, last, weights, unit_step, u, runs, count, pitch, out, out_pitch, ends);
    if (u < units) map_tile(1, V, last, weights, unit_step, u, runs, count, pitch, out, out_pitch, ends);
}

// out[u] = the chain over all runs of weights[u][..] x, for all units and `vectors` vectors of samples.
static __attribute__((noinline)) void map_product(
    size_t vectors, const float *weights, size_t unit_step, size_t units, const map_run *runs, size_t count, size_t pitch, float *out,
    size_t out_pitch, const map_ends *ends
) {
    size_t wides = (8 * vectors + wide_floats - 1) / wide_floats;
    wide_part last = wide_part_of(8 * vectors - (wides - 1) * wide_floats);
#if !defined(LANES_AVX512)
    if (wides == 4) return map_units(4, last, weights, unit_step, units, runs, count, pitch, out, out_pitch, ends);
    if (wides == 3) return map_units(3, last, weights, unit_step, units, runs, count, pitch, out, out_pitch, ends);
#endif
    if (wides == 2) return map_units(2, last, weights, unit_step, units, runs, count, pitch, out, out_pitch, ends);
    map_units(1, last, weights, unit_step, units, runs, count, pitch, out, out_pitch, ends);
}

// A run of a sum over samples: positions in turn, `vectors` vectors each.
typedef struct {
    const float *a;
    const float *b;
    size_t positions;
    size_t vectors;
} map_dots;

typedef struct {
    size_t a_row, a_step; // floats from row to row, and from position to position
    size_t b_row, b_step;
} map_pitches;

// Four columns of I rows: out[i][j] (+)= the eight-lane sum over all runs of a_i b_j.
INLINE void dots_tile(
    const int I, const map_dots *runs, size_t count, size_t row, size_t column, const map_pitches *p, float *out, size_t out_pitch,
    int adds
) {
    twin sum[2][8]; // of two columns a time
    UNROLL for (int j = 0; j < 2; j++) {
        UNROLL for (int i = 0; i < I; i++) sum[j][i] = twin_zero();
    }
    for (size_t r = 0; r < count; r++) {
        const float *a = runs[r].a + row * p->a_row, *b = runs[r].b + column * p->b_row;
        for (size_t n = 0; n < runs[r].positions; n++, a += p->a_step, b += p->b_step) {
            for (size_t v = 0; v < 8 * runs[r].vectors; v += 8) {
                twin left[8];
                UNROLL for (int i = 0; i < I; i++) left[i] = twin_both(a + (size_t)i * p->a_row + v);
                UNROLL for (int j = 0; j < 2; j++) {
                    const float *right = b + 2 * (size_t)j * p->b_row + v;
                    twin_fma(I, sum[j], left, right, right + p->b_row);
                }
            }
        }
    }
    out += row * out_pitch + column;
    UNROLL for (int i = 0; i < I; i += 2) {
        int j = i + 1 < I ? i + 1 : i;
        float *p0 = out + (size_t)i * out_pitch, *p1 = out + (size_t)j * out_pitch;
        lane8 total = twin_sums(sum[0][i], sum[1][i], sum[0][j], sum[1][j]);
        if (adds) total = lane_add(lane_load_halves(p0, p1), total);
        lane_store_halves(p0, p1, total);
    }
}

// All rows against all columns, in blocks of `block` columns that stay in the first-level cache. Whole fours of columns are taken.
static __attribute__((noinline)) void map_sums(
    const map_dots *runs, size_t count, size_t rows, size_t columns, const map_pitches *p, float *out, size_t out_pitch, int adds,
    size_t block
) {
    for (size_t first = 0; first < columns; first += block) {
        size_t end = columns - first < block ? columns : first + block;
        size_t r = 0;
        if (wide_floats == 16) {
            for (; r + 8 <= rows; r += 8) {
                for (size_t c = first; c < end; c += 4) dots_tile(8, runs, count, r, c, p, out, out_pitch, adds);
            }
            for (; r + 4 <= rows; r += 4) {
                for (size_t c = first; c < end; c += 4) dots_tile(4, runs, count, r, c, p, out, out_pitch, adds);
            }
        }
        for (; r + 3 <= rows && rows - r != 4; r += 3) {
            for (size_t c = first; c < end; c += 4) dots_tile(3, runs, count, r, c, p, out, out_pitch, adds);
        }
        for (; r + 2 <= rows; r += 2) {
            for (size_t c = first; c < end; c += 4) dots_tile(2, runs, count, r, c, p, out, out_pitch, adds);
        }
        if (r < rows) {
            for (size_t c = first; c < end; c += 4) dots_tile(1, runs, count, r, c, p, out, out_pitch, adds);
        }
    }
}

INLINE float map_tree(lane8 v0, lane8 v1, lane8 v2, lane8 v3) {
    lane8 a = lane_add(lane_add(v0, v2), lane_add(v1, v3));
    float sums[8];
    lane_store(sums, lane_sums(a, a, a, a, a, a, a, a));
    return sums[0];
}

// Values turned from rows, one a sample, into panels.
static void gather_maps(const float *rows, const uint32_t *order, size_t count, size_t lanes, const refigure_maps *out) {
    size_t positions = out->rows * out->columns;
    for (size_t first = 0; first < 8 * lanes; first += 8) {
        eight_rows sources = rows_of(rows, out->channels * positions, order, count, first);
        for (size_t channel = 0; channel < out->channels; channel++) {
            float *target = map_at(out, first / panel_samples, channel, 0, 0) + first % panel_samples;
            turn_rows(&sources, channel * positions, (channel + 1) * positions, target, panel_samples);
        }
    }
}

// sums[c] of each channel's values over samples and positions, for channels first ..< end.
static void map_channel_sums(const refigure_maps *m, size_t lanes, float *sums, size_t first, size_t end) {
    size_t positions = m->rows * m->columns;
    for (size_t c = first; c < end; c++) {
        lane8 sum[4];
        for (int v = 0; v < 4; v++) sum[v] = lane_all(0.0f);
        for (size_t p = 0; p < panel_count(lanes); p++) {
            const float *x = map_at(m, p, c, 0, 0);
            size_t vectors = panel_vectors(lanes, p);
            for (size_t i = 0; i < positions; i++, x += panel_samples) {
                for (size_t v = 0; v < vectors; v++) sum[v] = lane_add(sum[v], lane_load(x + 8 * v));
            }
        }
        sums[c] = map_tree(sum[0], sum[1], sum[2], sum[3]);
    }
}

static void scale_maps(
    const refigure_maps *values, const float *factors, const refigure_maps *out, size_t lanes, size_t first, size_t end
) {
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t c = first; c < end; c++) {
            const float *source = map_at(values, panel, c, 0, 0), *factor = factors + (c * lanes + 4 * panel) * 8;
            float *target = map_at(out, panel, c, 0, 0);
            for (size_t i = 0; i < values->rows * values->columns * panel_samples; i += panel_samples) {
                for (size_t v = 0; v < 8 * vectors; v += 8) {
                    lane_store(target + i + v, lane_mul(lane_load(source + i + v), lane_load(factor + v)));
                }
            }
        }
    }
}

static void hand_down(
    const refigure_maps *delta, const refigure_maps *values, const refigure_maps *below, size_t lanes, refigure_activation activation,
    int adds, size_t first, size_t end
) {
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t c = first; c < end; c++) {
            const float *d = map_at(delta, panel, c, 0, 0), *value = map_at(values, panel, c, 0, 0);
            float *target = map_at(below, panel, c, 0, 0);
            for (size_t i = 0; i < delta->rows * delta->columns * panel_samples; i += panel_samples) {
                for (size_t v = i; v < i + 8 * vectors; v += 8) {
                    lane8 sum = adds ? lane_add(lane_load(target + v), lane_load(d + v)) : lane_load(d + v);
                    lane_store(target + v, times_slope(sum, lane_load(value + v), activation));
                }
            }
        }
    }
}
