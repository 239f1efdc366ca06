// Batch normalisation of feature maps, over samples and positions. Contracts stand in include/kernels.h.

static void normalise_maps(
    const refigure_normalisation *n, const refigure_maps *in, const refigure_maps *out, float *means, float *inverses, size_t count,
    size_t lanes, refigure_activation activation, size_t first, size_t end
) {
    size_t positions = in->rows * in->columns;
    float total = (float)(count * positions), share = 1.0f / total;
    for (size_t c = first; c < end; c++) {
        lane8 sum[4], squares[4];
        for (int v = 0; v < 4; v++) sum[v] = squares[v] = lane_all(0.0f);
        for (size_t p = 0; p < panel_count(lanes); p++) {
            const float *x = map_at(in, p, c, 0, 0);
            size_t vectors = panel_vectors(lanes, p), sample = p * panel_samples;
            if (sample + panel_samples <= count) {
                for (size_t i = 0; i < positions; i++, x += panel_samples) {
                    UNROLL for (size_t v = 0; v < 4; v++) sum[v] = lane_add(sum[v], lane_load(x + 8 * v));
                }
                continue;
            }
            for (size_t i = 0; i < positions; i++, x += panel_samples) {
                for (size_t v = 0; v < vectors; v++) {
                    sum[v] = lane_add(sum[v], lane_present(lane_load(x + 8 * v), sample + 8 * v, count));
                }
            }
        }
        float mean = map_tree(sum[0], sum[1], sum[2], sum[3]) * share;
        lane8 middle = lane_all(mean);
        for (size_t p = 0; p < panel_count(lanes); p++) {
            const float *x = map_at(in, p, c, 0, 0);
            size_t vectors = panel_vectors(lanes, p), sample = p * panel_samples;
            if (sample + panel_samples <= count) {
                for (size_t i = 0; i < positions; i++, x += panel_samples) {
                    UNROLL for (size_t v = 0; v < 4; v++) {
                        lane8 d = lane_sub(lane_load(x + 8 * v), middle);
                        squares[v] = lane_fma(d, d, squares[v]);
                    }
                }
                continue;
            }
            for (size_t i = 0; i < positions; i++, x += panel_samples) {
                for (size_t v = 0; v < vectors; v++) {
                    lane8 d = lane_present(lane_sub(lane_load(x + 8 * v), middle), sample + 8 * v, count);
                    squares[v] = lane_fma(d, d, squares[v]);
                }
            }
        }
        float square = map_tree(squares[0], squares[1], squares[2], squares[3]), variance = square * share;
        float inverse = inverse_deviation(variance);
        means[c] = mean;
        inverses[c] = inverse;
        lane8 factor = lane_all(n->scale[c] * inverse), shift = lane_all(n->shift[c]);
        for (size_t p = 0; p < panel_count(lanes); p++) {
            const float *x = map_at(in, p, c, 0, 0);
            float *y = map_at(out, p, c, 0, 0);
            size_t vectors = panel_vectors(lanes, p);
            for (size_t i = 0; i < positions * panel_samples; i += panel_samples) {
                for (size_t v = i; v < i + 8 * vectors; v += 8) {
                    lane8 value = lane_fma(factor, lane_sub(lane_load(x + v), middle), shift);
                    lane_store(y + v, activation == refigure_relu ? lane_max(value, lane_all(0.0f)) : value);
                }
            }
        }
        float unbiased = count * positions > 1 ? square / (total - 1.0f) : variance;
        n->mean[c] += refigure_normalisation_momentum * (mean - n->mean[c]);
        n->variance[c] += refigure_normalisation_momentum * (unbiased - n->variance[c]);
    }
}

static void normalise_maps_delta(
    const refigure_normalisation *n, const refigure_maps *in, const refigure_maps *delta, const float *means, const float *inverses,
    float *scale_gradient, float *shift_gradient, size_t count, size_t lanes, size_t first, size_t end
) {
    size_t positions = in->rows * in->columns;
    float share = 1.0f / (float)(count * positions);
    for (size_t c = first; c < end; c++) {
        lane8 sum[4], product[4], middle = lane_all(means[c]);
        for (int v = 0; v < 4; v++) sum[v] = product[v] = lane_all(0.0f);
        for (size_t p = 0; p < panel_count(lanes); p++) {
            const float *x = map_at(in, p, c, 0, 0), *d = map_at(delta, p, c, 0, 0);
            size_t vectors = panel_vectors(lanes, p);
            for (size_t i = 0; i < positions; i++, x += panel_samples, d += panel_samples) {
                for (size_t v = 0; v < vectors; v++) {
                    lane8 here = lane_load(d + 8 * v);
                    sum[v] = lane_add(sum[v], here);
                    product[v] = lane_fma(here, lane_sub(lane_load(x + 8 * v), middle), product[v]);
                }
            }
        }
        float inverse = inverses[c];
        float shift = map_tree(sum[0], sum[1], sum[2], sum[3]);
        float scale = map_tree(product[0], product[1], product[2], product[3]) * inverse;
        shift_gradient[c] = shift;
        scale_gradient[c] = scale;
        // factor (d - shift / n - hat scale / n), with hat = (x - mean) inverse
        lane8 factor = lane_all(n->scale[c] * inverse), mean = lane_all(shift * share), slope = lane_all(-(scale * share * inverse));
        for (size_t p = 0; p < panel_count(lanes); p++) {
            const float *x = map_at(in, p, c, 0, 0);
            float *d = map_at(delta, p, c, 0, 0);
            size_t vectors = panel_vectors(lanes, p), sample = p * panel_samples;
            int isWhole = sample + 8 * vectors <= count;
            for (size_t i = 0; i < positions; i++, x += panel_samples, d += panel_samples) {
                for (size_t v = 0; v < vectors; v++) {
                    lane8 below = lane_sub(lane_load(d + 8 * v), mean);
                    below = lane_mul(factor, lane_fma(slope, lane_sub(lane_load(x + 8 * v), middle), below));
                    lane_store(d + 8 * v, isWhole ? below : lane_present(below, sample + 8 * v, count));
                }
            }
        }
    }
}

static void normalise_maps_reading(
    const refigure_normalisation *n, const refigure_maps *in, const refigure_maps *out, size_t lanes, refigure_activation activation,
    size_t first, size_t end
) {
    size_t size = in->rows * in->columns * panel_samples;
    for (size_t c = first; c < end; c++) {
        lane8 factor = lane_all(n->scale[c] * inverse_deviation(n->variance[c])), middle = lane_all(n->mean[c]);
        lane8 shift = lane_all(n->shift[c]);
        for (size_t p = 0; p < panel_count(lanes); p++) {
            const float *x = map_at(in, p, c, 0, 0);
            float *y = map_at(out, p, c, 0, 0);
            for (size_t i = 0; i < size; i += panel_samples) {
                for (size_t v = i; v < i + 8 * panel_vectors(lanes, p); v += 8) {
                    lane8 value = lane_fma(factor, lane_sub(lane_load(x + v), middle), shift);
                    lane_store(y + v, activation == refigure_relu ? lane_max(value, lane_all(0.0f)) : value);
                }
            }
        }
    }
}
