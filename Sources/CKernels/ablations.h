// What changes when one unit of a layer changes. Contracts stand in include/kernels.h.

static void shift_sums(
    const float *weights, size_t step, size_t units, const float *change, float *sums, float *out, size_t lanes,
    refigure_activation activation
) {
    for (size_t u = 0; u < units; u++) {
        lane8 weight = lane_all(weights[u * step]);
        for (size_t v = 0; v < lanes; v++) {
            size_t place = (u * lanes + v) * 8;
            lane8 sum = lane_fma(weight, lane_load(change + 8 * v), lane_load(sums + place));
            lane_store(sums + place, sum);
            lane_store(out + place, activated(sum, activation));
        }
    }
}

static uint64_t count_correct(
    const float *logits, const uint16_t *labels, size_t classes, size_t count, size_t lanes, const float *tolerances, uint32_t *doubtful,
    size_t *doubtful_count
) {
    size_t pitch = 8 * lanes, doubts = 0;
    uint64_t correct = 0;
    for (size_t v = 0; v < lanes && 8 * v < count; v++) {
        const float *z = logits + 8 * v;
        lane8 first = lane_load(z), second = lane_all(-__builtin_inff());
        lane8 at = lane_all(0.0f);
        for (size_t c = 1; c < classes; c++) {
            lane8 value = lane_load(z + c * pitch);
            second = lane_max(second, lane_min(first, value));
            at = lane_where_less(first, value, lane_all((float)c), at);
            first = lane_max(first, value);
        }
        float best[8], margin[8];
        lane_store(best, at);
        lane_store(margin, lane_sub(first, second));
        for (size_t s = 0; s < 8 && 8 * v + s < count; s++) {
            // A margin that is not a number is doubtful too.
            if (!(margin[s] > tolerances[8 * v + s])) doubtful[doubts++] = (uint32_t)(8 * v + s);
            else correct += best[s] == (float)labels[8 * v + s];
        }
    }
    *doubtful_count = doubts;
    return correct;
}
