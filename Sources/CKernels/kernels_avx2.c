#pragma STDC FP_CONTRACT OFF
#include "include/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#define LANES_AVX2
// The file is compiled for any x86-64; only these functions use AVX2 and FMA, after the processor has been asked.
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "kernel_set.h"
#pragma clang attribute pop

static const refigure_kernels table = KERNEL_TABLE("avx2");

const refigure_kernels *refigure_kernels_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &table : NULL;
}
#else
const refigure_kernels *refigure_kernels_avx2(void) { return NULL; }
#endif
