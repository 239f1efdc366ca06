#pragma STDC FP_CONTRACT OFF
#include "binning.h"

#include <string.h>

int refigure_bin(const float *values, size_t count, float size, int32_t *codes) {
    int32_t out_of_range = 0;
    for (size_t i = 0; i < count; i++) {
        float quotient = values[i] / size;
        // 2^31 is a float; every float below it converts. A NaN fails both comparisons.
        int32_t inside = (quotient >= -2147483648.0f) & (quotient < 2147483648.0f);
        out_of_range |= inside ^ 1;
        float bounded = inside ? quotient : 0.0f;
        int32_t truncated = (int32_t)bounded;
        codes[i] = truncated - ((float)truncated > bounded);
    }
    return out_of_range == 0;
}

static size_t table_size(size_t samples) {
    size_t size = 16;
    while (size < 2 * samples) size *= 2;
    return size;
}

size_t refigure_partition_scratch(size_t samples) {
    // Two hash words and a representative for each sample, then the table.
    return 3 * samples + table_size(samples);
}

static void hash_rows(const int32_t *codes, size_t units, size_t samples, uint32_t *first, uint32_t *second) {
    for (size_t s = 0; s < samples; s++) {
        first[s] = 0x811c9dc5u;
        second[s] = 0x27d4eb2fu;
    }
    for (size_t u = 0; u < units; u++) {
        const int32_t *row = codes + u * samples;
        for (size_t s = 0; s < samples; s++) {
            uint32_t code = (uint32_t)row[s];
            uint32_t a = (first[s] ^ code) * 0x9e3779b1u;
            uint32_t b = (second[s] + code) * 0x85ebca6bu;
            first[s] = a ^ (a >> 15);
            second[s] = b ^ (b >> 13);
        }
    }
}

static int same_row(const int32_t *codes, size_t units, size_t samples, size_t a, size_t b) {
    for (size_t u = 0; u < units; u++) {
        if (codes[u * samples + a] != codes[u * samples + b]) return 0;
    }
    return 1;
}

size_t refigure_partition(
    const int32_t *codes, size_t units, size_t samples, uint32_t *groups, uint32_t *counts, uint32_t *scratch) {
    uint32_t *first = scratch;
    uint32_t *second = scratch + samples;
    uint32_t *representative = scratch + 2 * samples;
    uint32_t *table = scratch + 3 * samples;
    size_t size = table_size(samples);
    size_t mask = size - 1;
    memset(table, 0, size * sizeof *table);  // 0: empty; else a group's number plus one
    hash_rows(codes, units, samples, first, second);

    size_t found = 0;
    for (size_t s = 0; s < samples; s++) {
        size_t place = (first[s] ^ (second[s] >> 7)) & mask;
        while (1) {
            uint32_t entry = table[place];
            if (entry == 0) {
                table[place] = (uint32_t)found + 1;
                representative[found] = (uint32_t)s;
                counts[found] = 1;
                groups[s] = (uint32_t)found;
                found++;
                break;
            }
            uint32_t r = representative[entry - 1];
            if (first[r] == first[s] && second[r] == second[s] && same_row(codes, units, samples, r, s)) {
                counts[entry - 1]++;
                groups[s] = entry - 1;
                break;
            }
            place = (place + 1) & mask;
        }
    }
    return found;
}

void refigure_count_pairs(
    const uint32_t *groups, const uint8_t *labels, size_t samples, size_t group_count, size_t classes, uint32_t *joint) {
    memset(joint, 0, group_count * classes * sizeof *joint);
    for (size_t s = 0; s < samples; s++) joint[groups[s] * classes + labels[s]]++;
}

uint32_t refigure_tally(const uint32_t *counts, size_t length, uint32_t *occurrences) {
    uint32_t largest = 0;
    for (size_t i = 0; i < length; i++) {
        occurrences[counts[i]]++;
        if (counts[i] > largest) largest = counts[i];
    }
    return largest;
}
