// Matrix products of dense layers, forward and backward, with the activations at their ends. Contracts stand in include/kernels.h.

#include "include/kernels.h"
#include "lane_functions.h"
#include "wide_lanes.h"

INLINE lane8 activated(lane8 a, refigure_activation activation) {
    switch (activation) {
    case refigure_tanh: return lane_tanh(a);
    case refigure_relu: return lane_max(a, lane_all(0.0f));
    case refigure_sigmoid: return lane_sigmoid(a);
    default: return a;
    }
}

// d times the derivative of the activation, in terms of the activation's value a.
INLINE lane8 times_slope(lane8 d, lane8 a, refigure_activation activation) {
    switch (activation) {
    case refigure_tanh: return lane_mul(d, lane_fma(lane_sub(lane_all(0.0f), a), a, lane_all(1.0f)));
    case refigure_relu: return lane_where_less(lane_all(0.0f), a, d, lane_all(0.0f));
    case refigure_sigmoid: return lane_mul(d, lane_fma(lane_sub(lane_all(0.0f), a), a, a));
    default: return d;
    }
}

// The rows of eight samples; those of the padding are zeros that no step leads away from.
typedef struct {
    const float *rows[8];
    size_t steps[8];
    int isWhole;
} eight_rows;

INLINE eight_rows rows_of(const float *rows, size_t width, const uint32_t *order, size_t count, size_t first) {
    static const float zeros[4] = { 0, 0, 0, 0 };
    eight_rows r = { .isWhole = first + 8 <= count };
    for (size_t s = 0; s < 8; s++) {
        size_t sample = first + s;
        r.steps[s] = sample < count;
        r.rows[s] = sample < count ? rows + (order ? (size_t)order[sample] : sample) * width : zeros;
    }
    return r;
}

// Columns first ..< end of the rows, turned: out[(u - first) * pitch + s].
INLINE void turn_rows(const eight_rows *r, size_t first, size_t end, float *out, size_t pitch) {
    size_t u = first;
    if (r->isWhole) {
        for (; u + 4 <= end; u += 4) lane_turn_8x4(r->rows, u, out + (u - first) * pitch, pitch);
    }
    for (; u < end; u++) {
        for (size_t s = 0; s < 8; s++) out[(u - first) * pitch + s] = r->rows[s][u * r->steps[s]];
    }
}

static void gather(const float *rows, size_t width, const uint32_t *order, size_t count, size_t lanes, float *out) {
    size_t pitch = 8 * lanes;
    for (size_t first = 0; first < pitch; first += 8) {
        eight_rows sources = rows_of(rows, width, order, count, first);
        turn_rows(&sources, 0, width, out + first, pitch);
    }
}

// What a product does at its ends. A long chain is cut into blocks of units whose inputs stay in the first-level cache; between blocks
// the unfinished sums wait in the output, which changes no bit.
typedef enum { from_zero, from_bias, from_stored } product_start;
typedef enum { to_stored, to_activation, to_slope } product_finish;

typedef struct {
    // The weight of output u and input k stands at w[u * unit_step + k * chain_step].
    const float *w;
    size_t unit_step;
    size_t chain_step;
    size_t units;
    size_t depth;
    const float *x; // the first input of the samples at hand
    size_t x_pitch;
    float *out;
    size_t pitch;
    const float *biases;
    const float *values;
    product_start start;
    product_finish finish;
} product;

enum {
    block_depth = 192,        // units of a block: 24 KiB of inputs at 32 samples
    undivided = 6 * 1024,     // floats of input up to which a product is not cut
    panel = 4                 // vectors of samples that a tile takes
};

// Outputs u .. u + U - 1 for the samples of W wide vectors from `at`, of whose last one `last` counts.
INLINE void product_tile(
    const int U, const int W, wide_part last, const product *p, size_t u, size_t at, refigure_activation activation
) {
    const float *w = p->w + u * p->unit_step;
    const float *x = p->x;
    float *out = p->out + u * p->pitch + at;
    wide sum[8][8 * panel / wide_floats];
    wide_part part[8 * panel / wide_floats];
    UNROLL for (int v = 0; v < W; v++) part[v] = v + 1 < W ? wide_part_of(wide_floats) : last;
    UNROLL for (int i = 0; i < U; i++) {
        UNROLL for (int v = 0; v < W; v++) {
            if (p->start == from_stored) sum[i][v] = wide_load(out + (size_t)i * p->pitch + wide_floats * v, part[v]);
            else sum[i][v] = wide_all(p->start == from_bias ? p->biases[u + (size_t)i] : 0.0f);
        }
    }
    for (size_t k = 0; k < p->depth; k++) {
        // Twelve sums (3 outputs, 4 vectors), three weights and one input: the sixteen registers of AVX2.
        wide weight[8];
        UNROLL for (int i = 0; i < U; i++) weight[i] = wide_all(w[(size_t)i * p->unit_step + k * p->chain_step]);
        UNROLL for (int v = 0; v < W; v++) {
            wide in = wide_load(x + k * p->x_pitch + wide_floats * v, part[v]);
            UNROLL for (int i = 0; i < U; i++) sum[i][v] = wide_fma(weight[i], in, sum[i][v]);
        }
    }
    UNROLL for (int i = 0; i < U; i++) {
        if (p->finish == to_stored) {
            UNROLL for (int v = 0; v < W; v++) wide_store(out + (size_t)i * p->pitch + wide_floats * v, sum[i][v], part[v]);
            continue;
        }
        UNROLL for (size_t v = 0; v < (size_t)W * wide_floats / 8; v++) {
            if (!wide_has(last, v, (size_t)W)) continue;
            float *place = out + (size_t)i * p->pitch + 8 * v;
            lane8 result = wide_eight(sum[i], v);
            if (p->finish == to_activation) result = activated(result, activation);
            else result = times_slope(result, lane_load(p->values + (place - p->out)), activation);
            lane_store(place, result);
        }
    }
}

// Those of the tile behind the one at u, of so many outputs; a hint beyond the last one is harmless.
INLINE void prefetch_weights(const product *p, size_t u, size_t outputs) {
    if (p->chain_step == 1) {
        for (size_t i = outputs; i < 2 * outputs; i++) {
            for (size_t k = 0; k < p->depth; k += 16) __builtin_prefetch(p->w + (u + i) * p->unit_step + k);
        }
    } else if ((u & 15) < outputs) {
        for (size_t k = 0; k < p->depth; k++) __builtin_prefetch(p->w + k * p->chain_step + u + 24);
    }
}

// All outputs for the samples of W wide vectors.
INLINE void product_panel(const int W, wide_part last, const product *p, size_t at, int prefetch, refigure_activation activation) {
    size_t u = 0;
    if (W == 1 || wide_floats == 16) {
        // One vector of samples leaves registers for more outputs, whose sums do not wait for each other; so do 32 registers.
        for (; u + 8 <= p->units; u += 8) {
            if (prefetch) prefetch_weights(p, u, 8);
            product_tile(8, W, last, p, u, at, activation);
        }
    }
    // Four outputs at the end are two pairs: a single one would leave the multipliers waiting for its few sums.
    for (; u + 3 <= p->units && p->units - u != 4; u += 3) {
        if (prefetch) prefetch_weights(p, u, 3);
        product_tile(3, W, last, p, u, at, activation);
    }
    for (; u + 2 <= p->units; u += 2) product_tile(2, W, last, p, u, at, activation);
    if (u < p->units) product_tile(1, W, last, p, u, at, activation);
}

// Runs the product described by p, whose chain has `depth` members, over all samples.
INLINE void run_product(product whole, size_t depth, size_t lanes, refigure_activation activation) {
    float packed[block_depth * 8 * panel];
    int cut = depth * whole.pitch > undivided;
    size_t step = cut ? block_depth : depth;
    product_start start = whole.start;
    product_finish finish = whole.finish;
    for (size_t k = 0; k < depth; k += step) {
        product p = whole;
        p.depth = depth - k < step ? depth - k : step;
        p.w = whole.w + k * whole.chain_step;
        p.x = whole.x + k * whole.pitch;
        p.start = k == 0 ? start : from_stored;
        p.finish = k + p.depth == depth ? finish : to_stored;
        size_t v = 0;
        for (; v + panel <= lanes; v += panel) {
            product here = p;
            here.x += 8 * v;
            if (cut && lanes > panel) {
                // Rows a whole batch apart would fall into few sets of the cache.
                for (size_t row = 0; row < p.depth; row++) {
                    UNROLL for (int i = 0; i < panel; i++)
                        lane_store(packed + (row * panel + (size_t)i) * 8, lane_load(here.x + row * whole.pitch + 8 * (size_t)i));
                }
                here.x = packed;
                here.x_pitch = 8 * panel;
            }
            product_panel(8 * panel / wide_floats, wide_part_of(wide_floats), &here, 8 * v, cut && v == 0, activation);
        }
        for (; v < lanes; v++) {
            product here = p;
            here.x += 8 * v;
            product_panel(1, wide_part_of(8), &here, 8 * v, 0, activation);
        }
    }
}

INLINE void forward_with(
    const refigure_layer *layer, const float *in, float *out, size_t lanes, refigure_activation activation
) {
    product p = { .w = layer->parameters, .unit_step = layer->stride, .chain_step = 1, .units = layer->outputs, .x = in,
                  .x_pitch = 8 * lanes, .out = out, .pitch = 8 * lanes, .biases = layer->parameters + layer->outputs * layer->stride,
                  .start = from_bias, .finish = to_activation };
    run_product(p, layer->inputs, lanes, activation);
}

static void forward(const refigure_layer *layer, const float *in, float *out, size_t lanes, refigure_activation activation) {
    switch (activation) {
    case refigure_tanh: forward_with(layer, in, out, lanes, refigure_tanh); break;
    case refigure_relu: forward_with(layer, in, out, lanes, refigure_relu); break;
    case refigure_sigmoid: forward_with(layer, in, out, lanes, refigure_sigmoid); break;
    default: forward_with(layer, in, out, lanes, refigure_identity); break;
    }
}

static void activate(float *values, size_t vectors, refigure_activation activation) {
    for (size_t v = 0; v < vectors; v++) lane_store(values + 8 * v, activated(lane_load(values + 8 * v), activation));
}

static void slope(float *delta, const float *values, size_t vectors, refigure_activation activation) {
    for (size_t v = 0; v < vectors; v++) {
        lane_store(delta + 8 * v, times_slope(lane_load(delta + 8 * v), lane_load(values + 8 * v), activation));
    }
}

INLINE void backward_with(
    const refigure_layer *layer, const float *delta, const float *values, float *below, size_t lanes, refigure_activation activation
) {
    product p = { .w = layer->parameters, .unit_step = 1, .chain_step = layer->stride, .units = layer->inputs, .x = delta,
                  .x_pitch = 8 * lanes, .out = below, .pitch = 8 * lanes, .values = values, .start = from_zero, .finish = to_slope };
    run_product(p, layer->outputs, lanes, activation);
}

static void backward(
    const refigure_layer *layer, const float *delta, const float *values, float *below, size_t lanes, refigure_activation activation
) {
    switch (activation) {
    case refigure_tanh: backward_with(layer, delta, values, below, lanes, refigure_tanh); break;
    case refigure_relu: backward_with(layer, delta, values, below, lanes, refigure_relu); break;
    case refigure_sigmoid: backward_with(layer, delta, values, below, lanes, refigure_sigmoid); break;
    default: backward_with(layer, delta, values, below, lanes, refigure_identity); break;
    }
}
