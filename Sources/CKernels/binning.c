#pragma STDC FP_CONTRACT OFF
#include "binning.h"

// Every real below the limit converts; a NaN fails both comparisons.
#define IS_INSIDE(quotient, real, limit) ((quotient >= -(real)(limit)) & (quotient < (real)(limit)))

#define BIN_ALL(real, code, limit)                                          \
    code outside = 0;                                                       \
    for (size_t i = 0; i < count; i++) {                                    \
        real quotient = (real)values[i] / size;                             \
        code inside = IS_INSIDE(quotient, real, limit);                     \
        outside |= inside ^ 1;                                              \
        real bounded = inside ? quotient : 0;                               \
        code truncated = (code)bounded;                                     \
        codes[i] = truncated - ((real)truncated > bounded);                 \
    }                                                                       \
    for (size_t i = 0; outside && i < count; i++) {                         \
        real quotient = (real)values[i] / size;                             \
        if (!IS_INSIDE(quotient, real, limit)) return i;                    \
    }                                                                       \
    return count;

size_t refigure_bin(const float *values, size_t count, float size, int32_t *codes) { BIN_ALL(float, int32_t, 0x1p31) }

size_t refigure_bin_double(const double *values, size_t count, double size, int32_t *codes) { BIN_ALL(double, int32_t, 0x1p31) }

size_t refigure_bin_double_wide(const double *values, size_t count, double size, int64_t *codes) {
    BIN_ALL(double, int64_t, 0x1p62)
}

size_t refigure_bin_held(const double *values, size_t count, float size, int32_t *codes) { BIN_ALL(float, int32_t, 0x1p31) }

size_t refigure_bin_held_wide(const double *values, size_t count, float size, int64_t *codes) { BIN_ALL(float, int64_t, 0x1p62) }
