"""numpy, with the usual vectorised forms; scipy for the normal quantile and digamma."""

from itertools import combinations

import numpy as np

version = np.__version__

try:
    from scipy.special import ndtri, psi
except ImportError:
    ndtri = psi = None


def set_threads(count):
    """The environment has set them, before numpy was loaded."""


# Training


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


class Network:
    def __init__(self, inputs, dropout):
        self.settings = inputs.settings
        self.parameters = [p.copy() for layer in inputs.layers(self.settings["layers"]) for p in layer]
        self.velocity = [np.zeros_like(p) for p in self.parameters]
        self.squares = [np.zeros_like(p) for p in self.parameters]
        self.dropout = dropout
        self.random = np.random.default_rng(0)

    def forward(self, x, training=False):
        """Each layer's input, and its activation's slope; the logits last."""
        activations, slopes = [x], []
        for i in range(0, len(self.parameters) - 2, 2):
            z = activations[-1] @ self.parameters[i].T + self.parameters[i + 1]
            if self.settings["activation"] == "tanh":
                a = np.tanh(z)
                slope = 1 - a * a
            else:
                a = np.maximum(z, 0)
                slope = (z > 0).astype(np.float32)
            if training and self.dropout:
                share = np.float32(self.dropout[i // 2])
                mask = (self.random.random(a.shape, np.float32) >= share) / (1 - share)
                a, slope = a * mask, slope * mask
            activations.append(a)
            slopes.append(slope)
        return activations, slopes, activations[-1] @ self.parameters[-2].T + self.parameters[-1]

    def step(self, x, labels):
        activations, slopes, logits = self.forward(x, training=True)
        delta = softmax(logits)
        delta[np.arange(len(labels)), labels] -= 1
        delta /= np.float32(len(labels))
        gradients = [None] * len(self.parameters)
        for layer in reversed(range(len(activations))):
            gradients[2 * layer] = delta.T @ activations[layer]
            gradients[2 * layer + 1] = delta.sum(axis=0)
            if layer > 0:
                delta = (delta @ self.parameters[2 * layer]) * slopes[layer - 1]
        s = self.settings
        for p, g, v, b in zip(self.parameters, gradients, self.squares, self.velocity):
            if s["l2"]:
                g += np.float32(s["l2"]) * p
            if "decay" in s:
                v *= np.float32(s["decay"])
                v += np.float32(1 - s["decay"]) * g * g
                g = g / (np.sqrt(v) + np.float32(s["epsilon"]))
            if s["momentum"]:
                b *= np.float32(s["momentum"])
                b += g
                g = b
            p -= np.float32(s["rate"]) * g

    def loss(self, x, labels):
        shares = softmax(self.forward(x)[2].astype(np.float64))
        return float(-np.log(shares[np.arange(len(labels)), labels]).mean())


def step(inputs):
    features, labels, settings = inputs.array("features"), inputs.array("labels").astype(np.int64), inputs.settings

    def run_steps(network, batches, count):
        for _, batch in zip(range(count), batches):
            network.step(features[batch], labels[batch])

    checked = Network(inputs, [])
    run_steps(checked, inputs.batches(), settings["checked"])
    network, batches, count = Network(inputs, settings["dropout"]), inputs.batches(), 50
    return (lambda: run_steps(network, batches, count)), count, lambda _: {"loss": [checked.loss(features, labels)]}


# Activations


def entropy(counts):
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log2(shares)).sum())


def binning(inputs):
    activations, labels = inputs.array("activations").transpose(0, 2, 1).copy(), inputs.array("labels").astype(np.int64)
    size = np.float32(inputs.settings["binSize"])

    def layer(a):
        codes = np.floor(a / size).astype(np.int32)
        _, symbols, counts = np.unique(codes, axis=0, return_inverse=True, return_counts=True)
        joint = np.unique(symbols.ravel() * 2 + labels, return_counts=True)[1]
        h = entropy(counts)
        return h, h + entropy(np.bincount(labels)) - entropy(joint)

    def values(result):
        return {"I(X;T)": [r[0] for r in result], "I(T;Y)": [r[1] for r in result]}

    return (lambda: [layer(a) for a in activations]), len(activations), values


def ablation(by_rank_one):
    def make(inputs):
        x, labels = inputs.array("features"), inputs.array("labels")
        (w1, b1), (w2, b2), (w3, b3) = inputs.layers(3)

        def hidden():
            return np.maximum(x @ w1.T + b1, 0)

        def accuracy(z2):
            return float(((np.maximum(z2, 0) @ w3.T + b3).argmax(axis=1) == labels).mean())

        def full():
            mask, found = np.ones(len(w1), np.float32), []
            for unit in range(len(w1) + 1):
                found.append(accuracy((hidden() * mask) @ w2.T + b2))
                mask[unit : unit + 1] = 0
            return found

        def rank_one():
            h = hidden()
            z = h @ w2.T + b2
            found = [accuracy(z)]
            for unit in range(len(w1)):
                z -= np.outer(h[:, unit], w2[:, unit])
                found.append(accuracy(z))
            return found

        return (rank_one if by_rank_one else full), 1, lambda result: {"accuracies": result}

    return make


def units(inputs):
    activations, labels = inputs.array("activations"), inputs.array("labels")
    members = (labels[:, None] == np.arange(10)).astype(np.float32)

    def run():
        active = (activations > 0).astype(np.float32) @ members
        joint = np.stack([members.sum(axis=0) - active, active], axis=2).astype(np.float64)
        given = joint / joint.sum(axis=2, keepdims=True)
        shares = joint.sum(axis=1) / len(labels)
        with np.errstate(divide="ignore", invalid="ignore"):
            h = -np.where(shares > 0, shares * np.log2(shares), 0).sum(axis=1)
            divergence = np.where(given > 0, given * np.log2(given / shares[:, None, :]), 0).sum(axis=2)
        information = (divergence * joint.sum(axis=2)).sum(axis=1) / len(labels)
        return h, information, divergence.max(axis=1)

    return run, len(activations), lambda r: {"H(T)": r[0].tolist(), "I(T;Y)": r[1].tolist(), "KL": r[2].tolist()}


# Gaussian copula


def copula_covariance(variables):
    samples = variables.shape[1]
    ranks = np.argsort(np.argsort(variables, axis=1, kind="stable"), axis=1) + 1
    return np.cov(ndtri(ranks / (samples + 1)))


def bias(dimensions, samples):
    """Of an entropy in nats."""
    terms = psi((samples - np.arange(1, dimensions + 1)) / 2)
    return dimensions * (np.log(2) - np.log(samples - 1)) / 2 + terms.sum() / 2


def copula_information(inputs):
    variables = inputs.array("units")
    samples = variables.shape[1]

    def run():
        c = copula_covariance(variables)

        def h(part):
            return np.linalg.slogdet(c[np.ix_(part, part)])[1] / 2 - bias(len(part), samples)

        return (h([0, 1]) + h([2]) - h([0, 1, 2])) / np.log(2)

    return run, 1, lambda result: {"I(X;Y)": [float(result)]}


def o_informations(c, samples):
    """By size, of all multiplets of 2 to 6 variables with the last one, from determinants and the diagonals of inverses."""
    last = len(c) - 1
    found = []
    for size in range(2, 7):
        places = np.array(list(combinations(range(last), size)))
        places = np.hstack([places, np.full((len(places), 1), last)])
        parts = c[places[:, :, None], places[:, None, :]]
        n = size + 1
        diagonals = np.diagonal(np.linalg.inv(parts), axis1=1, axis2=2)
        nats = -np.linalg.slogdet(parts)[1] + np.log(np.diagonal(parts, axis1=1, axis2=2)).sum(axis=1) / 2
        nats -= np.log(diagonals).sum(axis=1) / 2
        nats -= (n - 2) * bias(n, samples) + n * bias(1, samples) - n * bias(n - 1, samples)
        found.append(nats / np.log(2))
    return found


def extremes(found):
    return {
        "minima": [float(f.min()) for f in found],
        "maxima": [float(f.max()) for f in found],
        "multiplets": [float(sum(len(f) for f in found))],
    }


def o_information(inputs):
    variables = np.vstack([inputs.array("units"), inputs.array("labels").astype(np.float64)])
    return (lambda: o_informations(copula_covariance(variables), variables.shape[1])), 1, extremes


def o_information_search(inputs):
    variables = np.vstack([inputs.array("units"), inputs.array("labels").astype(np.float64)])
    c = copula_covariance(variables)
    return (lambda: o_informations(c, variables.shape[1])), 1, extremes


works = {
    "step-12-10-7-5-4-3-2": {"": step},
    "step-784-20-20-20-10": {"": step},
    "step-784-100-100-10": {"": step},
    "step-784-512-512-10": {"": step},
    "binning": {"": binning},
    "ablation": {"forward passes": ablation(False), "rank-one updates": ablation(True)},
    "units": {"": units},
}
if ndtri:
    works["copula-information"] = {"": copula_information}
    works["o-information"] = {"": o_information}
    works["o-information-search"] = {"": o_information_search}
