#pragma STDC FP_CONTRACT OFF
#include "include/kernels.h"

#if defined(__aarch64__)
#define LANES_NEON
#include "kernel_set.h"

static const refigure_kernels table = KERNEL_TABLE("neon");

const refigure_kernels *refigure_kernels_neon(void) { return &table; }
#else
const refigure_kernels *refigure_kernels_neon(void) { return NULL; }
#endif
