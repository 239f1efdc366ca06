// Batch normalisation. Contracts stand in include/kernels.h.

#define refigure_normalisation_epsilon 1e-5f
#define refigure_normalisation_momentum 0.1f

// The first n lanes of a, zeros behind them.
INLINE lane8 lane_head(lane8 a, size_t n) {
    static const float places[8] = { 0, 1, 2, 3, 4, 5, 6, 7 };
    return lane_where_less(lane_load(places), lane_all((float)n), a, lane_all(0.0f));
}

INLINE lane8 lane_present(lane8 a, size_t sample, size_t count) {
    return sample + 8 <= count ? a : lane_head(a, sample < count ? count - sample : 0);
}

INLINE float lane_tree(lane8 a) {
    float sums[8];
    lane_store(sums, lane_sums(a, a, a, a, a, a, a, a));
    return sums[0];
}

INLINE float inverse_deviation(float variance) {
    float root[8];
    lane_store(root, lane_div(lane_all(1.0f), lane_sqrt(lane_add(lane_all(variance), lane_all(refigure_normalisation_epsilon)))));
    return root[0];
}

static void normalise(
    const refigure_normalisation *n, float *values, float *hat, float *inverse, size_t units, size_t count, size_t lanes
) {
    size_t pitch = 8 * lanes;
    float share = 1.0f / (float)count;
    for (size_t u = 0; u < units; u++) {
        float *row = values + u * pitch, *normal = hat + u * pitch;
        lane8 sum = lane_all(0.0f);
        for (size_t s = 0; s < pitch; s += 8) sum = lane_add(sum, lane_present(lane_load(row + s), s, count));
        float mean = lane_tree(sum) * share;
        lane8 squares = lane_all(0.0f);
        for (size_t s = 0; s < pitch; s += 8) {
            lane8 d = lane_present(lane_sub(lane_load(row + s), lane_all(mean)), s, count);
            lane_store(normal + s, d);
            squares = lane_fma(d, d, squares);
        }
        float total = lane_tree(squares);
        float variance = total * share;
        inverse[u] = inverse_deviation(variance);
        for (size_t s = 0; s < pitch; s += 8) {
            lane8 h = lane_mul(lane_load(normal + s), lane_all(inverse[u]));
            lane_store(normal + s, h);
            lane_store(row + s, lane_fma(lane_all(n->scale[u]), h, lane_all(n->shift[u])));
        }
        float unbiased = count > 1 ? total / (float)(count - 1) : variance;
        n->mean[u] += refigure_normalisation_momentum * (mean - n->mean[u]);
        n->variance[u] += refigure_normalisation_momentum * (unbiased - n->variance[u]);
    }
}

static void normalise_delta(
    const refigure_normalisation *n, float *delta, const float *hat, const float *inverse, float *scale_gradient, float *shift_gradient,
    size_t units, size_t count, size_t lanes
) {
    size_t pitch = 8 * lanes;
    float share = 1.0f / (float)count;
    for (size_t u = 0; u < units; u++) {
        float *row = delta + u * pitch;
        const float *normal = hat + u * pitch;
        lane8 sum = lane_all(0.0f), product = sum;
        for (size_t s = 0; s < pitch; s += 8) {
            lane8 d = lane_load(row + s);
            sum = lane_add(sum, d);
            product = lane_fma(d, lane_load(normal + s), product);
        }
        shift_gradient[u] = lane_tree(sum);
        scale_gradient[u] = lane_tree(product);
        float factor = n->scale[u] * inverse[u], mean = shift_gradient[u] * share, slope = scale_gradient[u] * share;
        for (size_t s = 0; s < pitch; s += 8) {
            lane8 d = lane_sub(lane_load(row + s), lane_all(mean));
            d = lane_fma(lane_all(-slope), lane_load(normal + s), d);
            lane_store(row + s, lane_present(lane_mul(lane_all(factor), d), s, count));
        }
    }
}

static void normalise_reading(const refigure_normalisation *n, float *values, size_t units, size_t lanes) {
    for (size_t u = 0; u < units; u++) {
        float factor = n->scale[u] * inverse_deviation(n->variance[u]);
        for (size_t s = 0; s < 8 * lanes; s += 8) {
            float *place = values + u * 8 * lanes + s;
            lane_store(place, lane_fma(lane_all(factor), lane_sub(lane_load(place), lane_all(n->mean[u])), lane_all(n->shift[u])));
        }
    }
}
