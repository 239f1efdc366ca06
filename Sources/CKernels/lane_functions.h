// exp, log, tanh and the logistic function of eight floats: polynomials in explicit fused multiply-adds, no library calls.
//
// The polynomials are minimax fits (Lawson's weighted least squares on Chebyshev nodes) of the quotients named beside them. Errors
// against double precision, over every finite float of the stated ranges, are held by CKernelsTests.
#ifndef REFIGURE_LANE_FUNCTIONS_H
#define REFIGURE_LANE_FUNCTIONS_H

#include "lanes.h"

// ln 2 = LN2_HIGH + LN2_LOW; LN2_HIGH has 16 significant bits, so n LN2_HIGH is exact for |n| < 256.
#define LN2_HIGH 0x1.62e4p-1f
#define LN2_LOW 0x1.7f7d1cp-20f
#define LOG2_E 0x1.715476p+0f
// Adding 1.5 2^23 to a float of magnitude below 2^22 rounds it to an integer, which then stands in the low bits.
#define ROUNDER 12582912.0f

// exp(x) - 1 and 2^n for x = n ln 2 + r: e^r - 1 = r + r^2 (c0 + ... + c4 r^4), |r| <= 0.3466, relative error 1.4e-8.
INLINE void lane_expm1_parts(lane8 x, lane8 *fraction, lane8 *power) {
    lane8 t = lane_fma(x, lane_all(LOG2_E), lane_all(ROUNDER));
    lane8 n = lane_sub(t, lane_all(ROUNDER));
    lane8 r = lane_fma(n, lane_all(-LN2_HIGH), x);
    r = lane_fma(n, lane_all(-LN2_LOW), r);
    lane8 p = lane_all(0x1.6bebfcp-10f);
    p = lane_fma(p, r, lane_all(0x1.122776p-7f));
    p = lane_fma(p, r, lane_all(0x1.555674p-5f));
    p = lane_fma(p, r, lane_all(0x1.5554b0p-3f));
    p = lane_fma(p, r, lane_all(0x1.fffffep-2f));
    *fraction = lane_fma(p, lane_mul(r, r), r);
    *power = lane_from_bits(word_add(word_left_23(lane_bits(t)), word_all(0x3f800000u)));
}

// exp(x) within 1.1 ulp for -87 <= x <= 88; exp(88) above, exactly 0 below -87.
INLINE lane8 lane_exp(lane8 x) {
    lane8 bounded = lane_min(lane_max(x, lane_all(-87.0f)), lane_all(88.0f));
    lane8 fraction, power;
    lane_expm1_parts(bounded, &fraction, &power);
    return lane_where_less(x, lane_all(-87.0f), lane_all(0.0f), lane_fma(fraction, power, power));
}

// tanh(x) = (e^2x - 1) / (e^2x + 1) within 2.5 ulp, for every float; exactly odd; exactly 1 above 9.02.
INLINE lane8 lane_tanh(lane8 x) {
    word8 sign = word_and(lane_bits(x), word_all(0x80000000u));
    lane8 magnitude = lane_min(lane_from_bits(word_and(lane_bits(x), word_all(0x7fffffffu))), lane_all(10.0f));
    lane8 fraction, power;
    lane_expm1_parts(lane_add(magnitude, magnitude), &fraction, &power);
    lane8 e = lane_fma(fraction, power, lane_sub(power, lane_all(1.0f)));
    lane8 t = lane_div(e, lane_add(e, lane_all(2.0f)));
    return lane_from_bits(word_or(lane_bits(t), sign));
}

// 1 / (1 + e^-x) within 2.5 ulp for -87 <= x.
INLINE lane8 lane_sigmoid(lane8 x) {
    lane8 e = lane_exp(lane_min(lane_sub(lane_all(0.0f), x), lane_all(87.0f)));
    return lane_div(lane_all(1.0f), lane_add(lane_all(1.0f), e));
}

// log(x) within 1.5 ulp for positive normal x: x = 2^n m, 1/sqrt 2 <= m < sqrt 2, s = (m - 1) / (m + 1),
// log m = 2 atanh s = 2 s + s^3 (c0 + c1 s^2 + c2 s^4).
INLINE lane8 lane_log(lane8 x) {
    word8 shifted = word_sub(lane_bits(x), word_all(0x3f3504f3u));
    lane8 n = word_to_float(word_right_23(shifted));
    lane8 m = lane_from_bits(word_add(word_and(shifted, word_all(0x007fffffu)), word_all(0x3f3504f3u)));
    lane8 f = lane_sub(m, lane_all(1.0f));
    lane8 s = lane_div(f, lane_add(m, lane_all(1.0f)));
    lane8 z = lane_mul(s, s);
    lane8 p = lane_fma(z, lane_all(0x1.31e678p-2f), lane_all(0x1.995e9cp-2f));
    p = lane_mul(lane_fma(p, z, lane_all(0x1.55557ap-1f)), z);
    // 2 s = f - s f, so log m = f - s (f - p), in which f is exact.
    lane8 rest = lane_fma(lane_sub(p, f), s, lane_mul(n, lane_all(LN2_LOW)));
    return lane_fma(n, lane_all(LN2_HIGH), lane_add(f, rest));
}

#endif
