"""What NumPy makes of a saved model: its scores, by the formula in src/lab/checkpoint/checkpoint_file.h, and its accuracy.

usage: model_scores.py MODEL                       accuracy on the spiral of the model's settings
       model_scores.py MODEL BATCH.bin FIRST LAST  accuracy on those records of CIFAR-10's binary layout
       model_scores.py MODEL rewrite OUT           the same record, its fields in another order
       model_scores.py MODEL big-endian OUT        the same record, its numbers big-endian
       model_scores.py MODEL stream STEPS N BATCH  is the saved stream RandomState's after so many choices?
"""
import sys

import numpy as np


def scores(m, X):
    if "mean" in m.dtype.names:
        X = (X - m["mean"]) * m["scale"]
    if "W" in m.dtype.names:
        return X @ m["W"] + m["b"]
    return np.maximum(0, X @ m["W1"] + m["b1"]) @ m["W2"] + m["b2"]


def settings_of(m):
    return dict(pair.split("=") for pair in m["settings"].item().decode().split("&"))


def spiral(settings):
    """The case study's spiral, as tests/golden/spiral.py draws it."""
    random = np.random.RandomState(int(settings["seed"]))
    N, K, noise = int(settings["points"]), int(settings["classes"]), float(settings["noise"])
    X, y = np.zeros((N * K, 2)), np.zeros(N * K, dtype=int)
    for j in range(K):
        rows = range(N * j, N * (j + 1))
        r = np.linspace(0.0, 1, N)
        t = np.linspace(j * 4, (j + 1) * 4, N) + random.randn(N) * noise
        X[rows] = np.c_[r * np.sin(t), r * np.cos(t)]
        y[rows] = j
    return X, y


def records(path, first, last):
    bytes_ = np.fromfile(path, dtype=np.uint8).reshape(-1, 3073)[first:last]
    return bytes_[:, 1:].astype(float), bytes_[:, 0]


def main(model, *rest):
    m = np.load(model)
    if rest[:1] == ("rewrite",):
        names = list(reversed(m.dtype.names))
        out = np.zeros((), dtype=[(name, m.dtype[name]) for name in names])
        for name in names:
            out[name] = m[name]
        np.save(rest[1], out)
    elif rest[:1] == ("big-endian",):
        np.save(rest[1], m.astype(m.dtype.newbyteorder(">")))
    elif rest[:1] == ("stream",):
        steps, n, batch = map(int, rest[1:])
        random = np.random.RandomState(int(settings_of(m)["batch_seed"]))
        for _ in range(steps):
            random.choice(n, batch)
        saved = np.random.RandomState()
        saved.set_state(("MT19937", m["batch_key"], int(m["batch_position"])))
        print(bool(np.array_equal(saved.randint(0, 1000, 2000), random.randint(0, 1000, 2000))))
    else:
        X, y = records(rest[0], int(rest[1]), int(rest[2])) if rest else spiral(settings_of(m))
        print(repr(float(np.mean(np.argmax(scores(m, X), axis=1) == y))))


main(*sys.argv[1:])
