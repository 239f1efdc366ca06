// Normal noise. The contract stands in include/kernels.h.

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
