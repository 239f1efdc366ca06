"""The inputs of one piece of work, as Refigure wrote them."""

import json
import os

import numpy as np


class Inputs:
    def __init__(self, folder):
        self.folder = folder

    def array(self, name):
        return np.load(os.path.join(self.folder, name + ".npy"))

    @property
    def settings(self):
        with open(os.path.join(self.folder, "settings.json")) as file:
            return json.load(file)

    def layers(self, count):
        """Weights (outputs x inputs) and biases of each layer."""
        return [(self.array(f"weights{i}"), self.array(f"biases{i}")) for i in range(count)]

    def batches(self):
        """The places of the samples of each whole batch of the first epoch, over and over."""
        order, size = self.array("order").astype(np.int64), self.settings["batch"]
        batches = [order[i : i + size] for i in range(0, len(order) - size + 1, size)]
        while True:
            yield from batches
