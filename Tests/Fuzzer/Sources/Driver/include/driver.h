// The functions of libFuzzer (LLVM's fuzzer/FuzzerInterface.h) that the harness calls; scripts/fuzz links the library.
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*read)(const uint8_t *bytes, size_t count));
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t count, size_t room);
