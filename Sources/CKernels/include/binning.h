#pragma once
#include <stddef.h>
#include <stdint.h>

// codes[i] = floor(values[i] / size), one binary32 division and one floor each; -0.0 falls into bin 0.
// Returns 0 where a quotient is not a number or lies outside the range of int32_t; the codes are then unusable.
int refigure_bin(const float *values, size_t count, float size, int32_t *codes);

// How much scratch refigure_partition needs, in 32-bit words.
size_t refigure_partition_scratch(size_t samples);

// How often each pair of group and label occurs: joint[group * classes + label], groups x classes, set to 0 first.
void refigure_count_pairs(
    const uint32_t *groups, const uint8_t *labels, size_t samples, size_t group_count, size_t classes, uint32_t *joint);

// Adds, for each of the counts, 1 to occurrences[count]. Returns the largest count.
uint32_t refigure_tally(const uint32_t *counts, size_t length, uint32_t *occurrences);

// Groups the samples whose codes agree in every unit.
//   codes: units x samples, unit-major. groups: samples; receives each sample's group, numbered by first appearance.
//   counts: samples; receives each group's size. scratch: refigure_partition_scratch(samples) words.
// Returns the number of groups. Rows are compared in full wherever their hashes agree, so the grouping is exact.
size_t refigure_partition(
    const int32_t *codes, size_t units, size_t samples, uint32_t *groups, uint32_t *counts, uint32_t *scratch);
