// Dropout, noise and batch normalisation. Contracts stand in include/kernels.h.

// One block of Philox4x32-10 (Salmon et al. 2011).
INLINE void philox(uint32_t c[4], const uint32_t key[2]) {
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)c[0] * 0xd2511f53u, p1 = (uint64_t)c[2] * 0xcd9e8d57u;
        uint32_t c1 = c[1], c3 = c[3];
        c[0] = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c[1] = (uint32_t)p1;
        c[2] = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c[3] = (uint32_t)p0;
        k0 += 0x9e3779b9u;
        k1 += 0xbb67ae85u;
    }
}

static void dropout(
    const float *values, float *mask, float *out, size_t vectors, uint32_t kept, const uint32_t key[2], uint64_t stream
) {
    float scale = 65536.0f / (float)kept;
    for (size_t v = 0; v < vectors; v++) {
        uint32_t words[4] = { (uint32_t)v, (uint32_t)((uint64_t)v >> 32), (uint32_t)stream, (uint32_t)(stream >> 32) };
        philox(words, key);
        float factors[8];
        for (int i = 0; i < 8; i++) factors[i] = ((words[i / 2] >> (16 * (i % 2))) & 0xffffu) < kept ? scale : 0.0f;
        lane_store(mask + 8 * v, lane_load(factors));
        lane_store(out + 8 * v, lane_mul(lane_load(values + 8 * v), lane_load(factors)));
    }
}

static void multiply(float *values, const float *factors, size_t vectors) {
    for (size_t v = 0; v < vectors; v++) {
        lane_store(values + 8 * v, lane_mul(lane_load(values + 8 * v), lane_load(factors + 8 * v)));
    }
}

// The standard normal quantile of 1/2 + x/2, |x| < 1: sqrt 2 erfinv(x) in the single-precision approximation of Giles,
// "Approximating the erfinv function" (GPU Computing Gems, 2011), table 5.
INLINE lane8 lane_normal_quantile(lane8 x) {
    lane8 one = lane_all(1.0f);
    lane8 w = lane_sub(lane_all(0.0f), lane_log(lane_mul(lane_sub(one, x), lane_add(one, x))));
    lane8 c = lane_sub(w, lane_all(2.5f));
    lane8 p = lane_all(2.81022636e-08f);
    p = lane_fma(p, c, lane_all(3.43273939e-07f));
    p = lane_fma(p, c, lane_all(-3.5233877e-06f));
    p = lane_fma(p, c, lane_all(-4.39150654e-06f));
    p = lane_fma(p, c, lane_all(0.00021858087f));
    p = lane_fma(p, c, lane_all(-0.00125372503f));
    p = lane_fma(p, c, lane_all(-0.00417768164f));
    p = lane_fma(p, c, lane_all(0.246640727f));
    p = lane_fma(p, c, lane_all(1.50140941f));
    lane8 t = lane_sub(lane_sqrt(lane_max(w, lane_all(0.0f))), lane_all(3.0f));
    lane8 q = lane_all(-0.000200214257f);
    q = lane_fma(q, t, lane_all(0.000100950558f));
    q = lane_fma(q, t, lane_all(0.00134934322f));
    q = lane_fma(q, t, lane_all(-0.00367342844f));
    q = lane_fma(q, t, lane_all(0.00573950773f));
    q = lane_fma(q, t, lane_all(-0.0076224613f));
    q = lane_fma(q, t, lane_all(0.00943887047f));
    q = lane_fma(q, t, lane_all(1.00167406f));
    q = lane_fma(q, t, lane_all(2.83297682f));
    return lane_mul(lane_mul(lane_all(1.41421356f), x), lane_where_less(w, lane_all(5.0f), p, q));
}

static void noise(
    float *values, const float *deviations, size_t units, size_t lanes, size_t first_vector, const uint32_t key[2], uint64_t stream
) {
    for (size_t u = 0; u < units; u++) {
        for (size_t v = 0; v < lanes; v++) {
            float uniform[8];
            for (uint32_t half = 0; half < 2; half++) {
                uint32_t words[4] = { (uint32_t)(2 * (first_vector + v)) + half, (uint32_t)u, (uint32_t)stream, (uint32_t)(stream >> 32) };
                philox(words, key);
                // (2 n + 1) / 2^23 - 1 for n below 2^23: symmetric, and never -1, 0 or 1.
                for (int i = 0; i < 4; i++) uniform[4 * half + (uint32_t)i] = (float)(2 * (int32_t)(words[i] >> 9) + 1 - (1 << 23)) * 0x1p-23f;
            }
            float *place = values + (u * lanes + v) * 8;
            lane_store(place, lane_fma(lane_all(deviations[u]), lane_normal_quantile(lane_load(uniform)), lane_load(place)));
        }
    }
}

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
