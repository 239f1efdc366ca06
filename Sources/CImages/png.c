#include "CImages.h"
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const unsigned char *bytes;
    size_t left;
    refigure_image *image;
    png_bytep *lines;
} reader;

static void leave(png_structp png, png_const_charp words) {
    reader *self = png_get_error_ptr(png);
    snprintf(self->image->problem, sizeof self->image->problem, "%s", words);
    png_longjmp(png, 1);
}

static void remark(png_structp png, png_const_charp words) {
    (void)png;
    (void)words;
}

static void take(png_structp png, png_bytep target, size_t count) {
    reader *self = png_get_io_ptr(png);
    if (count > self->left) png_error(png, "is cut short");
    memcpy(target, self->bytes, count);
    self->bytes += count;
    self->left -= count;
}

int refigure_read_png(const unsigned char *bytes, size_t count, uint64_t most, refigure_image *image) {
    reader self = {bytes, count, image, NULL};
    memset(image, 0, sizeof *image);
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &self, leave, remark);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        snprintf(image->problem, sizeof image->problem, "has no room in memory");
        png_destroy_read_struct(&png, NULL, NULL);
        return 0;
    }
    // What changes from here on and is freed on the way out is in memory whose address others have.
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_read_struct(&png, &info, NULL);
        free(self.lines);
        refigure_free_image(image);
        return 0;
    }
    png_set_read_fn(png, &self, take);
    png_set_chunk_malloc_max(png, 1 << 22);
    png_set_chunk_cache_max(png, 100);
    png_read_info(png, info);
    size_t columns = png_get_image_width(png, info), rows = png_get_image_height(png, info);
    if ((uint64_t)columns * rows > most) {
        char words[150];
        snprintf(
            words, sizeof words, "has %zu x %zu pixels, more than the %llu that are read", columns, rows, (unsigned long long)most);
        png_error(png, words);
    }
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_strip_alpha(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (png_get_rowbytes(png, info) != 3 * columns) png_error(png, "is of a kind that does not become red, green and blue");
    image->columns = columns;
    image->rows = rows;
    image->pixels = malloc(3 * columns * rows);
    self.lines = malloc(rows * sizeof *self.lines);
    if (!image->pixels || !self.lines) png_error(png, "has no room in memory");
    for (size_t row = 0; row < rows; row++) self.lines[row] = image->pixels + 3 * columns * row;
    png_read_image(png, self.lines);
    png_read_end(png, NULL);
    png_destroy_read_struct(&png, &info, NULL);
    free(self.lines);
    return 1;
}
