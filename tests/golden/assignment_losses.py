#!/usr/bin/env python3
"""Losses and gradients of the linear-classifier assignment on real CIFAR-10 images, in NumPy, float64.

Run:  /usr/bin/env python3 tests/golden/assignment_losses.py DATA_BATCH_1 > tests/golden/assignment_losses.txt
DATA_BATCH_1 is data_batch_1.bin of the binary version of CIFAR-10. Made with NumPy 1.24.

The set: the first RECORDS records. The first `val` of them are left alone, the next `train` are learned from. Their mean
image, rounded to float32 as the lab keeps it, is subtracted from the pixels, 0 to 255. Weights come from
RandomState(init_seed) times init_scale, the minibatches are RandomState(batch_seed).choice(train, batch).

Format:
  records: N                        how many of the file's records are used
  crc32: C                          of their bytes: who has other images cannot compare
  and for each case:
  settings: key=value&key=value…    the lab's own text form
  iteration,loss,data_loss,reg_loss
  …                                 the first STEPS steps, each row before its update
  gradient NAME: norm N, I=V I=V …  of the first minibatch, penalty included: the norm of a block of parameters, W b or
                                    W1 b1 W2 b2, and its entries at some places I of its rows put one after the other
No pixel can be read off these numbers.
"""
import sys
import zlib

import numpy as np

from runs import initial_weights, minibatches, objective

RECORDS = 500
RECORD_BYTES = 1 + 3072
STEPS = 3
ENTRIES = 6  # gradient entries shown of a block

COMMON = dict(data="cifar10", val=50, train=450, normalize="mean_image", init_seed=3, init_skip=0, batch=200,
              sampling="replace", batch_seed=8, optimizer="sgd", classes=10, l1=0.0)
LINEAR = dict(model="linear", init="scaled", init_scale=1e-3)
TWO_LAYER = dict(model="two_layer", hidden=20, init="scaled", init_scale=0.01, lr=1e-4)

# lambda and whether its penalty has the 1/2. The assignment's own is the last of each list.
CASES = [
    dict(LINEAR, loss=loss, lr=lr, l2=l2, l2_half=half)
    for loss, lr, strong in (("softmax", 5e-7, 5e4), ("svm", 1e-7, 1e4))
    for l2, half in ((0.0, 0), (3e-3, 1), (3e-3, 0), (strong, 1), (strong, 0))
] + [
    dict(TWO_LAYER, loss=loss, l2=l2, l2_half=half)
    for loss in ("softmax", "svm")
    for l2, half in ((0.0, 0), (0.5, 1), (0.5, 0))
]


def read_records(path):
    with open(path, "rb") as file:
        data = file.read(RECORDS * RECORD_BYTES)
    if len(data) != RECORDS * RECORD_BYTES:
        sys.exit(f"{path} has {len(data)} bytes; {RECORDS} records of {RECORD_BYTES} bytes were expected.")
    return data


def images_minus_mean(data, val, train):
    """X (train,3072) and y (train)."""
    records = np.frombuffer(data, np.uint8).reshape(RECORDS, RECORD_BYTES)[val:val + train]
    pixels = records[:, 1:].astype(np.float64)
    mean_image = np.mean(pixels, axis=0).astype(np.float32)
    return pixels - mean_image, records[:, 0].astype(np.int64)


def show_gradient(names, gradients):
    places = np.random.RandomState(0)
    for name, gradient in zip(names, gradients):
        flat = gradient.ravel()
        shown = places.permutation(flat.size)[:ENTRIES]
        entries = " ".join("%d=%.17g" % (i, flat[i]) for i in shown)
        print("gradient %s: norm %.17g, %s" % (name, np.linalg.norm(flat), entries))


def show_case(settings, X, y):
    text = "&".join(f"{key}={value}" for key, value in settings.items())
    print(f"settings: {text}&precision=float64")
    parameters = initial_weights(settings, None, X.shape[1])
    names = ("W", "b") if settings["model"] == "linear" else ("W1", "b1", "W2", "b2")
    print("iteration,loss,data_loss,reg_loss")
    for iteration, rows in zip(range(STEPS), minibatches(settings, len(y))):
        data, reg, gradients = objective(settings, parameters, X[rows], y[rows])
        print("%d,%.17g,%.17g,%.17g" % (iteration, data + reg, data, reg))
        if iteration == 0:
            first = gradients
        for p, gradient in zip(parameters, gradients):
            p -= settings["lr"] * gradient
    show_gradient(names, first)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = read_records(sys.argv[1])
    print("# Written by assignment_losses.py, which explains the format.")
    print(f"records: {RECORDS}")
    print(f"crc32: {zlib.crc32(data)}")
    X, y = images_minus_mean(data, COMMON["val"], COMMON["train"])
    for case in CASES:
        show_case({**COMMON, **case}, X, y)


if __name__ == "__main__":
    main()
