#include "CImages.h"
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// In this order: libjpeg's header uses what the ones above declare.
#include <jpeglib.h>
#include <jerror.h>

// Passes over an image's data that a decoder may take for it to be whole: as many as real files have at most, and more.
enum { most_scans = 200 };

typedef struct {
    struct jpeg_error_mgr errors; // first, so that a pointer to it is one to all of this
    struct jpeg_progress_mgr progress;
    jmp_buf out;
    refigure_image *image;
    unsigned char *row; // of four channels, where a file has such
} reader;

static void leave(j_common_ptr info) {
    reader *self = (reader *)info->err;
    char words[JMSG_LENGTH_MAX];
    info->err->format_message(info, words);
    snprintf(self->image->problem, sizeof self->image->problem, "%s", words);
    longjmp(self->out, 1);
}

// Damage is an error, though the library would go on with grey; bytes between markers are not.
static void remark(j_common_ptr info, int level) {
    if (level < 0 && info->err->msg_code != JWRN_EXTRANEOUS_DATA) leave(info);
}

static void be_silent(j_common_ptr info) { (void)info; }

static void watch(j_common_ptr info) {
    if (info->is_decompressor && ((j_decompress_ptr)info)->input_scan_number > most_scans) {
        reader *self = (reader *)info->err;
        snprintf(self->image->problem, sizeof self->image->problem, "has more than %d scans", (int)most_scans);
        longjmp(self->out, 1);
    }
}

// a * b / 255, rounded.
static unsigned product(unsigned a, unsigned b) {
    unsigned sum = a * b + 128;
    return ((sum >> 8) + sum) >> 8;
}

int refigure_read_jpeg(const unsigned char *bytes, size_t count, uint64_t most, refigure_image *image) {
    struct jpeg_decompress_struct info;
    reader self;
    memset(image, 0, sizeof *image);
    memset(&info, 0, sizeof info);
    memset(&self, 0, sizeof self);
    self.image = image;
    info.err = jpeg_std_error(&self.errors);
    self.errors.error_exit = leave;
    self.errors.emit_message = remark;
    self.errors.output_message = be_silent;
    // What changes from here on is not in this function's own variables, so that the way out finds it.
    if (setjmp(self.out)) {
        jpeg_destroy_decompress(&info);
        free(self.row);
        refigure_free_image(image);
        return 0;
    }
    jpeg_create_decompress(&info);
    self.progress.progress_monitor = watch;
    info.progress = &self.progress;
    jpeg_mem_src(&info, (unsigned char *)bytes, count);
    jpeg_read_header(&info, TRUE);
    if ((uint64_t)info.image_width * info.image_height > most) {
        snprintf(
            image->problem, sizeof image->problem, "has %u x %u pixels, more than the %llu that are read", info.image_width,
            info.image_height, (unsigned long long)most);
        longjmp(self.out, 1);
    }
    int is_ink = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    info.out_color_space =
        is_ink ? JCS_CMYK : info.jpeg_color_space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
    info.dct_method = JDCT_ISLOW;
    info.do_fancy_upsampling = TRUE;
    info.do_block_smoothing = FALSE;
    jpeg_start_decompress(&info);
    size_t columns = info.output_width, channels = (size_t)info.output_components;
    image->columns = columns;
    image->rows = info.output_height;
    image->pixels = malloc(columns * image->rows * 3);
    self.row = malloc(columns * (channels < 4 ? 4 : channels));
    if (!image->pixels || !self.row) {
        snprintf(image->problem, sizeof image->problem, "has no room in memory");
        longjmp(self.out, 1);
    }
    while (info.output_scanline < info.output_height) {
        unsigned char *target = image->pixels + (size_t)info.output_scanline * columns * 3;
        JSAMPROW row = info.out_color_space == JCS_RGB ? target : self.row;
        jpeg_read_scanlines(&info, &row, 1);
        for (size_t x = 0; x < columns && info.out_color_space != JCS_RGB; x++) {
            if (!is_ink) {
                memset(target + 3 * x, row[x], 3);
                continue;
            }
            // Adobe's files have the inks inverted.
            unsigned invert = info.saw_Adobe_marker ? 255 : 0;
            unsigned white = 255 - (row[4 * x + 3] ^ invert);
            for (int c = 0; c < 3; c++) target[3 * x + c] = (unsigned char)(white - product(row[4 * x + c] ^ invert, white));
        }
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    free(self.row);
    return 1;
}

void refigure_free_image(refigure_image *image) {
    free(image->pixels);
    image->pixels = NULL;
}
