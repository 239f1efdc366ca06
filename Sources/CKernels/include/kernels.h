// The engine's kernels: dense layers over batches, in single precision, with the same bits on every machine.
//
// Layout. A batch is stored units x samples ("features-major"): row u holds the values of unit u for all samples, `lanes` vectors of
// 8 floats, so 8 * lanes samples, of which those beyond the batch's own are padding. A layer's weights are stored outputs x inputs,
// each row padded with zeros to `stride` floats (a multiple of 4, at least `inputs`). Buffers of activations that stand below a layer
// have `stride` rows, the padding's being finite.
//
// Sums. Every output of a matrix product over units (`forward`, `backward`) is one chain of fused multiply-adds, units ascending; a
// forward chain starts from the bias. Every sum over samples (`update`, `gradient`) is eight such chains, chain l taking the samples
// s with s mod 8 = l in ascending order, added up as ((0 + 2) + (1 + 3)) + ((4 + 6) + (5 + 7)) with 4..7 likewise:
// (((c0 + c2) + (c1 + c3)) + ((c4 + c6) + (c5 + c7))). Samples of the padding have zero deltas. Nothing depends on a machine's width.
#ifndef REFIGURE_KERNELS_H
#define REFIGURE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

typedef enum { refigure_identity = 0, refigure_tanh = 1, refigure_relu = 2, refigure_sigmoid = 3 } refigure_activation;

typedef enum { refigure_function_exp = 0, refigure_function_log = 1, refigure_function_tanh = 2, refigure_function_sigmoid = 3 } refigure_function;

typedef enum { refigure_sgd = 0, refigure_momentum = 1, refigure_rmsprop = 2, refigure_rmsprop_momentum = 3 } refigure_rule;

// How parameters follow their gradient g, PyTorch's definitions, each operation rounded as written:
//   g' = fma(l2, w, g)                                                    (where l2 is not 0)
//   sgd               w = fma(-rate, g', w)
//   momentum          b = fma(momentum, b, g');                           w = fma(-rate, b, w)
//   rmsprop           v = fma(1 - decay, g' g', decay v); d = sqrt(v) + epsilon; w = fma(-rate, g' / d, w)
//   rmsprop_momentum  v, d as above; b = fma(momentum, b, g' / d);        w = fma(-rate, b, w)
typedef struct {
    refigure_rule rule;
    float rate;
    float l2;
    float momentum;
    float decay;
    float remainder; // 1 - decay, rounded from double precision
    float epsilon;
} refigure_optimiser;

// A dense layer's parameters and the optimiser's memory of them. Each block holds outputs x stride weights, then the biases.
typedef struct {
    float *parameters;
    float *velocity; // b above; NULL where the rule has none
    float *squares;  // v above; NULL where the rule has none
    size_t inputs;
    size_t outputs;
    size_t stride;
} refigure_layer;

typedef struct {
    const char *name;

    // Values at the given rows of a row-major table (`width` columns), turned into units x samples: out[u][s] = rows[order[s]][u].
    // The padding's samples are zero. `order` NULL: rows 0, 1, ... in turn.
    void (*gather)(const float *rows, size_t width, const uint32_t *order, size_t count, size_t lanes, float *out);

    // out = activation(weights in + bias).
    void (*forward)(const refigure_layer *layer, const float *in, float *out, size_t lanes, refigure_activation activation);

    // values = activation(values), `vectors` vectors of 8.
    void (*activate)(float *values, size_t vectors, refigure_activation activation);

    // Class probabilities, in place of the logits: z' = z - max, e = exp(z'), p = e / sum(e), classes ascending.
    void (*softmax)(float *logits, size_t classes, size_t lanes);

    // The gradient of the batch's mean cross-entropy by the logits, in their place: (p - [class = label]) * scale; 0 in the padding.
    void (*softmax_delta)(float *logits, const uint8_t *labels, size_t classes, size_t count, size_t lanes, float scale);

    // Adds the samples' cross-entropies log(sum(e)) - z'[label] (nats) to sums[sample mod 8] and returns how many samples have their
    // label's logit as the first largest.
    uint64_t (*cross_entropy)(const float *logits, const uint8_t *labels, size_t classes, size_t count, size_t lanes, double sums[8]);

    // below = (weights' delta) * activation'(values), values being the lower layer's activations.
    void (*backward)(const refigure_layer *layer, const float *delta, const float *values, float *below, size_t lanes, refigure_activation activation);

    // The sums over the batch of delta[i] in[j], outputs x stride (nothing is written beyond column `inputs`), then those of delta[i].
    void (*gradient)(const refigure_layer *layer, const float *delta, const float *in, float *out, size_t lanes);

    // One step of the optimiser with that gradient, which is nowhere stored.
    // `rows`: the outputs whose parameters move, `row_count` of them; NULL: all.
    void (*update)(
        const refigure_layer *layer, const refigure_optimiser *optimiser, const float *delta, const float *in, size_t lanes,
        const uint32_t *rows, size_t row_count);

    // out = function(in), for tests of the elementary functions.
    void (*map)(refigure_function function, const float *in, float *out, size_t vectors);
} refigure_kernels;

// The sets; NULL where the machine or the build has not got it. All give the same bits.
const refigure_kernels *refigure_kernels_portable(void);
const refigure_kernels *refigure_kernels_avx2(void);
const refigure_kernels *refigure_kernels_neon(void);

#endif
