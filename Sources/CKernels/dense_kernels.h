// The body of each kernel set: included once by each of kernels_avx2.c, kernels_neon.c and kernels_portable.c, which differ in nothing
// but the spelling of lanes.h. Contracts stand in include/kernels.h.

#include "include/kernels.h"
#include "lane_functions.h"

#define UNROLL _Pragma("clang loop unroll(full)")

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

static void gather(const float *rows, size_t width, const uint32_t *order, size_t count, size_t lanes, float *out) {
    static const float zeros[4] = { 0, 0, 0, 0 };
    size_t pitch = 8 * lanes;
    size_t whole = width & ~(size_t)3;
    for (size_t first = 0; first < pitch; first += 8) {
        const float *sources[8];
        size_t steps[8];
        for (size_t s = 0; s < 8; s++) {
            size_t sample = first + s;
            steps[s] = sample < count;
            sources[s] = sample < count ? rows + (order ? (size_t)order[sample] : sample) * width : zeros;
        }
        if (first + 8 <= count) {
            for (size_t u = 0; u < whole; u += 4) lane_turn_8x4(sources, u, out + u * pitch + first, pitch);
            for (size_t u = whole; u < width; u++) {
                for (size_t s = 0; s < 8; s++) out[u * pitch + first + s] = sources[s][u];
            }
        } else {
            for (size_t u = 0; u < width; u++) {
                for (size_t s = 0; s < 8; s++) out[u * pitch + first + s] = sources[s][u * steps[s]];
            }
        }
    }
}

// Units i .. i + U - 1 for the samples of V vectors.
#define FORWARD_TILE(U, V) \
    INLINE void forward_tile_##U##_##V( \
        const refigure_layer *layer, const float *biases, size_t i, const float *in, float *out, size_t pitch, \
        refigure_activation activation \
    ) { \
        const float *w = layer->parameters + i * layer->stride; \
        lane8 sum[U][V]; \
        UNROLL for (int u = 0; u < U; u++) { \
            UNROLL for (int v = 0; v < V; v++) sum[u][v] = lane_all(biases[i + (size_t)u]); \
        } \
        for (size_t k = 0; k < layer->inputs; k++) { \
            lane8 x[V]; \
            UNROLL for (int v = 0; v < V; v++) x[v] = lane_load(in + k * pitch + 8 * v); \
            UNROLL for (int u = 0; u < U; u++) { \
                lane8 weight = lane_all(w[(size_t)u * layer->stride + k]); \
                UNROLL for (int v = 0; v < V; v++) sum[u][v] = lane_fma(weight, x[v], sum[u][v]); \
            } \
        } \
        UNROLL for (int u = 0; u < U; u++) { \
            UNROLL for (int v = 0; v < V; v++) \
                lane_store(out + (i + (size_t)u) * pitch + 8 * v, activated(sum[u][v], activation)); \
        } \
    }
FORWARD_TILE(3, 4)
FORWARD_TILE(2, 4)
FORWARD_TILE(1, 4)
FORWARD_TILE(3, 1)
FORWARD_TILE(2, 1)
FORWARD_TILE(1, 1)

INLINE void forward_with(
    const refigure_layer *layer, const float *in, float *out, size_t lanes, refigure_activation activation
) {
    const float *biases = layer->parameters + layer->outputs * layer->stride;
    size_t pitch = 8 * lanes, n = layer->outputs, i = 0;
#define FORWARD_ROWS(U) \
    { \
        size_t v = 0; \
        for (; v + 4 <= lanes; v += 4) forward_tile_##U##_4(layer, biases, i, in + 8 * v, out + 8 * v, pitch, activation); \
        for (; v < lanes; v++) forward_tile_##U##_1(layer, biases, i, in + 8 * v, out + 8 * v, pitch, activation); \
    }
    for (; i + 3 <= n; i += 3) FORWARD_ROWS(3)
    if (n - i == 2) FORWARD_ROWS(2)
    if (n - i == 1) FORWARD_ROWS(1)
#undef FORWARD_ROWS
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

INLINE lane8 first_largest(const float *logits, size_t classes, size_t pitch) {
    lane8 largest = lane_load(logits);
    for (size_t c = 1; c < classes; c++) largest = lane_max(largest, lane_load(logits + c * pitch));
    return largest;
}

static void softmax(float *logits, size_t classes, size_t lanes) {
    size_t pitch = 8 * lanes;
    for (size_t v = 0; v < lanes; v++) {
        float *z = logits + 8 * v;
        lane8 largest = first_largest(z, classes, pitch);
        lane8 sum = lane_all(0.0f);
        for (size_t c = 0; c < classes; c++) {
            lane8 e = lane_exp(lane_sub(lane_load(z + c * pitch), largest));
            sum = lane_add(sum, e);
            lane_store(z + c * pitch, e);
        }
        for (size_t c = 0; c < classes; c++) lane_store(z + c * pitch, lane_div(lane_load(z + c * pitch), sum));
    }
}

static void softmax_delta(float *logits, const uint8_t *labels, size_t classes, size_t count, size_t lanes, float scale) {
    size_t pitch = 8 * lanes;
    softmax(logits, classes, lanes);
    for (size_t s = 0; s < count; s++) logits[labels[s] * pitch + s] -= 1.0f;
    for (size_t c = 0; c < classes; c++) {
        float *row = logits + c * pitch;
        for (size_t v = 0; v < lanes; v++) lane_store(row + 8 * v, lane_mul(lane_load(row + 8 * v), lane_all(scale)));
        for (size_t s = count; s < pitch; s++) row[s] = 0.0f;
    }
}

static uint64_t cross_entropy(
    const float *logits, const uint8_t *labels, size_t classes, size_t count, size_t lanes, double sums[8]
) {
    size_t pitch = 8 * lanes;
    uint64_t correct = 0;
    for (size_t v = 0; v < lanes && 8 * v < count; v++) {
        const float *z = logits + 8 * v;
        lane8 largest = first_largest(z, classes, pitch);
        lane8 sum = lane_all(0.0f);
        for (size_t c = 0; c < classes; c++) sum = lane_add(sum, lane_exp(lane_sub(lane_load(z + c * pitch), largest)));
        float peak[8], logs[8];
        lane_store(peak, largest);
        lane_store(logs, lane_log(sum));
        for (size_t s = 0; s < 8 && 8 * v + s < count; s++) {
            size_t label = labels[8 * v + s];
            sums[s] += (double)(logs[s] - (z[label * pitch + s] - peak[s]));
            size_t c = 0;
            while (c < label && z[c * pitch + s] < peak[s]) c++;
            correct += c == label && z[label * pitch + s] == peak[s];
        }
    }
    return correct;
}

// Units j .. j + U - 1 of the lower layer.
#define BACKWARD_TILE(U, V) \
    INLINE void backward_tile_##U##_##V( \
        const refigure_layer *layer, size_t j, const float *delta, const float *values, float *below, size_t pitch, \
        refigure_activation activation \
    ) { \
        const float *w = layer->parameters + j; \
        lane8 sum[U][V]; \
        UNROLL for (int u = 0; u < U; u++) { \
            UNROLL for (int v = 0; v < V; v++) sum[u][v] = lane_all(0.0f); \
        } \
        for (size_t k = 0; k < layer->outputs; k++) { \
            lane8 x[V]; \
            UNROLL for (int v = 0; v < V; v++) x[v] = lane_load(delta + k * pitch + 8 * v); \
            UNROLL for (int u = 0; u < U; u++) { \
                lane8 weight = lane_all(w[k * layer->stride + (size_t)u]); \
                UNROLL for (int v = 0; v < V; v++) sum[u][v] = lane_fma(weight, x[v], sum[u][v]); \
            } \
        } \
        UNROLL for (int u = 0; u < U; u++) { \
            UNROLL for (int v = 0; v < V; v++) { \
                size_t at = (j + (size_t)u) * pitch + 8 * v; \
                lane_store(below + at, times_slope(sum[u][v], lane_load(values + at), activation)); \
            } \
        } \
    }
BACKWARD_TILE(3, 4)
BACKWARD_TILE(2, 4)
BACKWARD_TILE(1, 4)
BACKWARD_TILE(3, 1)
BACKWARD_TILE(2, 1)
BACKWARD_TILE(1, 1)

INLINE void backward_with(
    const refigure_layer *layer, const float *delta, const float *values, float *below, size_t lanes, refigure_activation activation
) {
    size_t pitch = 8 * lanes, n = layer->inputs, j = 0;
#define BACKWARD_ROWS(U) \
    { \
        size_t v = 0; \
        for (; v + 4 <= lanes; v += 4) \
            backward_tile_##U##_4(layer, j, delta + 8 * v, values + 8 * v, below + 8 * v, pitch, activation); \
        for (; v < lanes; v++) \
            backward_tile_##U##_1(layer, j, delta + 8 * v, values + 8 * v, below + 8 * v, pitch, activation); \
    }
    for (; j + 3 <= n; j += 3) BACKWARD_ROWS(3)
    if (n - j == 2) BACKWARD_ROWS(2)
    if (n - j == 1) BACKWARD_ROWS(1)
#undef BACKWARD_ROWS
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

// The sums over the batch of p[s] in[j .. j + 3][s] and q[s] in[k .. k + 3][s], as { p's four | q's four }.
INLINE lane8 outer_sums(const float *p, const float *q, const float *in_p, const float *in_q, size_t pitch) {
    lane8 a0 = lane_all(0.0f), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    for (size_t s = 0; s < pitch; s += 8) {
        lane8 dp = lane_load(p + s), dq = lane_load(q + s);
        a0 = lane_fma(dp, lane_load(in_p + s), a0);
        a1 = lane_fma(dp, lane_load(in_p + pitch + s), a1);
        a2 = lane_fma(dp, lane_load(in_p + 2 * pitch + s), a2);
        a3 = lane_fma(dp, lane_load(in_p + 3 * pitch + s), a3);
        b0 = lane_fma(dq, lane_load(in_q + s), b0);
        b1 = lane_fma(dq, lane_load(in_q + pitch + s), b1);
        b2 = lane_fma(dq, lane_load(in_q + 2 * pitch + s), b2);
        b3 = lane_fma(dq, lane_load(in_q + 3 * pitch + s), b3);
    }
    return lane_sums(a0, a1, a2, a3, b0, b1, b2, b3);
}

// The sum over the batch of up to eight rows of deltas; missing ones repeat the first.
INLINE lane8 row_sums(const float *const rows[8], size_t pitch) {
    lane8 sum[8];
    UNROLL for (int r = 0; r < 8; r++) sum[r] = lane_all(0.0f);
    for (size_t s = 0; s < pitch; s += 8) {
        UNROLL for (int r = 0; r < 8; r++) sum[r] = lane_add(sum[r], lane_load(rows[r] + s));
    }
    return lane_sums(sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], sum[6], sum[7]);
}

// Eight parameters' step; `velocity` and `squares` are read and written only by the rules that have them.
INLINE lane8 stepped(
    lane8 w, lane8 g, lane8 *velocity, lane8 *squares, const refigure_optimiser *o, refigure_rule rule
) {
    if (o->l2 != 0.0f) g = lane_fma(lane_all(o->l2), w, g);
    if (rule == refigure_rmsprop || rule == refigure_rmsprop_momentum) {
        *squares = lane_fma(lane_all(o->remainder), lane_mul(g, g), lane_mul(lane_all(o->decay), *squares));
        g = lane_div(g, lane_add(lane_sqrt(*squares), lane_all(o->epsilon)));
    }
    if (rule == refigure_momentum || rule == refigure_rmsprop_momentum) {
        *velocity = lane_fma(lane_all(o->momentum), *velocity, g);
        g = *velocity;
    }
    return lane_fma(lane_all(-o->rate), g, w);
}

// Steps the parameters at two places of four each.
INLINE void step_halves(
    const refigure_layer *layer, size_t p, size_t q, lane8 g, const refigure_optimiser *o, refigure_rule rule
) {
    int moves = rule == refigure_momentum || rule == refigure_rmsprop_momentum;
    int scales = rule == refigure_rmsprop || rule == refigure_rmsprop_momentum;
    lane8 w = lane_load_halves(layer->parameters + p, layer->parameters + q);
    lane8 velocity = w, squares = w;
    if (moves) velocity = lane_load_halves(layer->velocity + p, layer->velocity + q);
    if (scales) squares = lane_load_halves(layer->squares + p, layer->squares + q);
    w = stepped(w, g, &velocity, &squares, o, rule);
    lane_store_halves(layer->parameters + p, layer->parameters + q, w);
    if (moves) lane_store_halves(layer->velocity + p, layer->velocity + q, velocity);
    if (scales) lane_store_halves(layer->squares + p, layer->squares + q, squares);
}

INLINE void step_biases(
    const refigure_layer *layer, const uint32_t *rows, size_t count, lane8 g, const refigure_optimiser *o, refigure_rule rule
) {
    int moves = rule == refigure_momentum || rule == refigure_rmsprop_momentum;
    int scales = rule == refigure_rmsprop || rule == refigure_rmsprop_momentum;
    size_t base = layer->outputs * layer->stride;
    float w[8] = { 0 }, velocity[8] = { 0 }, squares[8] = { 0 };
    for (size_t r = 0; r < count; r++) {
        w[r] = layer->parameters[base + rows[r]];
        if (moves) velocity[r] = layer->velocity[base + rows[r]];
        if (scales) squares[r] = layer->squares[base + rows[r]];
    }
    lane8 moved = lane_load(velocity), scaled = lane_load(squares);
    lane_store(w, stepped(lane_load(w), g, &moved, &scaled, o, rule));
    lane_store(velocity, moved);
    lane_store(squares, scaled);
    for (size_t r = 0; r < count; r++) {
        layer->parameters[base + rows[r]] = w[r];
        if (moves) layer->velocity[base + rows[r]] = velocity[r];
        if (scales) layer->squares[base + rows[r]] = squares[r];
    }
}

INLINE void update_with(
    const refigure_layer *layer, const refigure_optimiser *o, const float *delta, const float *in, size_t lanes,
    const uint32_t *rows, size_t row_count, refigure_rule rule
) {
    size_t pitch = 8 * lanes, stride = layer->stride;
    size_t count = rows ? row_count : layer->outputs;
    size_t r = 0;
    for (; r + 2 <= count; r += 2) {
        size_t p = rows ? rows[r] : r, q = rows ? rows[r + 1] : r + 1;
        for (size_t j = 0; j < stride; j += 4) {
            const float *x = in + j * pitch;
            step_halves(layer, p * stride + j, q * stride + j, outer_sums(delta + p * pitch, delta + q * pitch, x, x, pitch), o, rule);
        }
    }
    if (r < count) {
        size_t p = rows ? rows[r] : r;
        const float *d = delta + p * pitch;
        size_t j = 0;
        for (; j + 8 <= stride; j += 8) {
            lane8 g = outer_sums(d, d, in + j * pitch, in + (j + 4) * pitch, pitch);
            step_halves(layer, p * stride + j, p * stride + j + 4, g, o, rule);
        }
        // Both halves hold the same four parameters and store the same values.
        if (j < stride) step_halves(layer, p * stride + j, p * stride + j, outer_sums(d, d, in + j * pitch, in + j * pitch, pitch), o, rule);
    }
    for (r = 0; r < count; r += 8) {
        uint32_t places[8];
        const float *sources[8];
        size_t here = count - r < 8 ? count - r : 8;
        for (size_t b = 0; b < 8; b++) {
            size_t at = r + (b < here ? b : 0);
            places[b] = rows ? rows[at] : (uint32_t)at;
            sources[b] = delta + places[b] * pitch;
        }
        step_biases(layer, places, here, row_sums(sources, pitch), o, rule);
    }
}

static void update(
    const refigure_layer *layer, const refigure_optimiser *optimiser, const float *delta, const float *in, size_t lanes,
    const uint32_t *rows, size_t row_count
) {
    switch (optimiser->rule) {
    case refigure_momentum: update_with(layer, optimiser, delta, in, lanes, rows, row_count, refigure_momentum); break;
    case refigure_rmsprop: update_with(layer, optimiser, delta, in, lanes, rows, row_count, refigure_rmsprop); break;
    case refigure_rmsprop_momentum:
        update_with(layer, optimiser, delta, in, lanes, rows, row_count, refigure_rmsprop_momentum);
        break;
    default: update_with(layer, optimiser, delta, in, lanes, rows, row_count, refigure_sgd); break;
    }
}

static void gradient(const refigure_layer *layer, const float *delta, const float *in, float *out, size_t lanes) {
    size_t pitch = 8 * lanes, stride = layer->stride;
    for (size_t i = 0; i < layer->outputs; i++) {
        const float *d = delta + i * pitch;
        for (size_t j = 0; j < stride; j += 4) {
            float sums[8];
            lane_store(sums, outer_sums(d, d, in + j * pitch, in + j * pitch, pitch));
            for (size_t c = 0; c < 4 && j + c < layer->inputs; c++) out[i * stride + j + c] = sums[c];
        }
        const float *same[8] = { d, d, d, d, d, d, d, d };
        float sums[8];
        lane_store(sums, row_sums(same, pitch));
        out[layer->outputs * stride + i] = sums[0];
    }
}

static void map(refigure_function function, const float *in, float *out, size_t vectors) {
    for (size_t v = 0; v < vectors; v++) {
        lane8 x = lane_load(in + 8 * v), y = x;
        switch (function) {
        case refigure_function_exp: y = lane_exp(x); break;
        case refigure_function_log: y = lane_log(x); break;
        case refigure_function_tanh: y = lane_tanh(x); break;
        case refigure_function_sigmoid: y = lane_sigmoid(x); break;
        }
        lane_store(out + 8 * v, y);
    }
}

#define KERNEL_TABLE(set) \
    { .name = set, .gather = gather, .forward = forward, .activate = activate, .softmax = softmax, \
      .softmax_delta = softmax_delta, .cross_entropy = cross_entropy, .backward = backward, .gradient = gradient, \
      .update = update, .map = map }
