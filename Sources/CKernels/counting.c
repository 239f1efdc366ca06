#include "counting.h"

void refigure_add_column(
    const int32_t *codes, size_t rows, uint64_t first_multiplier, uint64_t second_multiplier, uint64_t *first, uint64_t *second) {
    for (size_t r = 0; r < rows; r++) {
        // From 0 on, so that a code is 32 bits without a sign.
        uint64_t code = (uint32_t)codes[r] ^ 0x80000000u;
        first[r] += code * first_multiplier;
        second[r] += code * second_multiplier;
    }
}

void refigure_add_column_wide(
    const int64_t *codes, size_t rows, uint64_t first_multiplier, uint64_t second_multiplier, uint64_t *first, uint64_t *second) {
    for (size_t r = 0; r < rows; r++) {
        uint64_t code = (uint64_t)codes[r] + 0x80000000u;
        first[r] += code * first_multiplier;
        second[r] += code * second_multiplier;
    }
}

static size_t first_slot(uint64_t first, uint64_t second, unsigned bits) {
    uint64_t x = first * 0x9e3779b97f4a7c15u + second * 0xd1b54a32d192ed03u;
    x = (x ^ (x >> 32)) * 0xff51afd7ed558ccdu;
    return (size_t)(x >> (64 - bits));
}

size_t refigure_count_keys(
    const uint64_t *first, const uint64_t *second, size_t count, ptrdiff_t times, uint64_t *keys, ptrdiff_t *counts, size_t known,
    uint32_t *slots, unsigned bits, uint32_t *numbers) {
    size_t mask = ((size_t)1 << bits) - 1;
    for (size_t i = 0; i < count; i++) {
        uint64_t a = first[i], b = second[i];
        size_t slot = first_slot(a, b, bits);
        uint32_t entry;
        while ((entry = slots[slot]) != 0) {
            const uint64_t *key = keys + 2 * (size_t)(entry - 1);
            if (key[0] == a && key[1] == b) break;
            slot = (slot + 1) & mask;
        }
        if (entry == 0) {
            keys[2 * known] = a;
            keys[2 * known + 1] = b;
            counts[known] = 0;
            entry = slots[slot] = (uint32_t)++known;
        }
        counts[entry - 1] += times;
        numbers[i] = entry - 1;
    }
    return known;
}

void refigure_enter_keys(const uint64_t *keys, size_t known, uint32_t *slots, unsigned bits) {
    size_t mask = ((size_t)1 << bits) - 1;
    for (size_t number = 0; number < known; number++) {
        size_t slot = first_slot(keys[2 * number], keys[2 * number + 1], bits);
        while (slots[slot] != 0) slot = (slot + 1) & mask;
        slots[slot] = (uint32_t)number + 1;
    }
}

void refigure_count_pairs(const uint32_t *numbers, const int32_t *labels, size_t samples, size_t classes, ptrdiff_t *joint) {
    for (size_t s = 0; s < samples; s++) joint[numbers[s] * classes + (size_t)labels[s]]++;
}

void refigure_count_cells(
    const int32_t *codes, const int32_t *labels, size_t samples, int64_t low, size_t classes, ptrdiff_t *table) {
    table -= low * (ptrdiff_t)classes;
    for (size_t s = 0; s < samples; s++) table[codes[s] * (ptrdiff_t)classes + labels[s]]++;
}

void refigure_count_cells_wide(
    const int64_t *codes, const int32_t *labels, size_t samples, int64_t low, size_t classes, ptrdiff_t *table) {
    for (size_t s = 0; s < samples; s++) table[(codes[s] - low) * (ptrdiff_t)classes + labels[s]]++;
}

void refigure_tally(const ptrdiff_t *counts, size_t length, ptrdiff_t limit, ptrdiff_t *occurrences) {
    ptrdiff_t zeros = 0, ones = 0;
    for (size_t i = 0; i < length; i++) {
        ptrdiff_t count = counts[i];
        // Most counts are these where rows differ: one cell after the other would wait for the one before.
        zeros += count == 0;
        ones += count == 1;
        if (count > 1 && count < limit) occurrences[count]++;
    }
    if (zeros > 0) occurrences[0] += zeros;
    if (ones > 0) occurrences[1] += ones;
}
