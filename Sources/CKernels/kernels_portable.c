#pragma STDC FP_CONTRACT OFF
#define LANES_PORTABLE
#include "kernel_set.h"

static const refigure_kernels table = KERNEL_TABLE("portable");

const refigure_kernels *refigure_kernels_portable(void) { return &table; }
