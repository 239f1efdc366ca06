// The engine's kernels: dense layers over batches, in single precision, with the same bits on every machine.
//
// Layout. A batch is stored units x samples ("features-major"): row u holds the values of unit u for all samples, `lanes` vectors of
// 8 floats, so 8 * lanes samples, of which those beyond the batch's own are padding. A layer's weights are stored outputs x inputs,
// each row padded with zeros to `stride` floats (a multiple of 4, at least `inputs`). Buffers of activations that stand below a layer
// have `stride` rows, the padding's being finite.
//
// Sums. Every output of a matrix product over units (`forward`, `backward`) is one chain of fused multiply-adds, units ascending; a
// forward chain starts from the bias. Every sum over samples (`update`, `gradient`, `normalise`) is eight such chains c0 ... c7, chain l
// taking the samples s with s mod 8 = l in ascending order, added up as ((c0 + c2) + (c1 + c3)) + ((c4 + c6) + (c5 + c7)). Samples of the
// padding have zero deltas. How a product is cut into blocks, and how wide the machine's vectors are, changes no bit.
#ifndef REFIGURE_KERNELS_H
#define REFIGURE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

typedef enum { refigure_identity = 0, refigure_tanh = 1, refigure_relu = 2, refigure_sigmoid = 3 } refigure_activation;

typedef enum { refigure_function_exp = 0, refigure_function_log = 1, refigure_function_tanh = 2, refigure_function_sigmoid = 3, refigure_function_normal_quantile = 4 } refigure_function;

typedef enum { refigure_sgd = 0, refigure_momentum = 1, refigure_rmsprop = 2, refigure_rmsprop_momentum = 3, refigure_adam = 4 } refigure_rule;

// How parameters follow their gradient g, PyTorch's definitions, each operation rounded as written:
//   g' = fma(l2, w, g)                                                    (where l2 is not 0)
//   sgd               w = fma(-rate, g', w)
//   momentum          b = fma(momentum, b, g');                           w = fma(-rate, b, w)
//   rmsprop           v = fma(1 - decay, g' g', decay v); d = sqrt(v) + epsilon; w = fma(-rate, g' / d, w)
//   rmsprop_momentum  v, d as above; b = fma(momentum, b, g' / d);        w = fma(-rate, b, w)
//   adam              b = fma(1 - momentum, g', momentum b); v as above;  w = fma(-rate, b / fma(root, sqrt(v), epsilon), w)
// Adam (Kingma and Ba 2015): at step t `rate` is the learning rate / (1 - momentum^t) and `root` is 1 / sqrt(1 - decay^t).
typedef struct {
    refigure_rule rule;
    float rate;
    float l2;
    float momentum;
    float decay;
    float remainder; // 1 - decay, rounded from double precision
    float epsilon;
    float momentum_remainder; // 1 - momentum, rounded from double precision; adam's alone
    float root;               // adam's alone
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

// Batch normalisation (Ioffe and Szegedy 2015) as PyTorch defines it; one of each a unit.
typedef struct {
    float *scale;
    float *shift;
    float *mean;     // running
    float *variance; // running, unbiased
} refigure_normalisation;

// Feature maps of a batch: panels of 32 samples, in each its channels, in each channel its rows and columns in turn, 32 floats a position
// (of the last panel's only as many vectors of eight count as the batch has). A channel's odd line behind its positions keeps powers of
// two apart; channels are padded to fours by ones whose values are finite. Units x samples of pitch 8 * lanes are such maps too, of one
// position: channel_pitch is 8 * lanes and panel_pitch 32.
typedef struct {
    float *base;
    size_t channels;
    size_t rows;
    size_t columns;
    size_t channel_pitch;
    size_t panel_pitch;
} refigure_maps;

// A convolution: weights outputs x taps x stride (a multiple of 4, at least `inputs`, zeros behind them), the taps of a kernel row by row.
typedef struct {
    const float *weights;
    const float *biases; // NULL: none
    size_t inputs;
    size_t outputs;
    size_t rows; // of the kernel
    size_t columns;
    size_t step; // from output to output
    size_t padding;
    size_t stride;
} refigure_convolution;

typedef struct {
    size_t rows; // of a window
    size_t columns;
    size_t step;
    size_t padding;
} refigure_pooling;

typedef struct {
    const char *name;

    // Values at the given rows of a row-major table (`width` columns), turned into units x samples: out[u][s] = rows[order[s]][u].
    // The padding's samples are zero. `order` NULL: rows 0, 1, ... in turn.
    void (*gather)(const float *rows, size_t width, const uint32_t *order, size_t count, size_t lanes, float *out);

    // out = activation(weights in + bias).
    void (*forward)(const refigure_layer *layer, const float *in, float *out, size_t lanes, refigure_activation activation);

    // values = activation(values), `vectors` vectors of 8.
    void (*activate)(float *values, size_t vectors, refigure_activation activation);

    // delta = delta activation'(values), in terms of the activation's values.
    void (*slope)(float *delta, const float *values, size_t vectors, refigure_activation activation);

    // Class probabilities, in place of the logits: z' = z - max, e = exp(z'), p = e / sum(e), classes ascending.
    void (*softmax)(float *logits, size_t classes, size_t lanes);

    // The gradient of the batch's mean cross-entropy by the logits, in their place: (p - [class = label]) * scale; 0 in the padding.
    void (*softmax_delta)(float *logits, const uint16_t *labels, size_t classes, size_t count, size_t lanes, float scale);

    // Adds the samples' cross-entropies log(sum(e)) - z'[label] (nats) to sums[sample mod 8] and returns how many samples have their
    // label's logit as the first largest.
    uint64_t (*cross_entropy)(const float *logits, const uint16_t *labels, size_t classes, size_t count, size_t lanes, double sums[8]);

    // (outputs - targets) * scale in place of the outputs, units x samples; 0 in the padding.
    void (*squared_error_delta)(float *outputs, const float *targets, size_t units, size_t count, size_t lanes, float scale);

    // Adds each sample's sum over its units of (outputs - targets)^2, units ascending, to sums[sample mod 8].
    void (*squared_error)(const float *outputs, const float *targets, size_t units, size_t count, size_t lanes, double sums[8]);

    // below = (weights' delta) * activation'(values), values being the lower layer's activations.
    void (*backward)(const refigure_layer *layer, const float *delta, const float *values, float *below, size_t lanes, refigure_activation activation);

    // The sums over the batch of delta[i] in[j], outputs x stride (nothing is written beyond column `inputs`), then those of delta[i].
    void (*gradient)(const refigure_layer *layer, const float *delta, const float *in, float *out, size_t lanes);

    // One step of the optimiser with that gradient, which is nowhere stored.
    // `rows`: the outputs whose parameters move, `row_count` of them; NULL: all.
    void (*update)(
        const refigure_layer *layer, const refigure_optimiser *optimiser, const float *delta, const float *in, size_t lanes,
        const uint32_t *rows, size_t row_count);

    // One step of the optimiser for `count` values (a multiple of 8) with a stored gradient; `refigure_optimiser` says which memory it needs.
    void (*step)(
        const refigure_optimiser *optimiser, float *values, float *velocity, float *squares, const float *gradient, size_t count);

    // out = values mask, mask being 65536 / kept with probability kept / 65536 and else 0. Vector v takes its eight 16-bit numbers, low
    // halves first, from the Philox block of counter (v, stream).
    void (*dropout)(
        const float *values, float *mask, float *out, size_t vectors, uint32_t kept, const uint32_t key[2], uint64_t stream);

    // values = values factors.
    void (*multiply)(float *values, const float *factors, size_t vectors);

    // Adds normal noise of a standard deviation for each unit. Vector v of unit u takes it from the Philox blocks of counters
    // (2 (first_vector + v), u, stream) and the next, so that it does not depend on how samples are batched.
    void (*noise)(
        float *values, const float *deviations, size_t units, size_t lanes, size_t first_vector, const uint32_t key[2], uint64_t stream);

    // Training's normalisation of units x samples: hat = (values - mean) inverse with inverse = 1 / sqrt(variance + epsilon), both of the
    // batch's `count` samples, 0 in the padding; values = scale hat + shift. The running statistics follow.
    void (*normalise)(
        const refigure_normalisation *n, float *values, float *hat, float *inverse, size_t units, size_t count, size_t lanes);

    // Turns the gradient by the normalised values into that by the values before, and gives those by scale and shift.
    void (*normalise_delta)(
        const refigure_normalisation *n, float *delta, const float *hat, const float *inverse, float *scale_gradient,
        float *shift_gradient, size_t units, size_t count, size_t lanes);

    // The same with the running statistics.
    void (*normalise_reading)(const refigure_normalisation *n, float *values, size_t units, size_t lanes);

    // sums[u] = fma(weights[u step], change, sums[u]); out = activation(sums): the layer above after one of its inputs has changed.
    void (*shift_sums)(
        const float *weights, size_t step, size_t units, const float *change, float *sums, float *out, size_t lanes,
        refigure_activation activation);

    // How many samples have their label's logit as the largest, among those whose largest logit leads by more than the sample's
    // tolerance; the others are listed.
    uint64_t (*count_correct)(
        const float *logits, const uint16_t *labels, size_t classes, size_t count, size_t lanes, const float *tolerances, uint32_t *doubtful,
        size_t *doubtful_count);

    // The kernels of feature maps share their work out: `first` ..< `end` says which part is done. No part changes another's bits.

    // Rows of a table, one a sample (channel by channel, row by row), turned into panels; the rest as `gather`.
    void (*gather_maps)(const float *rows, const uint32_t *order, size_t count, size_t lanes, const refigure_maps *out);

    // Each channel's sum over positions and samples: four vectors of chains, panels and positions in turn, added as (v0 + v2) + (v1 + v3).
    // Parts: channels.
    void (*channel_sums)(const refigure_maps *maps, size_t lanes, float *sums, size_t first, size_t end);

    // out = activation(weights * in + biases), by one chain an output: from the bias, the taps inside the image in turn, in each its
    // channels ascending. Parts: rows of outputs, panel by panel.
    void (*convolve)(
        const refigure_convolution *c, const refigure_maps *in, const refigure_maps *out, size_t lanes, refigure_activation activation,
        size_t first, size_t end);

    // turned[input][tap][output], outputs padded to fours. Parts: inputs.
    void (*turn_weights)(const refigure_convolution *c, float *turned, size_t first, size_t end);

    // below = (the turned weights' delta) activation'(values), taps and outputs ascending; where `adds`, the chain starts from what is
    // there. Parts: rows of `below`, panel by panel.
    void (*convolve_back)(
        const refigure_convolution *c, const float *turned, const refigure_maps *delta, const refigure_maps *values,
        const refigure_maps *below, size_t lanes, refigure_activation activation, int adds, size_t first, size_t end);

    // The sums over samples and positions of delta in, laid out as the weights; nothing is said of the padding. Of blocks of one panel and
    // one, two or four rows of outputs (by the outputs' columns: 16 and more, 8 and more, fewer), each eight lanes of chains and their
    // tree, added up in turn. Parts: outputs.
    void (*convolve_gradient)(
        const refigure_convolution *c, const refigure_maps *delta, const refigure_maps *in, float *out, size_t lanes, size_t first,
        size_t end);

    // 3x3 convolutions of step 1 by Winograd's F(4x4, 3x3). `room`: one thread's, of `winograd_room` floats.
    // The floats of transformed weights; 0 where they are made block by block as they are used.
    size_t (*winograd_weights_size)(size_t inputs, size_t outputs);
    size_t (*winograd_room)(size_t inputs, size_t outputs, size_t rows);
    // Of units of nine taps, `stride` floats apart, each of `inputs` numbers; `flips` takes the taps from last to first. Parts: units.
    void (*winograd_transform)(
        const float *weights, size_t stride, size_t inputs, size_t outputs, int flips, float *out, size_t first, size_t end);
    // out = the convolution of `in`, at its end biases and activation, or, where `values` are given, activation'(values); `adds` as in
    // `convolve_back`, added at the end. Parts: columns, one a panel and tile.
    void (*winograd)(
        const float *weights, size_t stride, const float *transformed, int flips, size_t padding, const float *biases,
        const refigure_maps *in, const refigure_maps *values, const refigure_maps *out, size_t lanes, refigure_activation activation, int adds,
        float *room, size_t first, size_t end);
    size_t (*winograd_columns)(const refigure_maps *out, size_t lanes);
    // The weights' gradient, blocks of 4 columns (8 where there are more than 64 inputs) added up in turn. `sums`: of `winograd_sums`
    // floats for so many inputs. Parts: inputs, multiples of 8.
    size_t (*winograd_sums)(const refigure_maps *delta, size_t all_inputs, size_t inputs, size_t lanes);
    void (*winograd_gradient)(
        size_t padding, const refigure_maps *delta, const refigure_maps *in, float *sums, float *out, size_t stride, size_t lanes,
        float *room, size_t first, size_t end);
    // The activation, or the slope, that `winograd` has not seen to: of tanh and sigmoid. Parts: rows, panel by panel.
    void (*finish_maps)(
        const refigure_maps *maps, const refigure_maps *values, size_t lanes, refigure_activation activation, size_t first, size_t end);

    // Each window's largest value; windows end at the image's edge. Parts here and below: channels.
    void (*max_pool)(
        const refigure_pooling *p, const refigure_maps *in, const refigure_maps *out, size_t lanes, size_t first, size_t end);
    // The delta goes to the first of a window's largest values, row by row, times activation'(values).
    void (*max_pool_back)(
        const refigure_pooling *p, const refigure_maps *delta, const refigure_maps *in, const refigure_maps *out,
        const refigure_maps *values, const refigure_maps *below, size_t lanes, refigure_activation activation, size_t first, size_t end);
    // Each window's sum, row by row, over its size, what lies beyond the edge counting as 0.
    void (*average_pool)(
        const refigure_pooling *p, const refigure_maps *in, const refigure_maps *out, size_t lanes, size_t first, size_t end);
    void (*average_pool_back)(
        const refigure_pooling *p, const refigure_maps *delta, const refigure_maps *values, const refigure_maps *below, size_t lanes,
        refigure_activation activation, size_t first, size_t end);

    // out = activation(one + other); `out` may be `one`.
    void (*add_maps)(
        const refigure_maps *one, const refigure_maps *other, const refigure_maps *out, size_t lanes, refigure_activation activation,
        size_t first, size_t end);
    // out = values times the factor of each channel and sample, `factors` being channels x samples; `out` may be `values`.
    void (*scale_maps)(
        const refigure_maps *values, const float *factors, const refigure_maps *out, size_t lanes, size_t first, size_t end);
    // below = delta activation'(values), or (below + delta) activation'(values) where `adds`; `below` may be `delta`.
    void (*hand_down)(
        const refigure_maps *delta, const refigure_maps *values, const refigure_maps *below, size_t lanes, refigure_activation activation,
        int adds, size_t first, size_t end);

    // Maps as units x samples, a unit a position, and back, times activation'(values).
    void (*flatten_maps)(const refigure_maps *in, float *out, size_t lanes, size_t first, size_t end);
    void (*flatten_maps_back)(
        const float *delta, const refigure_maps *values, const refigure_maps *below, size_t lanes, refigure_activation activation,
        size_t first, size_t end);

    // As `normalise`, over samples and positions (`channel_sums`), with relu behind it where it is the activation: out is activation(scale
    // (in - mean) inverse + shift). `out` may not be `in`, which the way back needs, but in reading.
    void (*normalise_maps)(
        const refigure_normalisation *n, const refigure_maps *in, const refigure_maps *out, float *means, float *inverses, size_t count,
        size_t lanes, refigure_activation activation, size_t first, size_t end);
    void (*normalise_maps_delta)(
        const refigure_normalisation *n, const refigure_maps *in, const refigure_maps *delta, const float *means, const float *inverses,
        float *scale_gradient, float *shift_gradient, size_t count, size_t lanes, size_t first, size_t end);
    void (*normalise_maps_reading)(
        const refigure_normalisation *n, const refigure_maps *in, const refigure_maps *out, size_t lanes, refigure_activation activation,
        size_t first, size_t end);

    // out = function(in), for tests of the elementary functions.
    void (*map)(refigure_function function, const float *in, float *out, size_t vectors);
} refigure_kernels;

// The sets; NULL where the machine or the build has not got it. All give the same bits.
const refigure_kernels *refigure_kernels_portable(void);
const refigure_kernels *refigure_kernels_avx2(void);
const refigure_kernels *refigure_kernels_avx512(void);
const refigure_kernels *refigure_kernels_neon(void);

#endif
