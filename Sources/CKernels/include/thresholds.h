#pragma once
#include <stddef.h>
#include <stdint.h>

// codes[i] = how many of the ascending thresholds, at least one, lie below values[i]. Returns 0 where a value is NaN.
int refigure_thresholds(const float *values, size_t count, const float *thresholds, size_t number, int32_t *codes);
int refigure_thresholds_double(const double *values, size_t count, const double *thresholds, size_t number, int32_t *codes);
