// The squared error of a regression. Contracts stand in include/kernels.h.

static void squared_error_delta(float *outputs, const float *targets, size_t units, size_t count, size_t lanes, float scale) {
    size_t pitch = 8 * lanes;
    for (size_t u = 0; u < units; u++) {
        float *row = outputs + u * pitch;
        for (size_t s = 0; s < pitch; s += 8) {
            lane8 difference = lane_sub(lane_load(row + s), lane_load(targets + u * pitch + s));
            lane_store(row + s, lane_mul(difference, lane_all(scale)));
        }
        for (size_t s = count; s < pitch; s++) row[s] = 0.0f;
    }
}

static void squared_error(const float *outputs, const float *targets, size_t units, size_t count, size_t lanes, double sums[8]) {
    size_t pitch = 8 * lanes;
    for (size_t v = 0; v < lanes && 8 * v < count; v++) {
        lane8 sum = lane_all(0.0f);
        for (size_t u = 0; u < units; u++) {
            lane8 difference = lane_sub(lane_load(outputs + u * pitch + 8 * v), lane_load(targets + u * pitch + 8 * v));
            sum = lane_fma(difference, difference, sum);
        }
        float errors[8];
        lane_store(errors, sum);
        for (size_t s = 0; s < 8 && 8 * v + s < count; s++) sums[s] += (double)errors[s];
    }
}
