// Pooling, sums of branches and flattening of feature maps. Contracts stand in include/kernels.h.

// The window of an output row or column: first ..< end of the input's.
typedef struct {
    size_t first;
    size_t end;
} window;

INLINE window window_of(size_t at, size_t size, size_t step, size_t padding, size_t limit) {
    size_t first = at * step < padding ? 0 : at * step - padding;
    size_t end = at * step + size < padding ? 0 : at * step + size - padding;
    return (window){ first, end < limit ? end : limit };
}

// Each window's largest value, or its sum over its size.
INLINE void pool(
    const int takesLargest, const refigure_pooling *p, const refigure_maps *in, const refigure_maps *out, size_t lanes, size_t first,
    size_t end
) {
    lane8 share = lane_all(1.0f / (float)(p->rows * p->columns));
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t c = first; c < end; c++) {
            for (size_t y = 0; y < out->rows; y++) {
                window rows = window_of(y, p->rows, p->step, p->padding, in->rows);
                for (size_t x = 0; x < out->columns; x++) {
                    window columns = window_of(x, p->columns, p->step, p->padding, in->columns);
                    float *target = map_at(out, panel, c, y, x);
                    for (size_t v = 0; v < 8 * vectors; v += 8) {
                        lane8 made = takesLargest ? lane_load(map_at(in, panel, c, rows.first, columns.first) + v) : lane_all(0.0f);
                        for (size_t a = rows.first; a < rows.end; a++) {
                            for (size_t b = columns.first; b < columns.end; b++) {
                                lane8 value = lane_load(map_at(in, panel, c, a, b) + v);
                                made = takesLargest ? lane_max(made, value) : lane_add(made, value);
                            }
                        }
                        lane_store(target + v, takesLargest ? made : lane_mul(made, share));
                    }
                }
            }
        }
    }
}

static void max_pool(const refigure_pooling *p, const refigure_maps *in, const refigure_maps *out, size_t lanes, size_t first, size_t end) {
    pool(1, p, in, out, lanes, first, end);
}

static void average_pool(const refigure_pooling *p, const refigure_maps *in, const refigure_maps *out, size_t lanes, size_t first, size_t end) {
    pool(0, p, in, out, lanes, first, end);
}

// Sets a channel's values in one panel to 0.
INLINE void clear_map(const refigure_maps *m, size_t panel, size_t channel, size_t vectors) {
    float *place = map_at(m, panel, channel, 0, 0);
    for (size_t i = 0; i < m->rows * m->columns; i++, place += panel_samples) {
        for (size_t v = 0; v < 8 * vectors; v += 8) lane_store(place + v, lane_all(0.0f));
    }
}

// A channel of one panel under windows of 2 x 2 that lie side by side and cover it, with nothing to add to.
INLINE void max_pool_back_pairs(
    const refigure_activation activation, const refigure_maps *delta, const refigure_maps *in, const refigure_maps *out,
    const refigure_maps *values, const refigure_maps *below, size_t panel, size_t c, size_t vectors
) {
    lane8 zero = lane_all(0.0f);
    size_t row = in->columns * panel_samples;
    for (size_t y = 0; y < out->rows; y++) {
        const float *largest = map_at(out, panel, c, y, 0), *d = map_at(delta, panel, c, y, 0);
        const float *value = map_at(in, panel, c, 2 * y, 0), *slope = map_at(values, panel, c, 2 * y, 0);
        float *target = map_at(below, panel, c, 2 * y, 0);
        for (size_t x = 0; x < out->columns; x++) {
            for (size_t v = 0; v < 8 * vectors; v += 8) {
                lane8 m = lane_load(largest + x * panel_samples + v), left = lane_load(d + x * panel_samples + v);
                UNROLL for (size_t i = 0; i < 4; i++) {
                    size_t place = i / 2 * row + (2 * x + i % 2) * panel_samples + v;
                    lane8 here = lane_load(value + place), taken = lane_where_less(here, m, zero, left);
                    left = lane_where_less(here, m, left, zero);
                    lane_store(target + place, times_slope(taken, lane_load(slope + place), activation));
                }
            }
        }
    }
}

static void max_pool_back(
    const refigure_pooling *p, const refigure_maps *delta, const refigure_maps *in, const refigure_maps *out, const refigure_maps *values,
    const refigure_maps *below, size_t lanes, refigure_activation activation, size_t first, size_t end
) {
    int overlaps = p->rows > p->step || p->columns > p->step;
    int covers = !overlaps && p->rows == p->step && p->columns == p->step && p->padding == 0 && in->rows == out->rows * p->step
        && in->columns == out->columns * p->step;
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t c = first; c < end; c++) {
            if (!covers) clear_map(below, panel, c, vectors);
            if (covers && p->step == 2 && activation == refigure_relu) {
                max_pool_back_pairs(refigure_relu, delta, in, out, values, below, panel, c, vectors);
                continue;
            }
            if (covers && p->step == 2 && activation == refigure_identity) {
                max_pool_back_pairs(refigure_identity, delta, in, out, values, below, panel, c, vectors);
                continue;
            }
            for (size_t y = 0; y < out->rows; y++) {
                window rows = window_of(y, p->rows, p->step, p->padding, in->rows);
                for (size_t x = 0; x < out->columns; x++) {
                    window columns = window_of(x, p->columns, p->step, p->padding, in->columns);
                    const float *largest = map_at(out, panel, c, y, x), *d = map_at(delta, panel, c, y, x);
                    for (size_t v = 0; v < 8 * vectors; v += 8) {
                        lane8 m = lane_load(largest + v), left = lane_load(d + v), zero = lane_all(0.0f);
                        for (size_t a = rows.first; a < rows.end; a++) {
                            for (size_t b = columns.first; b < columns.end; b++) {
                                lane8 value = lane_load(map_at(in, panel, c, a, b) + v);
                                float *place = map_at(below, panel, c, a, b) + v;
                                // The first that is not below the largest takes it.
                                lane8 taken = lane_where_less(value, m, zero, left);
                                left = lane_where_less(value, m, left, zero);
                                if (activation != refigure_identity)
                                    taken = times_slope(taken, lane_load(map_at(values, panel, c, a, b) + v), activation);
                                lane_store(place, overlaps ? lane_add(lane_load(place), taken) : taken);
                            }
                        }
                    }
                }
            }
        }
    }
}

static void average_pool_back(
    const refigure_pooling *p, const refigure_maps *delta, const refigure_maps *values, const refigure_maps *below, size_t lanes,
    refigure_activation activation, size_t first, size_t end
) {
    lane8 share = lane_all(1.0f / (float)(p->rows * p->columns));
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t c = first; c < end; c++) {
            for (size_t row = 0; row < below->rows; row++) {
                for (size_t column = 0; column < below->columns; column++) {
                    // The windows that hold the position.
                    size_t y0 = row + p->padding < p->rows ? 0 : (row + p->padding - p->rows) / p->step + 1;
                    size_t x0 = column + p->padding < p->columns ? 0 : (column + p->padding - p->columns) / p->step + 1;
                    size_t y1 = (row + p->padding) / p->step, x1 = (column + p->padding) / p->step;
                    for (size_t v = 0; v < 8 * vectors; v += 8) {
                        lane8 sum = lane_all(0.0f);
                        for (size_t y = y0; y <= y1 && y < delta->rows; y++) {
                            for (size_t x = x0; x <= x1 && x < delta->columns; x++) {
                                sum = lane_add(sum, lane_load(map_at(delta, panel, c, y, x) + v));
                            }
                        }
                        lane8 value = lane_load(map_at(values, panel, c, row, column) + v);
                        lane_store(map_at(below, panel, c, row, column) + v, times_slope(lane_mul(sum, share), value, activation));
                    }
                }
            }
        }
    }
}

static void add_maps(
    const refigure_maps *one, const refigure_maps *other, const refigure_maps *out, size_t lanes, refigure_activation activation, size_t first,
    size_t end
) {
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t c = first; c < end; c++) {
            const float *a = map_at(one, panel, c, 0, 0), *b = map_at(other, panel, c, 0, 0);
            float *target = map_at(out, panel, c, 0, 0);
            for (size_t i = 0; i < out->rows * out->columns * panel_samples; i += panel_samples) {
                for (size_t v = i; v < i + 8 * vectors; v += 8) {
                    lane_store(target + v, activated(lane_add(lane_load(a + v), lane_load(b + v)), activation));
                }
            }
        }
    }
}

static void flatten_maps(const refigure_maps *in, float *out, size_t lanes, size_t first, size_t end) {
    size_t positions = in->rows * in->columns, pitch = 8 * lanes;
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t c = first; c < end; c++) {
            const float *x = map_at(in, panel, c, 0, 0);
            float *target = out + c * positions * pitch + panel * panel_samples;
            for (size_t i = 0; i < positions; i++, x += panel_samples, target += pitch) {
                for (size_t v = 0; v < 8 * vectors; v += 8) lane_store(target + v, lane_load(x + v));
            }
        }
    }
}

static void flatten_maps_back(
    const float *delta, const refigure_maps *values, const refigure_maps *below, size_t lanes, refigure_activation activation, size_t first,
    size_t end
) {
    size_t positions = below->rows * below->columns, pitch = 8 * lanes;
    for (size_t panel = 0; panel < panel_count(lanes); panel++) {
        size_t vectors = panel_vectors(lanes, panel);
        for (size_t c = first; c < end; c++) {
            const float *d = delta + c * positions * pitch + panel * panel_samples, *value = map_at(values, panel, c, 0, 0);
            float *target = map_at(below, panel, c, 0, 0);
            for (size_t i = 0; i < positions; i++, d += pitch, value += panel_samples, target += panel_samples) {
                for (size_t v = 0; v < 8 * vectors; v += 8) {
                    lane_store(target + v, times_slope(lane_load(d + v), lane_load(value + v), activation));
                }
            }
        }
    }
}
