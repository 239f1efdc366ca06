#pragma once
#include <stddef.h>
#include <stdint.h>

// A row of codes is told from others by two sums modulo 2^64, of its codes times one multiplier a column each. Adds a column's part to
// the sums of all rows. Narrow and wide codes of the same value add the same.
void refigure_add_column(
    const int32_t *codes, size_t rows, uint64_t first_multiplier, uint64_t second_multiplier, uint64_t *first, uint64_t *second);
void refigure_add_column_wide(
    const int64_t *codes, size_t rows, uint64_t first_multiplier, uint64_t second_multiplier, uint64_t *first, uint64_t *second);

// Keys of two words in a hash table of open addresses, numbered by first appearance.
//   keys: two words a key, in the order of the numbers. counts: how often each was counted.
//   slots: 2^bits of them; 0: empty, else a key's number plus one. At least half of them stay empty.

// Counts each key some `times` more and writes its number to `numbers`. There must be room for all of them being new.
// Returns how many keys there are then, of which `known` were there before.
size_t refigure_count_keys(
    const uint64_t *first, const uint64_t *second, size_t count, ptrdiff_t times, uint64_t *keys, ptrdiff_t *counts, size_t known,
    uint32_t *slots, unsigned bits, uint32_t *numbers);

// Enters keys, all different, into empty slots.
void refigure_enter_keys(const uint64_t *keys, size_t known, uint32_t *slots, unsigned bits);

// Adds to joint[number * classes + label] how often each number and label occur together.
void refigure_count_pairs(const uint32_t *numbers, const int32_t *labels, size_t samples, size_t classes, ptrdiff_t *joint);

// Adds to table[(code - low) * classes + label] how often each code and label occur together.
void refigure_count_cells(
    const int32_t *codes, const int32_t *labels, size_t samples, int64_t low, size_t classes, ptrdiff_t *table);
void refigure_count_cells_wide(
    const int64_t *codes, const int32_t *labels, size_t samples, int64_t low, size_t classes, ptrdiff_t *table);

// Adds, for each of the counts below the limit, 1 to occurrences[count].
void refigure_tally(const ptrdiff_t *counts, size_t length, ptrdiff_t limit, ptrdiff_t *occurrences);
