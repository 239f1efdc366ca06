// Eight floats at a time, in three spellings with the same bits: AVX2 with FMA, NEON, and portable C as the definition of each operation.
//
// The including file defines one of LANES_AVX2, LANES_NEON, LANES_PORTABLE. Every operation is IEEE 754 binary32, rounded to nearest
// even; `lane_min`, `lane_max` and the comparisons are selections (a < b ? a : b), so that NaN behaves alike everywhere.
#ifndef REFIGURE_LANES_H
#define REFIGURE_LANES_H

#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

#if defined(LANES_AVX2)

#include <immintrin.h>

typedef __m256 lane8;
typedef __m256i word8;

INLINE lane8 lane_load(const float *p) { return _mm256_loadu_ps(p); }
INLINE void lane_store(float *p, lane8 a) { _mm256_storeu_ps(p, a); }
INLINE lane8 lane_all(float a) { return _mm256_set1_ps(a); }
INLINE lane8 lane_add(lane8 a, lane8 b) { return _mm256_add_ps(a, b); }
INLINE lane8 lane_sub(lane8 a, lane8 b) { return _mm256_sub_ps(a, b); }
INLINE lane8 lane_mul(lane8 a, lane8 b) { return _mm256_mul_ps(a, b); }
INLINE lane8 lane_div(lane8 a, lane8 b) { return _mm256_div_ps(a, b); }
INLINE lane8 lane_sqrt(lane8 a) { return _mm256_sqrt_ps(a); }
// a b + c, rounded once.
INLINE lane8 lane_fma(lane8 a, lane8 b, lane8 c) { return _mm256_fmadd_ps(a, b, c); }
INLINE lane8 lane_min(lane8 a, lane8 b) { return _mm256_min_ps(a, b); }
INLINE lane8 lane_max(lane8 a, lane8 b) { return _mm256_max_ps(a, b); }
// a < b ? x : y
INLINE lane8 lane_where_less(lane8 a, lane8 b, lane8 x, lane8 y) {
    return _mm256_blendv_ps(y, x, _mm256_cmp_ps(a, b, _CMP_LT_OQ));
}
INLINE word8 lane_bits(lane8 a) { return _mm256_castps_si256(a); }
INLINE lane8 lane_from_bits(word8 a) { return _mm256_castsi256_ps(a); }
INLINE word8 word_all(uint32_t a) { return _mm256_set1_epi32((int32_t)a); }
INLINE word8 word_add(word8 a, word8 b) { return _mm256_add_epi32(a, b); }
INLINE word8 word_sub(word8 a, word8 b) { return _mm256_sub_epi32(a, b); }
INLINE word8 word_and(word8 a, word8 b) { return _mm256_and_si256(a, b); }
INLINE word8 word_or(word8 a, word8 b) { return _mm256_or_si256(a, b); }
INLINE word8 word_left_23(word8 a) { return _mm256_slli_epi32(a, 23); }
// Arithmetic: the sign is kept.
INLINE word8 word_right_23(word8 a) { return _mm256_srai_epi32(a, 23); }
// Signed words as floats, exact up to 2^24.
INLINE lane8 word_to_float(word8 a) { return _mm256_cvtepi32_ps(a); }

// The eight-lane sums of four vectors for each of two rows: { a0 a1 a2 a3 | b0 b1 b2 b3 }, each
// ((x0 + x2) + (x1 + x3)) + ((x4 + x6) + (x5 + x7)).
INLINE lane8 lane_sums(
    lane8 a0, lane8 a1, lane8 a2, lane8 a3, lane8 b0, lane8 b1, lane8 b2, lane8 b3
) {
    lane8 a01 = _mm256_add_ps(_mm256_unpacklo_ps(a0, a1), _mm256_unpackhi_ps(a0, a1));
    lane8 a23 = _mm256_add_ps(_mm256_unpacklo_ps(a2, a3), _mm256_unpackhi_ps(a2, a3));
    lane8 b01 = _mm256_add_ps(_mm256_unpacklo_ps(b0, b1), _mm256_unpackhi_ps(b0, b1));
    lane8 b23 = _mm256_add_ps(_mm256_unpacklo_ps(b2, b3), _mm256_unpackhi_ps(b2, b3));
    lane8 a = _mm256_add_ps(_mm256_shuffle_ps(a01, a23, 0x44), _mm256_shuffle_ps(a01, a23, 0xee));
    lane8 b = _mm256_add_ps(_mm256_shuffle_ps(b01, b23, 0x44), _mm256_shuffle_ps(b01, b23, 0xee));
    return _mm256_add_ps(_mm256_permute2f128_ps(a, b, 0x20), _mm256_permute2f128_ps(a, b, 0x31));
}

// { p0 p1 p2 p3 | q0 q1 q2 q3 }
INLINE lane8 lane_load_halves(const float *p, const float *q) {
    return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_loadu_ps(p)), _mm_loadu_ps(q), 1);
}
INLINE void lane_store_halves(float *p, float *q, lane8 a) {
    _mm_storeu_ps(p, _mm256_castps256_ps128(a));
    _mm_storeu_ps(q, _mm256_extractf128_ps(a, 1));
}

// out[c * pitch + r] = rows[r][c] for eight rows and four columns.
INLINE void lane_turn_8x4(const float *const rows[8], size_t column, float *out, size_t pitch) {
    lane8 r0 = lane_load_halves(rows[0] + column, rows[4] + column);
    lane8 r1 = lane_load_halves(rows[1] + column, rows[5] + column);
    lane8 r2 = lane_load_halves(rows[2] + column, rows[6] + column);
    lane8 r3 = lane_load_halves(rows[3] + column, rows[7] + column);
    lane8 low01 = _mm256_unpacklo_ps(r0, r1), high01 = _mm256_unpackhi_ps(r0, r1);
    lane8 low23 = _mm256_unpacklo_ps(r2, r3), high23 = _mm256_unpackhi_ps(r2, r3);
    _mm256_storeu_ps(out, _mm256_shuffle_ps(low01, low23, 0x44));
    _mm256_storeu_ps(out + pitch, _mm256_shuffle_ps(low01, low23, 0xee));
    _mm256_storeu_ps(out + 2 * pitch, _mm256_shuffle_ps(high01, high23, 0x44));
    _mm256_storeu_ps(out + 3 * pitch, _mm256_shuffle_ps(high01, high23, 0xee));
}

#elif defined(LANES_NEON)

#include <arm_neon.h>

typedef struct { float32x4_t low, high; } lane8;
typedef struct { int32x4_t low, high; } word8;

INLINE lane8 lane_load(const float *p) { return (lane8){ vld1q_f32(p), vld1q_f32(p + 4) }; }
INLINE void lane_store(float *p, lane8 a) {
    vst1q_f32(p, a.low);
    vst1q_f32(p + 4, a.high);
}
INLINE lane8 lane_all(float a) { return (lane8){ vdupq_n_f32(a), vdupq_n_f32(a) }; }
INLINE lane8 lane_add(lane8 a, lane8 b) { return (lane8){ vaddq_f32(a.low, b.low), vaddq_f32(a.high, b.high) }; }
INLINE lane8 lane_sub(lane8 a, lane8 b) { return (lane8){ vsubq_f32(a.low, b.low), vsubq_f32(a.high, b.high) }; }
INLINE lane8 lane_mul(lane8 a, lane8 b) { return (lane8){ vmulq_f32(a.low, b.low), vmulq_f32(a.high, b.high) }; }
INLINE lane8 lane_div(lane8 a, lane8 b) { return (lane8){ vdivq_f32(a.low, b.low), vdivq_f32(a.high, b.high) }; }
INLINE lane8 lane_sqrt(lane8 a) { return (lane8){ vsqrtq_f32(a.low), vsqrtq_f32(a.high) }; }
INLINE lane8 lane_fma(lane8 a, lane8 b, lane8 c) {
    return (lane8){ vfmaq_f32(c.low, a.low, b.low), vfmaq_f32(c.high, a.high, b.high) };
}
INLINE lane8 lane_where_less(lane8 a, lane8 b, lane8 x, lane8 y) {
    return (lane8){ vbslq_f32(vcltq_f32(a.low, b.low), x.low, y.low), vbslq_f32(vcltq_f32(a.high, b.high), x.high, y.high) };
}
INLINE lane8 lane_min(lane8 a, lane8 b) { return lane_where_less(a, b, a, b); }
INLINE lane8 lane_max(lane8 a, lane8 b) { return lane_where_less(b, a, a, b); }
INLINE word8 lane_bits(lane8 a) { return (word8){ vreinterpretq_s32_f32(a.low), vreinterpretq_s32_f32(a.high) }; }
INLINE lane8 lane_from_bits(word8 a) { return (lane8){ vreinterpretq_f32_s32(a.low), vreinterpretq_f32_s32(a.high) }; }
INLINE word8 word_all(uint32_t a) { return (word8){ vdupq_n_s32((int32_t)a), vdupq_n_s32((int32_t)a) }; }
INLINE word8 word_add(word8 a, word8 b) { return (word8){ vaddq_s32(a.low, b.low), vaddq_s32(a.high, b.high) }; }
INLINE word8 word_sub(word8 a, word8 b) { return (word8){ vsubq_s32(a.low, b.low), vsubq_s32(a.high, b.high) }; }
INLINE word8 word_and(word8 a, word8 b) { return (word8){ vandq_s32(a.low, b.low), vandq_s32(a.high, b.high) }; }
INLINE word8 word_or(word8 a, word8 b) { return (word8){ vorrq_s32(a.low, b.low), vorrq_s32(a.high, b.high) }; }
INLINE word8 word_left_23(word8 a) { return (word8){ vshlq_n_s32(a.low, 23), vshlq_n_s32(a.high, 23) }; }
INLINE word8 word_right_23(word8 a) { return (word8){ vshrq_n_s32(a.low, 23), vshrq_n_s32(a.high, 23) }; }
INLINE lane8 word_to_float(word8 a) { return (lane8){ vcvtq_f32_s32(a.low), vcvtq_f32_s32(a.high) }; }

// Four vectors of four lanes: { s(a) s(b) s(c) s(d) } with s(x) = (x0 + x2) + (x1 + x3).
INLINE float32x4_t quarter_sums(float32x4_t a, float32x4_t b, float32x4_t c, float32x4_t d) {
    float32x4_t ab = vaddq_f32(vzip1q_f32(a, b), vzip2q_f32(a, b));
    float32x4_t cd = vaddq_f32(vzip1q_f32(c, d), vzip2q_f32(c, d));
    float64x2_t p = vreinterpretq_f64_f32(ab), q = vreinterpretq_f64_f32(cd);
    return vaddq_f32(vreinterpretq_f32_f64(vzip1q_f64(p, q)), vreinterpretq_f32_f64(vzip2q_f64(p, q)));
}
INLINE lane8 lane_sums(
    lane8 a0, lane8 a1, lane8 a2, lane8 a3, lane8 b0, lane8 b1, lane8 b2, lane8 b3
) {
    return (lane8){
        vaddq_f32(quarter_sums(a0.low, a1.low, a2.low, a3.low), quarter_sums(a0.high, a1.high, a2.high, a3.high)),
        vaddq_f32(quarter_sums(b0.low, b1.low, b2.low, b3.low), quarter_sums(b0.high, b1.high, b2.high, b3.high)) };
}
INLINE lane8 lane_load_halves(const float *p, const float *q) { return (lane8){ vld1q_f32(p), vld1q_f32(q) }; }
INLINE void lane_store_halves(float *p, float *q, lane8 a) {
    vst1q_f32(p, a.low);
    vst1q_f32(q, a.high);
}
INLINE void lane_turn_8x4(const float *const rows[8], size_t column, float *out, size_t pitch) {
    for (int half = 0; half < 2; half++) {
        float32x4_t r0 = vld1q_f32(rows[4 * half] + column), r1 = vld1q_f32(rows[4 * half + 1] + column);
        float32x4_t r2 = vld1q_f32(rows[4 * half + 2] + column), r3 = vld1q_f32(rows[4 * half + 3] + column);
        float64x2_t low01 = vreinterpretq_f64_f32(vzip1q_f32(r0, r1)), high01 = vreinterpretq_f64_f32(vzip2q_f32(r0, r1));
        float64x2_t low23 = vreinterpretq_f64_f32(vzip1q_f32(r2, r3)), high23 = vreinterpretq_f64_f32(vzip2q_f32(r2, r3));
        vst1q_f32(out + 4 * half, vreinterpretq_f32_f64(vzip1q_f64(low01, low23)));
        vst1q_f32(out + pitch + 4 * half, vreinterpretq_f32_f64(vzip2q_f64(low01, low23)));
        vst1q_f32(out + 2 * pitch + 4 * half, vreinterpretq_f32_f64(vzip1q_f64(high01, high23)));
        vst1q_f32(out + 3 * pitch + 4 * half, vreinterpretq_f32_f64(vzip2q_f64(high01, high23)));
    }
}

#elif defined(LANES_PORTABLE)

#include <math.h>

typedef struct { float v[8]; } lane8;
typedef struct { uint32_t v[8]; } word8;

#define EACH(type, expression) \
    type r; \
    for (int i = 0; i < 8; i++) r.v[i] = (expression); \
    return r

INLINE lane8 lane_load(const float *p) { EACH(lane8, p[i]); }
INLINE void lane_store(float *p, lane8 a) { for (int i = 0; i < 8; i++) p[i] = a.v[i]; }
INLINE lane8 lane_all(float a) { EACH(lane8, a); }
INLINE lane8 lane_add(lane8 a, lane8 b) { EACH(lane8, a.v[i] + b.v[i]); }
INLINE lane8 lane_sub(lane8 a, lane8 b) { EACH(lane8, a.v[i] - b.v[i]); }
INLINE lane8 lane_mul(lane8 a, lane8 b) { EACH(lane8, a.v[i] * b.v[i]); }
INLINE lane8 lane_div(lane8 a, lane8 b) { EACH(lane8, a.v[i] / b.v[i]); }
INLINE lane8 lane_sqrt(lane8 a) { EACH(lane8, sqrtf(a.v[i])); }
INLINE lane8 lane_fma(lane8 a, lane8 b, lane8 c) { EACH(lane8, fmaf(a.v[i], b.v[i], c.v[i])); }
INLINE lane8 lane_min(lane8 a, lane8 b) { EACH(lane8, a.v[i] < b.v[i] ? a.v[i] : b.v[i]); }
INLINE lane8 lane_max(lane8 a, lane8 b) { EACH(lane8, b.v[i] < a.v[i] ? a.v[i] : b.v[i]); }
INLINE lane8 lane_where_less(lane8 a, lane8 b, lane8 x, lane8 y) { EACH(lane8, a.v[i] < b.v[i] ? x.v[i] : y.v[i]); }
INLINE word8 lane_bits(lane8 a) {
    word8 r;
    memcpy(&r, &a, sizeof r);
    return r;
}
INLINE lane8 lane_from_bits(word8 a) {
    lane8 r;
    memcpy(&r, &a, sizeof r);
    return r;
}
INLINE word8 word_all(uint32_t a) { EACH(word8, a); }
INLINE word8 word_add(word8 a, word8 b) { EACH(word8, a.v[i] + b.v[i]); }
INLINE word8 word_sub(word8 a, word8 b) { EACH(word8, a.v[i] - b.v[i]); }
INLINE word8 word_and(word8 a, word8 b) { EACH(word8, a.v[i] & b.v[i]); }
INLINE word8 word_or(word8 a, word8 b) { EACH(word8, a.v[i] | b.v[i]); }
INLINE word8 word_left_23(word8 a) { EACH(word8, a.v[i] << 23); }
INLINE word8 word_right_23(word8 a) { EACH(word8, (uint32_t)((int32_t)a.v[i] >> 23)); }
INLINE lane8 word_to_float(word8 a) { EACH(lane8, (float)(int32_t)a.v[i]); }

INLINE float lane_sum(lane8 a) {
    return ((a.v[0] + a.v[2]) + (a.v[1] + a.v[3])) + ((a.v[4] + a.v[6]) + (a.v[5] + a.v[7]));
}
INLINE lane8 lane_sums(
    lane8 a0, lane8 a1, lane8 a2, lane8 a3, lane8 b0, lane8 b1, lane8 b2, lane8 b3
) {
    return (lane8){ { lane_sum(a0), lane_sum(a1), lane_sum(a2), lane_sum(a3),
                      lane_sum(b0), lane_sum(b1), lane_sum(b2), lane_sum(b3) } };
}
INLINE lane8 lane_load_halves(const float *p, const float *q) { EACH(lane8, i < 4 ? p[i] : q[i - 4]); }
INLINE void lane_store_halves(float *p, float *q, lane8 a) {
    for (int i = 0; i < 4; i++) p[i] = a.v[i];
    for (int i = 0; i < 4; i++) q[i] = a.v[i + 4];
}
INLINE void lane_turn_8x4(const float *const rows[8], size_t column, float *out, size_t pitch) {
    for (int c = 0; c < 4; c++) {
        for (int r = 0; r < 8; r++) out[(size_t)c * pitch + (size_t)r] = rows[r][column + (size_t)c];
    }
}

#undef EACH
#endif
#endif
