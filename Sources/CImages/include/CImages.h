#pragma once
#include <stddef.h>
#include <stdint.h>

// An image of red, green and blue, one byte each, row by row from above.
typedef struct {
    unsigned char *pixels; // null where there are none; else to be freed
    size_t columns, rows;
    char problem[200]; // what is wrong with the file, where its reader answers 0
} refigure_image;

// Both readers answer 1 and set the pixels, which the caller frees with refigure_free_image, or answer 0 and say what is wrong. They read
// no byte beyond the count, write nothing, and never end the process. `most`: the pixels that an image may have.

// A JPEG file, by libjpeg(-turbo): grey, YCbCr, RGB, CMYK or YCCK. Its transform is the exact integer one, whose vector forms have the
// same bits; smoothing between blocks is off.
int refigure_read_jpeg(const unsigned char *bytes, size_t count, uint64_t most, refigure_image *image);

// A PNG file, by libpng: palettes are looked up, 1, 2, 4 and 16 bits made 8, grey made red, green and blue, transparency dropped.
int refigure_read_png(const unsigned char *bytes, size_t count, uint64_t most, refigure_image *image);

void refigure_free_image(refigure_image *image);
