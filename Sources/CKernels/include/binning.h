#pragma once
#include <stddef.h>
#include <stdint.h>

// codes[i] = floor(values[i] / size), one division and one floor each in the arithmetic of the size; -0.0 falls into bin 0.
// Returns the place of the first value whose quotient is not a number or lies beyond the codes, all of which are then unusable; else the
// count. Codes of 32 bits reach from -2^31 to below 2^31, wide ones from -2^62 to below 2^62.
size_t refigure_bin(const float *values, size_t count, float size, int32_t *codes);
size_t refigure_bin_double(const double *values, size_t count, double size, int32_t *codes);
size_t refigure_bin_double_wide(const double *values, size_t count, double size, int64_t *codes);
// Of binary32 values that are held as doubles.
size_t refigure_bin_held(const double *values, size_t count, float size, int32_t *codes);
size_t refigure_bin_held_wide(const double *values, size_t count, float size, int64_t *codes);
