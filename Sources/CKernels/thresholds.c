#include "thresholds.h"

// Up to 64 thresholds are compared one by one with all values, vectors at a time, more are searched by halves.
#define COUNT_BELOW(real)                                                                          \
    int32_t missing = 0;                                                                           \
    for (size_t i = 0; i < count; i++) {                                                           \
        missing |= values[i] != values[i];                                                         \
        codes[i] = values[i] > thresholds[0];                                                      \
    }                                                                                              \
    for (size_t t = 1; t < number && number <= 64; t++) {                                          \
        real threshold = thresholds[t];                                                            \
        for (size_t i = 0; i < count; i++) codes[i] += values[i] > threshold;                      \
    }                                                                                              \
    for (size_t i = 0; i < count && number > 64; i++) {                                            \
        size_t below = 0;                                                                          \
        for (size_t rest = number; rest > 0;) {                                                    \
            size_t half = (rest + 1) / 2;                                                          \
            below += thresholds[below + half - 1] < values[i] ? half : 0;                          \
            rest -= half;                                                                          \
        }                                                                                          \
        codes[i] = (int32_t)below;                                                                 \
    }                                                                                              \
    return !missing;

int refigure_thresholds(const float *values, size_t count, const float *thresholds, size_t number, int32_t *codes) {
    COUNT_BELOW(float)
}

int refigure_thresholds_double(const double *values, size_t count, const double *thresholds, size_t number, int32_t *codes) {
    COUNT_BELOW(double)
}
