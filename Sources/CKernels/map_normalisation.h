// Batch normalisation of feature maps, over samples and positions. Contracts stand in include/kernels.h.

// A panel's sums in the making: chains of eight lanes, four vectors of them.
typedef struct {
    wide at[panel_wides];
} panel_sums;

INLINE panel_sums panel_zeros(void) {
    panel_sums sums;
    UNROLL for (int v = 0; v < panel_wides; v++) sums.at[v] = wide_all(0.0f);
    return sums;
}

INLINE float panel_tree(const panel_sums *sums) {
    return map_tree(wide_eight(sums->at, 0), wide_eight(sums->at, 1), wide_eight(sums->at, 2), wide_eight(sums->at, 3));
}

// Adds what a panel that is not whole has to sums of values less `middle`, or of their squares.
INLINE void add_part(panel_sums *sums, const float *x, size_t positions, size_t here, float middle, const int squares) {
    float chains[panel_samples];
    UNROLL for (int v = 0; v < panel_wides; v++) wide_store(chains + wide_floats * v, sums->at[v], wide_part_of(wide_floats));
    for (size_t i = 0; i < positions; i++, x += panel_samples) {
        for (size_t v = 0; v < here; v += 8) {
            lane8 chain = lane_load(chains + v), value = lane_load(x + v);
            lane8 d = lane_present(squares ? lane_sub(value, lane_all(middle)) : value, v, here);
            lane_store(chains + v, squares ? lane_fma(d, d, chain) : lane_add(chain, d));
        }
    }
    UNROLL for (int v = 0; v < panel_wides; v++) sums->at[v] = wide_load(chains + wide_floats * v, wide_part_of(wide_floats));
}

// Values scaled and shifted, and relu behind them where it is the activation.
INLINE void normalise_panel(
    const float *x, float *y, size_t positions, size_t vectors, wide factor, wide middle, wide shift, refigure_activation activation
) {
    for (size_t i = 0; i < positions * panel_samples; i += panel_samples) {
        for (size_t v = 0; v < 8 * vectors; v += wide_floats) {
            wide_part part = wide_part_of(8 * vectors - v);
            wide value = wide_fma(factor, wide_sub(wide_load(x + i + v, part), middle), shift);
            wide_store(y + i + v, activation == refigure_relu ? wide_max(value, wide_all(0.0f)) : value, part);
        }
    }
}

static void normalise_maps(
    const refigure_normalisation *n, const refigure_maps *in, const refigure_maps *out, float *means, float *inverses, size_t count,
    size_t lanes, refigure_activation activation, size_t first, size_t end
) {
    size_t positions = in->rows * in->columns, whole = count / panel_samples, rest = count % panel_samples;
    float total = (float)(count * positions), share = 1.0f / total;
    wide_part all = wide_part_of(wide_floats);
    for (size_t c = first; c < end; c++) {
        panel_sums sums = panel_zeros(), squares = panel_zeros();
        for (size_t p = 0; p < whole; p++) {
            const float *x = map_at(in, p, c, 0, 0);
            for (size_t i = 0; i < positions; i++, x += panel_samples) {
                UNROLL for (int v = 0; v < panel_wides; v++) sums.at[v] = wide_add(sums.at[v], wide_load(x + wide_floats * v, all));
            }
        }
        if (rest) add_part(&sums, map_at(in, whole, c, 0, 0), positions, rest, 0.0f, 0);
        float mean = panel_tree(&sums) * share;
        wide middle = wide_all(mean);
        for (size_t p = 0; p < whole; p++) {
            const float *x = map_at(in, p, c, 0, 0);
            for (size_t i = 0; i < positions; i++, x += panel_samples) {
                UNROLL for (int v = 0; v < panel_wides; v++) {
                    wide d = wide_sub(wide_load(x + wide_floats * v, all), middle);
                    squares.at[v] = wide_fma(d, d, squares.at[v]);
                }
            }
        }
        if (rest) add_part(&squares, map_at(in, whole, c, 0, 0), positions, rest, mean, 1);
        float square = panel_tree(&squares), variance = square * share;
        float inverse = inverse_deviation(variance);
        means[c] = mean;
        inverses[c] = inverse;
        wide factor = wide_all(n->scale[c] * inverse), shift = wide_all(n->shift[c]);
        for (size_t p = 0; p < panel_count(lanes); p++) {
            normalise_panel(
                map_at(in, p, c, 0, 0), map_at(out, p, c, 0, 0), positions, panel_vectors(lanes, p), factor, middle, shift, activation);
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
        panel_sums sums = panel_zeros(), products = panel_zeros();
        wide middle = wide_all(means[c]);
        for (size_t p = 0; p < panel_count(lanes); p++) {
            const float *x = map_at(in, p, c, 0, 0), *d = map_at(delta, p, c, 0, 0);
            size_t vectors = panel_vectors(lanes, p);
            for (size_t i = 0; i < positions; i++, x += panel_samples, d += panel_samples) {
                UNROLL for (int v = 0; v < panel_wides; v++) {
                    if (wide_floats * (size_t)v >= 8 * vectors) continue;
                    wide_part part = wide_part_of(8 * vectors - wide_floats * (size_t)v);
                    wide here = wide_load(d + wide_floats * v, part);
                    sums.at[v] = wide_add(sums.at[v], here);
                    products.at[v] = wide_fma(here, wide_sub(wide_load(x + wide_floats * v, part), middle), products.at[v]);
                }
            }
        }
        float inverse = inverses[c], shift = panel_tree(&sums), scale = panel_tree(&products) * inverse;
        shift_gradient[c] = shift;
        scale_gradient[c] = scale;
        // factor (d - shift / n - hat scale / n), with hat = (x - mean) inverse
        wide factor = wide_all(n->scale[c] * inverse), mean = wide_all(shift * share), slope = wide_all(-(scale * share * inverse));
        for (size_t p = 0; p < panel_count(lanes); p++) {
            const float *x = map_at(in, p, c, 0, 0);
            float *d = map_at(delta, p, c, 0, 0);
            size_t vectors = panel_vectors(lanes, p);
            for (size_t i = 0; i < positions * panel_samples; i += panel_samples) {
                for (size_t v = 0; v < 8 * vectors; v += wide_floats) {
                    wide_part part = wide_part_of(8 * vectors - v);
                    wide below = wide_sub(wide_load(d + i + v, part), mean);
                    below = wide_mul(factor, wide_fma(slope, wide_sub(wide_load(x + i + v, part), middle), below));
                    wide_store(d + i + v, below, part);
                }
            }
            // The padding's deltas are nothing.
            for (size_t s = count - p * panel_samples; s < 8 * vectors; s++) {
                for (size_t i = 0; i < positions; i++) d[i * panel_samples + s] = 0.0f;
            }
        }
    }
}

static void normalise_maps_reading(
    const refigure_normalisation *n, const refigure_maps *in, const refigure_maps *out, size_t lanes, refigure_activation activation,
    size_t first, size_t end
) {
    for (size_t c = first; c < end; c++) {
        wide factor = wide_all(n->scale[c] * inverse_deviation(n->variance[c])), middle = wide_all(n->mean[c]);
        wide shift = wide_all(n->shift[c]);
        for (size_t p = 0; p < panel_count(lanes); p++) {
            normalise_panel(
                map_at(in, p, c, 0, 0), map_at(out, p, c, 0, 0), in->rows * in->columns, panel_vectors(lanes, p), factor, middle, shift,
                activation);
        }
    }
}
