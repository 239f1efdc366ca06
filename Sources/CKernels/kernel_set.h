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
#include "maps.h"
#include "convolution.h"
#include "winograd.h"
#include "pooling.h"
#include "map_normalisation.h"

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
      .count_correct = count_correct, .map = map, .gather_maps = gather_maps, .channel_sums = map_channel_sums, .convolve = convolve, \
      .turn_weights = turn_weights, .convolve_back = convolve_back, .convolve_gradient = convolve_gradient, \
      .winograd_weights_size = winograd_weights_size, .winograd_room = winograd_room, .winograd_transform = winograd_transform, \
      .winograd = winograd, .winograd_columns = winograd_columns, .winograd_sums = winograd_sums, \
      .winograd_gradient = winograd_gradient, .finish_maps = finish_maps, .max_pool = max_pool, .max_pool_back = max_pool_back, \
      .average_pool = average_pool, .average_pool_back = average_pool_back, .add_maps = add_maps, .scale_maps = scale_maps, .hand_down = hand_down, \
      .flatten_maps = flatten_maps, .flatten_maps_back = flatten_maps_back, .normalise_maps = normalise_maps, \
      .normalise_maps_delta = normalise_maps_delta, .normalise_maps_reading = normalise_maps_reading }
