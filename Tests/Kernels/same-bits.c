// Prints a line for each kernel and shape: a hash of the bits that it gives on seeded inputs. The sets of one machine are compared with
// each other; the lines of two machines are the same where their kernels are. `make neon` compares this machine's with those of an
// emulated 64-bit ARM.
#pragma STDC FP_CONTRACT OFF
#include "kernels.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint32_t word(void) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 32);
}

// Uniform in -1 ... 1, a multiple of 2^-23.
static float number(void) { return (float)(int32_t)(word() >> 8) * 0x1p-23f - 1.0f; }

static void fill(float *values, size_t count, float scale) {
    for (size_t i = 0; i < count; i++) values[i] = number() * scale;
}

static uint64_t hash_of(uint64_t hash, const void *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) hash = (hash ^ ((const uint8_t *)bytes)[i]) * 1099511628211u;
    return hash;
}

static void *room(size_t count, size_t size) {
    void *p = calloc(count + 64, size);
    if (!p) abort();
    return p;
}

#define START 14695981039346656037u
#define SAY(hash, ...) do { printf(__VA_ARGS__); printf(" %016" PRIx64 "\n", (uint64_t)(hash)); } while (0)

typedef struct { size_t inputs, outputs, count; } shape;

static const shape shapes[] = {
    { 1, 1, 1 }, { 12, 10, 256 }, { 10, 7, 33 }, { 3, 2, 8 }, { 5, 4, 7 }, { 784, 33, 50 }, { 33, 20, 131 }, { 64, 64, 64 }, { 17, 257, 9 },
};

// A layer with its memory, of seeded numbers; `memory` blocks of outputs x stride weights and the biases each.
static refigure_layer layer(shape s, float *blocks[3]) {
    refigure_layer l = { .inputs = s.inputs, .outputs = s.outputs, .stride = (s.inputs + 3) / 4 * 4 };
    size_t size = (l.outputs * (l.stride + 1) + 7) / 8 * 8;
    for (int b = 0; b < 3; b++) {
        blocks[b] = room(size, sizeof(float));
        for (size_t o = 0; o < l.outputs; o++) {
            fill(blocks[b] + o * l.stride, l.inputs, b == 2 ? 0.01f : 0.3f);
            blocks[b][l.outputs * l.stride + o] = number() * 0.1f;
        }
    }
    // Mean squares are not negative.
    for (size_t i = 0; i < size; i++) blocks[2][i] = blocks[2][i] * blocks[2][i];
    l.parameters = blocks[0];
    l.velocity = blocks[1];
    l.squares = blocks[2];
    return l;
}

static size_t block_size(const refigure_layer *l) { return l->outputs * (l->stride + 1) * sizeof(float); }

static void dense(const refigure_kernels *k, shape s) {
    state = s.inputs * 1000003u + s.outputs * 1009u + s.count;
    size_t lanes = (s.count + 7) / 8, samples = 8 * lanes;
    float *blocks[3];
    refigure_layer l = layer(s, blocks);
    float *rows = room(s.count * s.inputs, sizeof(float)), *in = room(l.stride * samples, sizeof(float));
    float *out = room(s.outputs * samples, sizeof(float)), *delta = room(s.outputs * samples, sizeof(float));
    float *below = room(l.stride * samples, sizeof(float)), *gradient = room(s.outputs * (l.stride + 1), sizeof(float));
    uint32_t *order = room(s.count, sizeof(uint32_t));
    fill(rows, s.count * s.inputs, 2);
    for (size_t i = 0; i < s.count; i++) order[i] = (uint32_t)(i * 7 % s.count);
    k->gather(rows, s.inputs, order, s.count, lanes, in);
    const char *name = "";
#define SHAPE "%s %zu-%zu x %zu", name, s.inputs, s.outputs, s.count
    name = "gather";
    SAY(hash_of(START, in, l.stride * samples * sizeof(float)), SHAPE);
    for (int activation = refigure_identity; activation <= refigure_sigmoid; activation++) {
        k->forward(&l, in, out, lanes, (refigure_activation)activation);
        name = "forward";
        SAY(hash_of(START, out, s.outputs * samples * sizeof(float)), SHAPE);
        for (size_t o = 0; o < s.outputs; o++) {
            fill(delta + o * samples, s.count, 0.1f);
            memset(delta + o * samples + s.count, 0, (samples - s.count) * sizeof(float));
        }
        k->backward(&l, delta, in, below, lanes, (refigure_activation)activation);
        name = "backward";
        SAY(hash_of(START, below, s.inputs * samples * sizeof(float)), SHAPE);
    }
    k->gradient(&l, delta, in, gradient, lanes);
    name = "gradient";
    SAY(hash_of(START, gradient, block_size(&l)), SHAPE);
    for (int rule = refigure_sgd; rule <= refigure_adam; rule++) {
        for (int decays = 0; decays < 2; decays++) {
            refigure_optimiser optimiser = {
                .rule = (refigure_rule)rule, .rate = 0.05f, .l2 = decays ? 0.01f : 0, .momentum = 0.9f, .decay = 0.99f,
                .remainder = 0.01f, .epsilon = 1e-8f, .momentum_remainder = 0.1f, .root = 1.5f };
            uint32_t some[] = { 0, (uint32_t)(s.outputs - 1) };
            k->update(&l, &optimiser, delta, in, lanes, NULL, 0);
            k->update(&l, &optimiser, delta, in, lanes, some, s.outputs > 1 ? 2 : 1);
            k->step(&optimiser, l.parameters, l.velocity, l.squares, gradient, s.outputs * l.stride / 8 * 8);
            uint64_t hash = START;
            for (int b = 0; b < 3; b++) hash = hash_of(hash, blocks[b], block_size(&l));
            name = decays ? "update and step with L2" : "update and step";
            SAY(hash, SHAPE);
        }
    }
    float *sums = room(s.outputs * samples, sizeof(float));
    fill(sums, s.outputs * samples, 1);
    k->shift_sums(l.parameters, l.stride, s.outputs, in, sums, out, lanes, refigure_tanh);
    name = "shift_sums";
    SAY(hash_of(hash_of(START, sums, s.outputs * samples * sizeof(float)), out, s.outputs * samples * sizeof(float)), SHAPE);
    for (int b = 0; b < 3; b++) free(blocks[b]);
    free(rows), free(in), free(out), free(delta), free(below), free(gradient), free(order), free(sums);
}

static void losses(const refigure_kernels *k, shape s) {
    state = s.outputs * 31u + s.count;
    size_t classes = s.outputs > 256 ? 256 : s.outputs + 1, lanes = (s.count + 7) / 8, samples = 8 * lanes;
    float *logits = room(classes * samples, sizeof(float)), *copy = room(classes * samples, sizeof(float));
    float *tolerances = room(samples, sizeof(float));
    uint16_t *labels = room(samples, 2);
    uint32_t *doubtful = room(samples, sizeof(uint32_t));
    fill(logits, classes * samples, 9);
    for (size_t i = 0; i < s.count; i++) {
        labels[i] = (uint16_t)(word() % classes);
        tolerances[i] = i % 3 ? 0 : 4;
    }
    size_t bytes = classes * samples * sizeof(float), doubts = 0;
    double sums[8] = { 0 };
    uint64_t right = k->cross_entropy(logits, labels, classes, s.count, lanes, sums);
    SAY(hash_of(hash_of(START, sums, sizeof sums), &right, 8), "cross_entropy %zu x %zu", classes, s.count);
    right = k->count_correct(logits, labels, classes, s.count, lanes, tolerances, doubtful, &doubts);
    SAY(hash_of(hash_of(START, doubtful, doubts * 4), &right, 8), "count_correct %zu x %zu", classes, s.count);
    memcpy(copy, logits, bytes);
    k->softmax(copy, classes, lanes);
    SAY(hash_of(START, copy, bytes), "softmax %zu x %zu", classes, s.count);
    memcpy(copy, logits, bytes);
    k->softmax_delta(copy, labels, classes, s.count, lanes, 1.0f / (float)s.count);
    SAY(hash_of(START, copy, bytes), "softmax_delta %zu x %zu", classes, s.count);
    float *targets = room(classes * samples, sizeof(float));
    fill(targets, classes * samples, 2);
    k->squared_error(logits, targets, classes, s.count, lanes, sums);
    SAY(hash_of(START, sums, sizeof sums), "squared_error %zu x %zu", classes, s.count);
    k->squared_error_delta(logits, targets, classes, s.count, lanes, 0.3f);
    for (int activation = refigure_identity; activation <= refigure_sigmoid; activation++) {
        k->slope(logits, targets, classes * lanes, (refigure_activation)activation);
    }
    SAY(hash_of(START, logits, bytes), "squared_error_delta and slope %zu x %zu", classes, s.count);
    free(targets);
    free(logits), free(copy), free(tolerances), free(labels), free(doubtful);
}

static void regularisers(const refigure_kernels *k, shape s) {
    state = s.inputs * 77u + s.count;
    size_t lanes = (s.count + 7) / 8, samples = 8 * lanes, size = s.outputs * samples;
    float *values = room(size, sizeof(float)), *mask = room(size, sizeof(float)), *out = room(size, sizeof(float));
    float *four[4], *inverse = room(s.outputs, sizeof(float)), *gradients = room(2 * s.outputs, sizeof(float));
    const uint32_t key[2] = { 0x12345678u, 0x9abcdef0u };
    for (int i = 0; i < 4; i++) {
        four[i] = room(s.outputs, sizeof(float));
        for (size_t o = 0; o < s.outputs; o++) four[i][o] = 0.5f + (number() + 1) / 2;
    }
    for (size_t o = 0; o < s.outputs; o++) fill(values + o * samples, s.count, 3);
    k->dropout(values, mask, out, s.outputs * lanes, 40000, key, 5);
    SAY(hash_of(hash_of(START, mask, size * 4), out, size * 4), "dropout %zu x %zu", s.outputs, s.count);
    k->multiply(out, mask, s.outputs * lanes);
    SAY(hash_of(START, out, size * 4), "multiply %zu x %zu", s.outputs, s.count);
    memcpy(out, values, size * 4);
    k->noise(out, four[0], s.outputs, lanes, 3, key, 9);
    SAY(hash_of(START, out, size * 4), "noise %zu x %zu", s.outputs, s.count);
    refigure_normalisation n = { four[0], four[1], four[2], four[3] };
    memcpy(out, values, size * 4);
    k->normalise_reading(&n, out, s.outputs, lanes);
    SAY(hash_of(START, out, size * 4), "normalise_reading %zu x %zu", s.outputs, s.count);
    if (s.count > 1) {
        k->normalise(&n, values, mask, inverse, s.outputs, s.count, lanes);
        uint64_t hash = hash_of(hash_of(START, values, size * 4), mask, size * 4);
        for (int i = 0; i < 4; i++) hash = hash_of(hash, four[i], s.outputs * 4);
        SAY(hash_of(hash, inverse, s.outputs * 4), "normalise %zu x %zu", s.outputs, s.count);
        k->normalise_delta(&n, out, mask, inverse, gradients, gradients + s.outputs, s.outputs, s.count, lanes);
        SAY(hash_of(hash_of(START, out, size * 4), gradients, 8 * s.outputs), "normalise_delta %zu x %zu", s.outputs, s.count);
    }
    for (int i = 0; i < 4; i++) free(four[i]);
    free(values), free(mask), free(out), free(inverse), free(gradients);
}

typedef struct { size_t count, inputs, outputs, side, size, step, padding; int transforms; } image;

static const image images[] = {
    { 33, 3, 5, 9, 3, 1, 1, 0 }, { 50, 20, 24, 8, 3, 1, 1, 1 }, { 9, 6, 16, 14, 5, 1, 0, 0 }, { 20, 8, 7, 9, 3, 2, 1, 0 },
    { 32, 1, 6, 8, 7, 2, 3, 0 }, { 70, 33, 20, 7, 3, 1, 1, 1 }, { 5, 16, 17, 4, 3, 1, 2, 1 }, { 41, 4, 9, 6, 1, 2, 0, 0 },
    { 8, 360, 340, 4, 3, 1, 1, 1 }, { 45, 1, 35, 12, 5, 1, 2, 0 },
};

static size_t map_floats(const refigure_maps *m, size_t count) { return (count + 31) / 32 * m->panel_pitch; }

static refigure_maps maps(size_t count, size_t channels, size_t side) {
    refigure_maps m = { .channels = channels, .rows = side, .columns = side, .channel_pitch = (side * side + 1) * 32 };
    m.panel_pitch = (channels + 3) / 4 * 4 * m.channel_pitch;
    m.base = room(map_floats(&m, count), sizeof(float));
    return m;
}

static float *map_value(const refigure_maps *m, size_t sample, size_t channel, size_t position) {
    return m->base + sample / 32 * m->panel_pitch + channel * m->channel_pitch + position * 32 + sample % 32;
}

// About half of the numbers are 0, as behind a rectifier.
static void fill_maps(refigure_maps *m, size_t count) {
    for (size_t s = 0; s < count; s++) {
        for (size_t c = 0; c < m->channels; c++) {
            for (size_t p = 0; p < m->rows * m->columns; p++) {
                float x = number();
                *map_value(m, s, c, p) = x > 0 ? x : 0.0f;
            }
        }
    }
}

static uint64_t hash_maps(uint64_t hash, const refigure_maps *m, size_t count) {
    for (size_t s = 0; s < count; s++) {
        for (size_t c = 0; c < m->channels; c++) {
            for (size_t p = 0; p < m->rows * m->columns; p++) hash = hash_of(hash, map_value(m, s, c, p), sizeof(float));
        }
    }
    return hash;
}

static void convolutions(const refigure_kernels *k, image i) {
    size_t side = (i.side + 2 * i.padding - i.size) / i.step + 1, lanes = (i.count + 7) / 8, panels = (i.count + 31) / 32;
    refigure_maps in = maps(i.count, i.inputs, i.side), below = maps(i.count, i.inputs, i.side);
    refigure_maps out = maps(i.count, i.outputs, side), delta = maps(i.count, i.outputs, side);
    size_t taps = i.size * i.size, stride = (i.inputs + 3) / 4 * 4, depth = (i.outputs + 3) / 4 * 4;
    float *weights = room(i.outputs * taps * stride, sizeof(float)), *biases = room(i.outputs, sizeof(float));
    float *gradient = room(i.outputs * taps * stride, sizeof(float)), *turned = room(i.inputs * taps * depth, sizeof(float));
    for (size_t r = 0; r < i.outputs * taps; r++) fill(weights + r * stride, i.inputs, 0.2f);
    fill(biases, i.outputs, 0.1f);
    fill_maps(&in, i.count);
    fill_maps(&delta, i.count);
    refigure_convolution c = { weights, biases, i.inputs, i.outputs, i.size, i.size, i.step, i.padding, stride };
    k->turn_weights(&c, turned, 0, i.inputs);
    if (i.transforms) {
        size_t there = k->winograd_room(i.inputs, i.outputs, side), back = k->winograd_room(i.outputs, i.inputs, i.side);
        float *work = room(there > back ? there : back, sizeof(float));
        float *sums = room(k->winograd_sums(&delta, i.inputs, i.inputs, lanes), sizeof(float));
        size_t one = k->winograd_weights_size(i.inputs, i.outputs), other = k->winograd_weights_size(i.outputs, i.inputs);
        float *transformed = room(one > other ? one : other, sizeof(float));
        k->winograd_transform(weights, stride, i.inputs, i.outputs, 0, transformed, 0, i.outputs);
        k->winograd(
            weights, stride, transformed, 0, i.padding, biases, &in, NULL, &out, lanes, refigure_relu, 0, work, 0, k->winograd_columns(&out, lanes));
        k->winograd_transform(turned, depth, i.outputs, i.inputs, 1, transformed, 0, i.inputs);
        for (int adds = 0; adds < 2; adds++) {
            k->winograd(
                turned, depth, transformed, 1, 2 - i.padding, NULL, &delta, &in, &below, lanes, refigure_relu, adds, work, 0,
                k->winograd_columns(&below, lanes));
        }
        k->winograd_gradient(i.padding, &delta, &in, sums, gradient, stride, lanes, work, 0, i.inputs);
        free(work);
        free(sums);
        free(transformed);
    } else {
        k->convolve(&c, &in, &out, lanes, refigure_tanh, 0, panels * side);
        for (int adds = 0; adds < 2; adds++) {
            k->convolve_back(&c, turned, &delta, &in, &below, lanes, refigure_sigmoid, adds, 0, panels * i.side);
        }
        k->convolve_gradient(&c, &delta, &in, gradient, lanes, 0, i.outputs);
    }
    uint64_t hash = hash_maps(hash_maps(START, &out, i.count), &below, i.count);
    for (size_t r = 0; r < i.outputs * taps; r++) hash = hash_of(hash, gradient + r * stride, i.inputs * sizeof(float));
    k->channel_sums(&delta, lanes, biases, 0, i.outputs);
    SAY(hash_of(hash, biases, i.outputs * sizeof(float)), "convolution %zu %zu-%zu %zu, %zu by %zu", i.count, i.inputs, i.outputs, i.side, i.size, i.step);

    // Pooling and normalisation of what came out.
    size_t half = (side + 1) / 2;
    refigure_pooling windows = { 3, 3, 2, 1 };
    refigure_maps pooled = maps(i.count, i.outputs, half), handed = maps(i.count, i.outputs, side);
    hash = START;
    k->max_pool(&windows, &out, &pooled, lanes, 0, i.outputs);
    k->max_pool_back(&windows, &pooled, &out, &pooled, &out, &handed, lanes, refigure_relu, 0, i.outputs);
    hash = hash_maps(hash_maps(hash, &pooled, i.count), &handed, i.count);
    k->average_pool(&windows, &out, &pooled, lanes, 0, i.outputs);
    k->average_pool_back(&windows, &pooled, &out, &handed, lanes, refigure_tanh, 0, i.outputs);
    hash = hash_maps(hash_maps(hash, &pooled, i.count), &handed, i.count);
    float *numbers = room(8 * i.outputs, sizeof(float));
    fill(numbers, 4 * i.outputs, 1.0f);
    for (size_t o = 3 * i.outputs; o < 4 * i.outputs; o++) numbers[o] *= numbers[o];
    refigure_normalisation n = { numbers, numbers + i.outputs, numbers + 2 * i.outputs, numbers + 3 * i.outputs };
    float *means = numbers + 4 * i.outputs, *inverses = means + i.outputs, *scales = inverses + i.outputs, *shifts = scales + i.outputs;
    k->normalise_maps(&n, &out, &handed, means, inverses, i.count, lanes, refigure_relu, 0, i.outputs);
    hash = hash_maps(hash, &handed, i.count);
    k->normalise_maps_delta(&n, &out, &delta, means, inverses, scales, shifts, i.count, lanes, 0, i.outputs);
    k->normalise_maps_reading(&n, &out, &handed, lanes, refigure_identity, 0, i.outputs);
    hash = hash_maps(hash_maps(hash, &delta, i.count), &handed, i.count);
    k->add_maps(&delta, &handed, &handed, lanes, refigure_sigmoid, 0, i.outputs);
    k->hand_down(&handed, &out, &delta, lanes, refigure_tanh, 1, 0, i.outputs);
    float *flat = room(i.outputs * side * side * 8 * lanes, sizeof(float));
    k->flatten_maps(&delta, flat, lanes, 0, i.outputs);
    k->flatten_maps_back(flat, &out, &handed, lanes, refigure_relu, 0, i.outputs);
    hash = hash_maps(hash_maps(hash, &delta, i.count), &handed, i.count);
    SAY(hash_of(hash, numbers, 8 * i.outputs * sizeof(float)), "maps %zu %zu %zu", i.count, i.outputs, side);
    float *all[] = { in.base, below.base, out.base, delta.base, pooled.base, handed.base, weights, biases, gradient, turned, numbers, flat };
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) free(all[a]);
}

// Every 997th number there is, infinities and numbers below the normal ones among them; what is no number is left out, its bits being free.
static void functions(const refigure_kernels *k) {
    static float in[4096], out[4096];
    for (int function = refigure_function_exp; function <= refigure_function_normal_quantile; function++) {
        uint64_t hash = START;
        size_t filled = 0;
        for (uint64_t bits = 0; bits < (UINT64_C(1) << 32); bits += 9973) {
            uint32_t pattern = (uint32_t)bits;
            float x;
            memcpy(&x, &pattern, sizeof x);
            if (x != x) continue;
            in[filled++] = x;
            if (filled < 4096) continue;
            k->map((refigure_function)function, in, out, 512);
            for (size_t i = 0; i < 4096; i++) {
                if (out[i] == out[i]) hash = hash_of(hash, &out[i], sizeof out[i]);
            }
            filled = 0;
        }
        SAY(hash, "function %d", function);
    }
}

int main(int count, char **arguments) {
    const refigure_kernels *(*const sets[])(void) = {
        refigure_kernels_portable, refigure_kernels_avx2, refigure_kernels_avx512, refigure_kernels_neon };
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        const refigure_kernels *k = sets[i]();
        if (count != 2 || !k || strcmp(k->name, arguments[1])) continue;
        for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
            dense(k, shapes[s]);
            losses(k, shapes[s]);
            regularisers(k, shapes[s]);
        }
        for (size_t s = 0; s < sizeof images / sizeof *images; s++) convolutions(k, images[s]);
        functions(k);
        return 0;
    }
    fprintf(stderr, "name a set that this machine has: portable, avx2, avx512 or neon\n");
    return 64;
}
