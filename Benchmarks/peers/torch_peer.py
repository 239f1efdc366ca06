"""PyTorch: eager mode, its own layers and optimisers."""

import numpy as np
import torch
from torch import nn

version = torch.__version__


def set_threads(count):
    torch.set_num_threads(count)


def network(inputs, dropout):
    settings = inputs.settings
    layers = []
    for index, (weights, biases) in enumerate(inputs.layers(settings["layers"])):
        linear = nn.Linear(weights.shape[1], weights.shape[0])
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(weights))
            linear.bias.copy_(torch.from_numpy(biases))
        layers.append(linear)
        if index < settings["layers"] - 1:
            layers.append(nn.Tanh() if settings["activation"] == "tanh" else nn.ReLU())
            if dropout:
                layers.append(nn.Dropout(dropout[index]))
    return nn.Sequential(*layers)


def optimiser(model, s):
    if "decay" in s:
        return torch.optim.RMSprop(
            model.parameters(), lr=s["rate"], alpha=s["decay"], eps=s["epsilon"], weight_decay=s["l2"], momentum=s["momentum"]
        )
    return torch.optim.SGD(model.parameters(), lr=s["rate"], momentum=s["momentum"], weight_decay=s["l2"])


def step(inputs):
    settings = inputs.settings
    features = torch.from_numpy(inputs.array("features"))
    labels = torch.from_numpy(inputs.array("labels").astype(np.int64))
    criterion = nn.CrossEntropyLoss()

    def run_steps(model, rule, batches, count):
        for _, batch in zip(range(count), batches):
            batch = torch.from_numpy(batch)
            rule.zero_grad()
            criterion(model(features[batch]), labels[batch]).backward()
            rule.step()

    checked = network(inputs, [])
    run_steps(checked, optimiser(checked, settings), inputs.batches(), settings["checked"])
    with torch.no_grad():
        loss = float(criterion(checked(features).double(), labels))
    model, batches, count = network(inputs, settings["dropout"]), inputs.batches(), 50
    rule = optimiser(model, settings)
    return (lambda: run_steps(model, rule, batches, count)), count, lambda _: {"loss": [loss]}


class Graph(nn.Module):
    """A network as Refigure's JSON has it, its parameters as they were written."""

    def __init__(self, inputs):
        super().__init__()
        self.nodes = inputs.settings["architecture"]["nodes"]
        self.parts = nn.ModuleList()
        channels = [inputs.settings["architecture"]["input"]["channels"]]
        for node in self.nodes:
            op, layer = node["op"], node["id"].split("/")[0]
            source = channels[node["from"][0] + 1]

            def read(name):
                return torch.from_numpy(inputs.array(f"{layer}.{name}"))

            part, made = nn.Identity(), source
            if node["kind"] == "convolution":
                made, size = op["outputs"], op["size"]
                part = nn.Conv2d(source, made, size, op["stride"], op["padding"], bias=op["hasBiases"])
                part.weight.data = read("weights").view(made, size, size, source).permute(0, 3, 1, 2).contiguous()
                if op["hasBiases"]:
                    part.bias.data = read("biases")
            elif node["kind"] == "dense":
                weights, biases = read("weights"), read("biases")
                made = len(biases)
                part = nn.Linear(len(weights) // made, made)
                part.weight.data, part.bias.data = weights.view(made, -1), biases
            elif node["kind"] == "normalise":
                part = nn.BatchNorm2d(source)
                part.weight.data, part.bias.data = read("scale"), read("shift")
            elif node["kind"] == "activate":
                part = nn.ReLU()
            elif node["kind"] == "pool" and op["size"] == 0:
                part = nn.AdaptiveAvgPool2d(1)
            elif node["kind"] == "pool":
                kind = nn.MaxPool2d if op["statistic"] == "max" else nn.AvgPool2d
                part = kind(op["size"], op["stride"], op["padding"])
            elif node["kind"] == "flatten":
                part = nn.Flatten()
            channels.append(made)
            self.parts.append(part)

    def forward(self, x):
        made = [x]
        for node, part in zip(self.nodes, self.parts):
            values = [made[place + 1] for place in node["from"]]
            if node["kind"] == "add":
                made.append(values[0] + values[1])
            elif node["kind"] == "dense":
                made.append(part(values[0].flatten(1)))
            else:
                made.append(part(values[0]))
        return made[-1]


def convolution_step(layout):
    def make(inputs):
        settings = inputs.settings
        features = torch.from_numpy(inputs.array("features"))
        labels = torch.from_numpy(inputs.array("labels").astype(np.int64))
        criterion = nn.CrossEntropyLoss()

        def trained():
            model = Graph(inputs).to(memory_format=layout)
            rule = torch.optim.SGD(
                model.parameters(), lr=settings["rate"], momentum=settings["momentum"], weight_decay=settings["l2"]
            )
            return model, rule, inputs.batches()

        def run_steps(model, rule, batches, count):
            for _, batch in zip(range(count), batches):
                batch = torch.from_numpy(batch)
                rule.zero_grad()
                criterion(model(features[batch].contiguous(memory_format=layout)), labels[batch]).backward()
                rule.step()

        model, rule, batches = trained()
        run_steps(model, rule, batches, settings["checked"])
        with torch.no_grad():
            loss = float(criterion(model.eval()(features).double(), labels))
        model, rule, batches = trained()
        return (lambda: run_steps(model, rule, batches, 1)), 1, lambda _: {"loss": [loss]}

    return make


def entropy(counts):
    shares = counts[counts > 0].double() / counts.sum()
    return float(-(shares * shares.log2()).sum())


def binning(inputs):
    activations = torch.from_numpy(inputs.array("activations").transpose(0, 2, 1).copy())
    labels = torch.from_numpy(inputs.array("labels").astype(np.int64))
    size = torch.tensor(inputs.settings["binSize"], dtype=torch.float32)

    def layer(a):
        codes = torch.floor(a / size).to(torch.int32)
        _, symbols, counts = torch.unique(codes, dim=0, return_inverse=True, return_counts=True)
        joint = torch.unique(symbols * 2 + labels, return_counts=True)[1]
        h = entropy(counts)
        return h, h + entropy(torch.bincount(labels)) - entropy(joint)

    def values(result):
        return {"I(X;T)": [r[0] for r in result], "I(T;Y)": [r[1] for r in result]}

    return (lambda: [layer(a) for a in activations]), len(activations), values


def ablation(by_rank_one):
    def make(inputs):
        x = torch.from_numpy(inputs.array("features"))
        labels = torch.from_numpy(inputs.array("labels").astype(np.int64))
        parameters = [(torch.from_numpy(w), torch.from_numpy(b)) for w, b in inputs.layers(3)]
        (w1, b1), (w2, b2), (w3, b3) = parameters
        mask = torch.ones(len(b1))
        model = nn.Sequential(
            nn.Linear(*w1.T.shape), nn.ReLU(), nn.Linear(*w2.T.shape), nn.ReLU(), nn.Linear(*w3.T.shape)
        )
        for layer, (w, b) in zip([model[0], model[2], model[4]], parameters):
            layer.weight.data, layer.bias.data = w, b
        model[1].register_forward_hook(lambda _, __, output: output * mask)

        @torch.no_grad()
        def full():
            mask.fill_(1)
            found = []
            for unit in range(len(mask) + 1):
                found.append(float((model(x).argmax(dim=1) == labels).double().mean()))
                mask[unit : unit + 1] = 0
            return found

        @torch.no_grad()
        def rank_one():
            h = torch.relu(torch.addmm(b1, x, w1.T))
            z = torch.addmm(b2, h, w2.T)
            found = []
            for unit in range(len(mask) + 1):
                found.append(float((torch.addmm(b3, torch.relu(z), w3.T).argmax(dim=1) == labels).double().mean()))
                if unit < len(mask):
                    z.addr_(h[:, unit], w2[:, unit], alpha=-1)
            return found

        return (rank_one if by_rank_one else full), 1, lambda result: {"accuracies": result}

    return make


works = {
    "step-12-10-7-5-4-3-2": {"": step},
    "step-784-20-20-20-10": {"": step},
    "step-784-100-100-10": {"": step},
    "step-784-512-512-10": {"": step},
    **{
        f"maps-{name}": {
            "channels first": convolution_step(torch.contiguous_format),
            "channels last": convolution_step(torch.channels_last),
        }
        for name in [
            "eleven-128", "eleven-normalised-128", "eleven-quarter-128", "eleven-quarter-32", "eleven-eighth-128",
            "eleven-eighth-32", "lenet-100", "vgg11-quarter-128", "resnet18-quarter-128",
        ]
    },
    "binning": {"": binning},
    "ablation": {"forward passes": ablation(False), "rank-one updates": ablation(True)},
}
