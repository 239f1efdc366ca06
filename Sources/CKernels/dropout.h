// Dropout. Contracts stand in include/kernels.h.

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
