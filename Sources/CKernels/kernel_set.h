// The body of each kernel set: included once by each of kernels_avx2.c, kernels_neon.c and kernels_portable.c, which differ in nothing
// but the spelling of lanes.h.

#include "products.h"
#include "losses.h"
#include "squared_error.h"
#include "updates.h"
#include "random.h"
#include "dropout.h"
#include "noise.h"
#include "normalisation.h"
#include "ablations.h"

static void map(refigure_function function, const float *in, float *out, size_t vectors) {
    for (size_t v = 0; v < vectors; v++) {
        lane8 x = lane_load(in + 8 * v), y = x;
        switch (function) {
        case refigure_function_exp: y = lane_exp(x); break;
        case refigure_function_log: y = lane_log(x); break;
        case refigure_function_tanh: y = lane_tanh(x); break;
        case refigure_function_sigmoid: y = lane_sigmoid(x); break;
        case refigure_function_normal_quantile: y = lane_normal_quantile(x); break;
        }
        lane_store(out + 8 * v, y);
    }
}

#define KERNEL_TABLE(set) \
    { .name = set, .gather = gather, .forward = forward, .activate = activate, .slope = slope, .softmax = softmax, \
      .softmax_delta = softmax_delta, .cross_entropy = cross_entropy, .squared_error_delta = squared_error_delta, \
      .squared_error = squared_error, .backward = backward, .gradient = gradient, \
      .update = update, .step = step, .dropout = dropout, .multiply = multiply, .noise = noise, .normalise = normalise, \
      .normalise_delta = normalise_delta, .normalise_reading = normalise_reading, .shift_sums = shift_sums, \
      .count_correct = count_correct, .map = map }
