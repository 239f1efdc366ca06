// Softmax and its cross-entropy. Contracts stand in include/kernels.h.

INLINE lane8 first_largest(const float *logits, size_t classes, size_t pitch) {
    lane8 largest = lane_load(logits);
    for (size_t c = 1; c < classes; c++) largest = lane_max(largest, lane_load(logits + c * pitch));
    return largest;
}

static void softmax(float *logits, size_t classes, size_t lanes) {
    size_t pitch = 8 * lanes;
    for (size_t v = 0; v < lanes; v++) {
        float *z = logits + 8 * v;
        lane8 largest = first_largest(z, classes, pitch);
        lane8 sum = lane_all(0.0f);
        for (size_t c = 0; c < classes; c++) {
            lane8 e = lane_exp(lane_sub(lane_load(z + c * pitch), largest));
            sum = lane_add(sum, e);
            lane_store(z + c * pitch, e);
        }
        for (size_t c = 0; c < classes; c++) lane_store(z + c * pitch, lane_div(lane_load(z + c * pitch), sum));
    }
}

static void softmax_delta(float *logits, const uint16_t *labels, size_t classes, size_t count, size_t lanes, float scale) {
    size_t pitch = 8 * lanes;
    softmax(logits, classes, lanes);
    for (size_t s = 0; s < count; s++) logits[labels[s] * pitch + s] -= 1.0f;
    for (size_t c = 0; c < classes; c++) {
        float *row = logits + c * pitch;
        for (size_t v = 0; v < lanes; v++) lane_store(row + 8 * v, lane_mul(lane_load(row + 8 * v), lane_all(scale)));
        for (size_t s = count; s < pitch; s++) row[s] = 0.0f;
    }
}

static uint64_t cross_entropy(
    const float *logits, const uint16_t *labels, size_t classes, size_t count, size_t lanes, double sums[8]
) {
    size_t pitch = 8 * lanes;
    uint64_t correct = 0;
    for (size_t v = 0; v < lanes && 8 * v < count; v++) {
        const float *z = logits + 8 * v;
        lane8 largest = first_largest(z, classes, pitch);
        lane8 sum = lane_all(0.0f);
        for (size_t c = 0; c < classes; c++) sum = lane_add(sum, lane_exp(lane_sub(lane_load(z + c * pitch), largest)));
        float peak[8], logs[8];
        lane_store(peak, largest);
        lane_store(logs, lane_log(sum));
        for (size_t s = 0; s < 8 && 8 * v + s < count; s++) {
            size_t label = labels[8 * v + s];
            sums[s] += (double)(logs[s] - (z[label * pitch + s] - peak[s]));
            size_t c = 0;
            while (c < label && z[c * pitch + s] < peak[s]) c++;
            correct += c == label && z[label * pitch + s] == peak[s];
        }
    }
    return correct;
}
