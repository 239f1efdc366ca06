"""JAX, compiled: one call a step, the batch gathered inside."""

import jax
import jax.numpy as jnp
import numpy as np

version = jax.__version__


def set_threads(count):
    """The environment has set them, before JAX was loaded."""


def forward(parameters, x, activation, dropout=(), key=None):
    for index, (w, b) in enumerate(parameters):
        x = x @ w.T + b
        if index < len(parameters) - 1:
            x = jnp.tanh(x) if activation == "tanh" else jax.nn.relu(x)
            if dropout:
                kept = jax.random.bernoulli(jax.random.fold_in(key, index), 1 - dropout[index], x.shape)
                x = jnp.where(kept, x / (1 - dropout[index]), 0)
    return x


def mean_loss(logits, labels):
    return -jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], axis=1).mean()


# Arrays are arguments of what is compiled: the compiler would compute beforehand what depends on constants only.


def compiled_step(settings, features, labels, dropout):
    def update(p, g, v, b):
        g = g + settings["l2"] * p
        if "decay" in settings:
            v = settings["decay"] * v + (1 - settings["decay"]) * g * g
            g = g / (jnp.sqrt(v) + settings["epsilon"])
        if settings["momentum"]:
            b = settings["momentum"] * b + g
            g = b
        return p - settings["rate"] * g, v, b

    @jax.jit
    def compiled(state, features, labels, batch, number):
        parameters, squares, velocity = state
        key = jax.random.fold_in(jax.random.key(0), number)

        def loss(parameters):
            return mean_loss(forward(parameters, features[batch], settings["activation"], dropout, key), labels[batch])

        gradients = jax.grad(loss)(parameters)
        leaves, tree = jax.tree.flatten(parameters)
        others = [jax.tree.leaves(t) for t in (gradients, squares, velocity)]
        new = [update(*parts) for parts in zip(leaves, *others)]
        return tuple(tree.unflatten([n[i] for n in new]) for i in range(3))

    return lambda state, batch, number: compiled(state, features, labels, batch, number)


def step(inputs):
    settings = inputs.settings
    features, labels = jnp.asarray(inputs.array("features")), jnp.asarray(inputs.array("labels").astype(np.int32))

    def start():
        parameters = [(jnp.asarray(w), jnp.asarray(b)) for w, b in inputs.layers(settings["layers"])]
        return parameters, jax.tree.map(jnp.zeros_like, parameters), jax.tree.map(jnp.zeros_like, parameters)

    def run_steps(take, state, batches, count):
        for number, batch in zip(range(count), batches):
            state = take(state, batch.astype(np.int32), number)
        return jax.block_until_ready(state)

    plain = compiled_step(settings, features, labels, ())
    parameters = run_steps(plain, start(), inputs.batches(), settings["checked"])[0]
    loss = float(mean_loss(forward(parameters, features, settings["activation"]), labels))
    take = compiled_step(settings, features, labels, tuple(settings["dropout"]))
    batches, count = inputs.batches(), 50
    state = start()

    def run():
        nonlocal state
        state = run_steps(take, state, batches, count)

    return run, count, lambda _: {"loss": [loss]}


def ablation(by_rank_one):
    def make(inputs):
        x, labels = jnp.asarray(inputs.array("features")), jnp.asarray(inputs.array("labels").astype(np.int32))
        layers = [(jnp.asarray(w), jnp.asarray(b)) for w, b in inputs.layers(3)]
        units = len(layers[0][1])

        def accuracy(z, labels, w, b):
            return ((jax.nn.relu(z) @ w.T + b).argmax(axis=1) == labels).mean()

        @jax.jit
        def full(mask, x, labels, layers):
            (w1, b1), (w2, b2), last = layers
            return accuracy((jax.nn.relu(x @ w1.T + b1) * mask) @ w2.T + b2, labels, *last)

        @jax.jit
        def rank_one(x, labels, layers):
            (w1, b1), (w2, b2), last = layers
            h = jax.nn.relu(x @ w1.T + b1)
            z = h @ w2.T + b2

            def switch_off(z, columns):
                z = z - jnp.outer(*columns)
                return z, accuracy(z, labels, *last)

            return jnp.concatenate([accuracy(z, labels, *last)[None], jax.lax.scan(switch_off, z, (h.T, w2.T))[1]])

        def passes():
            masks = np.tri(units + 1, units, -1, dtype=np.float32)
            return np.array([full(1 - mask, x, labels, layers) for mask in masks])

        run = (lambda: np.asarray(rank_one(x, labels, layers))) if by_rank_one else passes
        return run, 1, lambda result: {"accuracies": result.tolist()}

    return make


works = {
    "step-12-10-7-5-4-3-2": {"": step},
    "step-784-20-20-20-10": {"": step},
    "step-784-100-100-10": {"": step},
    "step-784-512-512-10": {"": step},
    "ablation": {"forward passes": ablation(False), "rank-one updates": ablation(True)},
}
