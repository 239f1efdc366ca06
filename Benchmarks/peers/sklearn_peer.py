"""scikit-learn: the mutual information of two labellings, unit by unit."""

import numpy as np
import sklearn
from sklearn.metrics import mutual_info_score

version = sklearn.__version__


def set_threads(count):
    """It runs on one."""


def units(inputs):
    # As each takes long, the first fifty only.
    active, labels = inputs.array("activations")[:50] > 0, inputs.array("labels")

    def run():
        return [mutual_info_score(labels, unit) / np.log(2) for unit in active]

    return run, len(active), lambda result: {"I(T;Y)": [float(r) for r in result]}


works = {"units": {"": units}}
