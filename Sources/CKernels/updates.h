// Gradients' sums over a batch and the optimisers' steps with them. Contracts stand in include/kernels.h.

// The sums over the batch of p[s] in[j .. j + 3][s] and of q[s] with the same, as { p's four | q's four }, of `fours` fours of columns.
INLINE void outer_sums_of(const int fours, const float *p, const float *q, const float *in, size_t pitch, lane8 *out) {
    twin sum[8];
    UNROLL for (int j = 0; j < 4 * fours; j++) sum[j] = twin_zero();
    for (size_t s = 0; s < pitch; s += 8) {
        twin x[8];
        UNROLL for (int j = 0; j < 4 * fours; j++) x[j] = twin_both(in + (size_t)j * pitch + s);
        twin_fma(4 * fours, sum, x, p + s, q + s);
    }
    UNROLL for (int f = 0; f < fours; f++) out[f] = twin_half_sums(sum + 4 * f);
}

// The same of eight columns where the registers hold their sums and there are so many left, else of four. Returns how many.
INLINE size_t outer_sums(const float *p, const float *q, const float *in, size_t pitch, size_t left, lane8 out[2]) {
    if (wide_floats == 16 && left >= 8) {
        outer_sums_of(2, p, q, in, pitch, out);
        return 8;
    }
    outer_sums_of(1, p, q, in, pitch, out);
    return 4;
}

// The sums over the batch of d[s] in[j .. j + 3][s] and of d[s] next[j .. j + 3][s].
INLINE lane8 row_outer_sums(const float *d, const float *in, const float *next, size_t pitch) {
    twin sum[4];
    UNROLL for (int j = 0; j < 4; j++) sum[j] = twin_zero();
    for (size_t s = 0; s < pitch; s += 8) {
        twin both = twin_both(d + s);
        UNROLL for (int j = 0; j < 4; j++) twin_fma(1, sum + j, &both, in + (size_t)j * pitch + s, next + (size_t)j * pitch + s);
    }
    return twin_half_sums(sum);
}

// The sum over the batch of up to eight rows of deltas; missing ones repeat the first.
INLINE lane8 row_sums(const float *const rows[8], size_t pitch) {
    lane8 sum[8];
    UNROLL for (int r = 0; r < 8; r++) sum[r] = lane_all(0.0f);
    for (size_t s = 0; s < pitch; s += 8) {
        UNROLL for (int r = 0; r < 8; r++) sum[r] = lane_add(sum[r], lane_load(rows[r] + s));
    }
    return lane_sums(sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], sum[6], sum[7]);
}

// Which memory a rule has.
INLINE int keeps_velocity(refigure_rule rule) {
    return rule == refigure_momentum || rule == refigure_rmsprop_momentum || rule == refigure_adam;
}

INLINE int keeps_squares(refigure_rule rule) {
    return rule == refigure_rmsprop || rule == refigure_rmsprop_momentum || rule == refigure_adam;
}

// Eight parameters' step; `velocity` and `squares` are read and written only by the rules that have them.
INLINE lane8 stepped(
    lane8 w, lane8 g, lane8 *velocity, lane8 *squares, const refigure_optimiser *o, refigure_rule rule
) {
    if (o->l2 != 0.0f) g = lane_fma(lane_all(o->l2), w, g);
    if (rule == refigure_adam) {
        *velocity = lane_fma(lane_all(o->momentum_remainder), g, lane_mul(lane_all(o->momentum), *velocity));
        *squares = lane_fma(lane_all(o->remainder), lane_mul(g, g), lane_mul(lane_all(o->decay), *squares));
        g = lane_div(*velocity, lane_fma(lane_all(o->root), lane_sqrt(*squares), lane_all(o->epsilon)));
    }
    if (rule == refigure_rmsprop || rule == refigure_rmsprop_momentum) {
        *squares = lane_fma(lane_all(o->remainder), lane_mul(g, g), lane_mul(lane_all(o->decay), *squares));
        g = lane_div(g, lane_add(lane_sqrt(*squares), lane_all(o->epsilon)));
    }
    if (rule == refigure_momentum || rule == refigure_rmsprop_momentum) {
        *velocity = lane_fma(lane_all(o->momentum), *velocity, g);
        g = *velocity;
    }
    return lane_fma(lane_all(-o->rate), g, w);
}

// Steps the parameters at two places of four each.
INLINE void step_halves(
    const refigure_layer *layer, size_t p, size_t q, lane8 g, const refigure_optimiser *o, refigure_rule rule
) {
    int moves = keeps_velocity(rule);
    int scales = keeps_squares(rule);
    lane8 w = lane_load_halves(layer->parameters + p, layer->parameters + q);
    lane8 velocity = w, squares = w;
    if (moves) velocity = lane_load_halves(layer->velocity + p, layer->velocity + q);
    if (scales) squares = lane_load_halves(layer->squares + p, layer->squares + q);
    w = stepped(w, g, &velocity, &squares, o, rule);
    lane_store_halves(layer->parameters + p, layer->parameters + q, w);
    if (moves) lane_store_halves(layer->velocity + p, layer->velocity + q, velocity);
    if (scales) lane_store_halves(layer->squares + p, layer->squares + q, squares);
}

// A cache line of parameters and of the memory that goes with them.
INLINE void prefetch_row(const refigure_layer *layer, size_t at, refigure_rule rule) {
    __builtin_prefetch(layer->parameters + at, 1);
    __builtin_prefetch(layer->squares + at, 1);
    if (keeps_velocity(rule)) __builtin_prefetch(layer->velocity + at, 1);
}

// Steps the parameters of one row from `at` on, `count` of them (a multiple of 4), with stored sums.
INLINE void step_row(
    const refigure_layer *layer, size_t at, const float *sums, size_t count, const refigure_optimiser *o, refigure_rule rule
) {
    size_t j = 0;
    for (; j + 8 <= count; j += 8) {
        lane8 velocity = lane_all(0.0f), squares = lane_load(layer->squares + at + j);
        if (keeps_velocity(rule)) velocity = lane_load(layer->velocity + at + j);
        lane8 w = stepped(lane_load(layer->parameters + at + j), lane_load(sums + j), &velocity, &squares, o, rule);
        lane_store(layer->parameters + at + j, w);
        lane_store(layer->squares + at + j, squares);
        if (keeps_velocity(rule)) lane_store(layer->velocity + at + j, velocity);
    }
    // Both halves hold the same four parameters and store the same values.
    if (j < count) step_halves(layer, at + j, at + j, lane_load_halves(sums + j, sums + j), o, rule);
}

INLINE void step_biases(
    const refigure_layer *layer, const uint32_t *rows, size_t count, lane8 g, const refigure_optimiser *o, refigure_rule rule
) {
    int moves = keeps_velocity(rule);
    int scales = keeps_squares(rule);
    size_t base = layer->outputs * layer->stride;
    float w[8] = { 0 }, velocity[8] = { 0 }, squares[8] = { 0 };
    for (size_t r = 0; r < count; r++) {
        w[r] = layer->parameters[base + rows[r]];
        if (moves) velocity[r] = layer->velocity[base + rows[r]];
        if (scales) squares[r] = layer->squares[base + rows[r]];
    }
    lane8 moved = lane_load(velocity), scaled = lane_load(squares);
    lane_store(w, stepped(lane_load(w), g, &moved, &scaled, o, rule));
    lane_store(velocity, moved);
    lane_store(squares, scaled);
    for (size_t r = 0; r < count; r++) {
        layer->parameters[base + rows[r]] = w[r];
        if (moves) layer->velocity[base + rows[r]] = velocity[r];
        if (scales) layer->squares[base + rows[r]] = squares[r];
    }
}

INLINE void update_with(
    const refigure_layer *layer, const refigure_optimiser *o, const float *delta, const float *in, size_t lanes,
    const uint32_t *rows, size_t row_count, refigure_rule rule
) {
    size_t pitch = 8 * lanes, stride = layer->stride;
    size_t count = rows ? row_count : layer->outputs;
    // Columns are taken in blocks whose inputs stay in the first-level cache while the rows pass by.
    size_t step = stride * pitch > undivided ? (undivided / pitch / 8 + 1) * 8 : stride;
    int scales = keeps_squares(rule);
    enum { sums_room = undivided / 8 + 8 };
    for (size_t first = 0; first < stride; first += step) {
        size_t end = stride - first < step ? stride : first + step;
        size_t r = 0;
        for (; r + 2 <= count; r += 2) {
            size_t p = rows ? rows[r] : r, q = rows ? rows[r + 1] : r + 1;
            if (scales) {
                // A square root and a quotient are long in coming; apart from the products, many are under way at once.
                float sums[2][sums_room];
                for (size_t j = first, n; j < end; j += n) {
                    if ((j & 15) == 0) {
                        prefetch_row(layer, p * stride + j, rule);
                        prefetch_row(layer, q * stride + j, rule);
                    }
                    lane8 g[2];
                    n = outer_sums(delta + p * pitch, delta + q * pitch, in + j * pitch, pitch, end - j, g);
                    for (size_t i = 0; i < n; i += 4) lane_store_halves(sums[0] + j + i - first, sums[1] + j + i - first, g[i / 4]);
                }
                step_row(layer, p * stride + first, sums[0], end - first, o, rule);
                step_row(layer, q * stride + first, sums[1], end - first, o, rule);
                continue;
            }
            for (size_t j = first, n; j < end; j += n) {
                lane8 g[2];
                n = outer_sums(delta + p * pitch, delta + q * pitch, in + j * pitch, pitch, end - j, g);
                for (size_t i = 0; i < n; i += 4) step_halves(layer, p * stride + j + i, q * stride + j + i, g[i / 4], o, rule);
            }
        }
        if (r < count) {
            size_t p = rows ? rows[r] : r;
            const float *d = delta + p * pitch;
            size_t j = first;
            for (; j + 8 <= end; j += 8) {
                lane8 g = row_outer_sums(d, in + j * pitch, in + (j + 4) * pitch, pitch);
                step_halves(layer, p * stride + j, p * stride + j + 4, g, o, rule);
            }
            if (j < end) {
                // Both halves hold the same four parameters and store the same values.
                lane8 g;
                outer_sums_of(1, d, d, in + j * pitch, pitch, &g);
                step_halves(layer, p * stride + j, p * stride + j, g, o, rule);
            }
        }
    }
    for (size_t r = 0; r < count; r += 8) {
        uint32_t places[8];
        const float *sources[8];
        size_t here = count - r < 8 ? count - r : 8;
        for (size_t b = 0; b < 8; b++) {
            size_t at = r + (b < here ? b : 0);
            places[b] = rows ? rows[at] : (uint32_t)at;
            sources[b] = delta + places[b] * pitch;
        }
        step_biases(layer, places, here, row_sums(sources, pitch), o, rule);
    }
}

static void update(
    const refigure_layer *layer, const refigure_optimiser *optimiser, const float *delta, const float *in, size_t lanes,
    const uint32_t *rows, size_t row_count
) {
    switch (optimiser->rule) {
    case refigure_momentum: update_with(layer, optimiser, delta, in, lanes, rows, row_count, refigure_momentum); break;
    case refigure_rmsprop: update_with(layer, optimiser, delta, in, lanes, rows, row_count, refigure_rmsprop); break;
    case refigure_rmsprop_momentum:
        update_with(layer, optimiser, delta, in, lanes, rows, row_count, refigure_rmsprop_momentum);
        break;
    case refigure_adam: update_with(layer, optimiser, delta, in, lanes, rows, row_count, refigure_adam); break;
    default: update_with(layer, optimiser, delta, in, lanes, rows, row_count, refigure_sgd); break;
    }
}

static void gradient(const refigure_layer *layer, const float *delta, const float *in, float *out, size_t lanes) {
    size_t pitch = 8 * lanes, stride = layer->stride, count = layer->outputs;
    // Columns in blocks, as `update` takes them.
    size_t step = stride * pitch > undivided ? (undivided / pitch / 8 + 1) * 8 : stride;
    for (size_t first = 0; first < stride; first += step) {
        size_t end = stride - first < step ? stride : first + step;
        for (size_t p = 0; p < count; p += 2) {
            // An odd last row is taken twice and stores the same values.
            size_t q = p + 1 < count ? p + 1 : p;
            for (size_t j = first; j < end; j += 4) {
                lane8 g;
                outer_sums_of(1, delta + p * pitch, delta + q * pitch, in + j * pitch, pitch, &g);
                float sums[8];
                lane_store(sums, g);
                for (size_t c = 0; c < 4 && j + c < layer->inputs; c++) {
                    out[p * stride + j + c] = sums[c];
                    out[q * stride + j + c] = sums[4 + c];
                }
            }
        }
    }
    for (size_t r = 0; r < count; r += 8) {
        const float *sources[8];
        size_t here = count - r < 8 ? count - r : 8;
        for (size_t b = 0; b < 8; b++) sources[b] = delta + (r + (b < here ? b : 0)) * pitch;
        float sums[8];
        lane_store(sums, row_sums(sources, pitch));
        for (size_t b = 0; b < here; b++) out[count * stride + r + b] = sums[b];
    }
}

static void step(const refigure_optimiser *optimiser, float *values, float *velocity, float *squares, const float *gradient, size_t count) {
    refigure_rule rule = optimiser->rule;
    for (size_t at = 0; at < count; at += 8) {
        lane8 moved = lane_all(0.0f), scaled = moved;
        int moves = keeps_velocity(rule);
        int scales = keeps_squares(rule);
        if (moves) moved = lane_load(velocity + at);
        if (scales) scaled = lane_load(squares + at);
        lane_store(values + at, stepped(lane_load(values + at), lane_load(gradient + at), &moved, &scaled, optimiser, rule));
        if (moves) lane_store(velocity + at, moved);
        if (scales) lane_store(squares + at, scaled);
    }
}
