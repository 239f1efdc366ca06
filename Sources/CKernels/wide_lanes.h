// As many floats at a time as the machine's vectors hold, for work in which no lane knows of another, and pairs of eight-lane chains for sums
// over samples. With AVX-512 both are 16 lanes, else eight and two times eight; neither changes a bit.
#ifndef REFIGURE_WIDE_LANES_H
#define REFIGURE_WIDE_LANES_H

#include "lanes.h"

#define UNROLL _Pragma("clang loop unroll(full)")

#if defined(LANES_AVX512)

enum { wide_floats = 16 };
typedef __m512 wide;
// The lanes at hand: all, or at the end of a panel the lower eight, beside which nothing is read or written.
typedef __mmask16 wide_part;

// Of `floats` that are left.
INLINE wide_part wide_part_of(size_t floats) { return floats < 16 ? 0x00ff : 0xffff; }
INLINE wide wide_load(const float *p, wide_part part) { return _mm512_maskz_loadu_ps(part, p); }
INLINE void wide_store(float *p, wide a, wide_part part) { _mm512_mask_storeu_ps(p, part, a); }
INLINE wide wide_all(float a) { return _mm512_set1_ps(a); }
INLINE wide wide_add(wide a, wide b) { return _mm512_add_ps(a, b); }
INLINE wide wide_sub(wide a, wide b) { return _mm512_sub_ps(a, b); }
INLINE wide wide_mul(wide a, wide b) { return _mm512_mul_ps(a, b); }
INLINE wide wide_fma(wide a, wide b, wide c) { return _mm512_fmadd_ps(a, b, c); }
INLINE wide wide_max(wide a, wide b) { return _mm512_max_ps(a, b); }
INLINE wide wide_where_less(wide a, wide b, wide x, wide y) {
    return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(a, b, _CMP_LT_OQ), y, x);
}
// The lanes 8 i ..< 8 i + 8 of vectors that follow each other.
INLINE lane8 wide_eight(const wide *a, size_t i) {
    return i % 2 ? _mm512_extractf32x8_ps(a[i / 2], 1) : _mm512_castps512_ps256(a[i / 2]);
}

// Whether the i-th eight of so many vectors, the last of them a part, is at hand.
INLINE int wide_has(wide_part last, size_t i, size_t count) { return i + 1 < 2 * count || last == 0xffff; }

typedef __m512 twin;

INLINE twin twin_zero(void) { return _mm512_setzero_ps(); }
INLINE twin twin_both(const float *p) { return _mm512_broadcast_f32x8(_mm256_loadu_ps(p)); }
// sum[i] += left[i] { low | high }, for so many i.
INLINE void twin_fma(const int count, twin *sum, const twin *left, const float *low, const float *high) {
    twin right = _mm512_insertf32x8(_mm512_castps256_ps512(_mm256_loadu_ps(low)), _mm256_loadu_ps(high), 1);
    UNROLL for (int i = 0; i < count; i++) sum[i] = _mm512_fmadd_ps(left[i], right, sum[i]);
}

// `lane_sums` of the lower halves of four twins, and of the upper ones.
INLINE lane8 twin_half_sums(const twin *a) {
    __m512 low = _mm512_add_ps(_mm512_unpacklo_ps(a[0], a[1]), _mm512_unpackhi_ps(a[0], a[1]));
    __m512 high = _mm512_add_ps(_mm512_unpacklo_ps(a[2], a[3]), _mm512_unpackhi_ps(a[2], a[3]));
    __m512 sums = _mm512_add_ps(_mm512_shuffle_ps(low, high, 0x44), _mm512_shuffle_ps(low, high, 0xee));
    // Quarters: the lower half's lower and upper lanes, then the upper half's.
    __m512 ordered = _mm512_shuffle_f32x4(sums, sums, 0xd8);
    return _mm256_add_ps(_mm512_castps512_ps256(ordered), _mm512_extractf32x8_ps(ordered, 1));
}

// `lane_sums` of two rows of two twins each: { a0 a1 a2 a3 | b0 b1 b2 b3 }, where a's columns 0 and 1 are a01's halves.
INLINE lane8 twin_sums(twin a01, twin a23, twin b01, twin b23) {
    __m512 a = _mm512_add_ps(_mm512_unpacklo_ps(a01, a23), _mm512_unpackhi_ps(a01, a23)); // of columns 0, 2 and 1, 3
    __m512 b = _mm512_add_ps(_mm512_unpacklo_ps(b01, b23), _mm512_unpackhi_ps(b01, b23));
    __m512 sums = _mm512_add_ps(_mm512_shuffle_ps(a, b, 0x44), _mm512_shuffle_ps(a, b, 0xee));
    // Quarters: columns 0 and 2 of either row by the lower lanes, then by the upper ones, and columns 1 and 3.
    __m512 ordered = _mm512_permutexvar_ps(_mm512_setr_epi32(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15), sums);
    return _mm256_add_ps(_mm512_castps512_ps256(ordered), _mm512_extractf32x8_ps(ordered, 1));
}

#else

enum { wide_floats = 8 };
typedef lane8 wide;
typedef int wide_part;

INLINE wide_part wide_part_of(size_t floats) { return floats >= 8; }
INLINE wide wide_load(const float *p, wide_part part) { return (void)part, lane_load(p); }
INLINE void wide_store(float *p, wide a, wide_part part) { (void)part, lane_store(p, a); }
INLINE wide wide_all(float a) { return lane_all(a); }
INLINE wide wide_add(wide a, wide b) { return lane_add(a, b); }
INLINE wide wide_sub(wide a, wide b) { return lane_sub(a, b); }
INLINE wide wide_mul(wide a, wide b) { return lane_mul(a, b); }
INLINE wide wide_fma(wide a, wide b, wide c) { return lane_fma(a, b, c); }
INLINE wide wide_max(wide a, wide b) { return lane_max(a, b); }
INLINE wide wide_where_less(wide a, wide b, wide x, wide y) { return lane_where_less(a, b, x, y); }
INLINE lane8 wide_eight(const wide *a, size_t i) { return a[i]; }

INLINE int wide_has(wide_part last, size_t i, size_t count) { return (void)last, i < count; }

typedef struct { lane8 low, high; } twin;

INLINE twin twin_zero(void) { return (twin){ lane_all(0.0f), lane_all(0.0f) }; }
INLINE twin twin_both(const float *p) {
    lane8 a = lane_load(p);
    return (twin){ a, a };
}
INLINE void twin_fma(const int count, twin *sum, const twin *left, const float *low, const float *high) {
    // One half after the other: twelve sums, three factors and one more are AVX2's registers.
    lane8 right = lane_load(low);
    UNROLL for (int i = 0; i < count; i++) sum[i].low = lane_fma(left[i].low, right, sum[i].low);
    right = lane_load(high);
    UNROLL for (int i = 0; i < count; i++) sum[i].high = lane_fma(left[i].high, right, sum[i].high);
}
INLINE lane8 twin_half_sums(const twin *a) {
    return lane_sums(a[0].low, a[1].low, a[2].low, a[3].low, a[0].high, a[1].high, a[2].high, a[3].high);
}
INLINE lane8 twin_sums(twin a01, twin a23, twin b01, twin b23) {
    return lane_sums(a01.low, a01.high, a23.low, a23.high, b01.low, b01.high, b23.low, b23.high);
}

#endif

#endif
