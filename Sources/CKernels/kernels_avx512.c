#pragma STDC FP_CONTRACT OFF
#include "include/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

// Eight lanes as AVX2 has them, and 16 where lanes.h is not asked.
#define LANES_AVX2
#define LANES_AVX512
// The file is compiled for any x86-64; only these functions use AVX-512, after the processor has been asked.
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
#include "kernel_set.h"
#pragma clang attribute pop

static const refigure_kernels table = KERNEL_TABLE("avx512");

const refigure_kernels *refigure_kernels_avx512(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
        ? &table : NULL;
}
#else
const refigure_kernels *refigure_kernels_avx512(void) { return NULL; }
#endif
