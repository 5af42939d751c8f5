#!/usr/bin/env python3
"""The spiral of the course's case study, for its defaults and for others.

Run:  /usr/bin/env python3 tests/golden/spiral.py > tests/golden/spiral.txt
Made with NumPy 1.24.

Format: a line "spiral seed=S classes=K points=N noise=F rows=R", then R lines "row x y label".
The defaults are written whole, the larger ones every so many rows.
"""
import numpy as np


def spiral(random, classes, points, noise):
    X = np.zeros((classes * points, 2))
    y = np.zeros(classes * points, dtype=int)
    for j in range(classes):
        rows = range(points * j, points * (j + 1))
        radius = np.linspace(0.0, 1, points)
        angle = np.linspace(j * 4, (j + 1) * 4, points) + random.randn(points) * noise
        X[rows] = np.c_[radius * np.sin(angle), radius * np.cos(angle)]
        y[rows] = j
    return X, y


if __name__ == "__main__":
    print("# Written by spiral.py, which explains the format.")
    for seed, classes, points, noise, every in (
        (0, 3, 100, 0.2, 1),
        (1, 2, 50, 0.2, 1),
        (42, 10, 33, 0.05, 7),
        (12345, 4, 75, 0.0, 13),
        (2**32 - 1, 5, 1, 1.0, 1),
        (7, 6, 2, 0.3, 1),
        (99, 2, 2000, 0.5, 333),
    ):
        X, y = spiral(np.random.RandomState(seed), classes, points, noise)
        rows = range(0, len(y), every)
        print(f"spiral seed={seed} classes={classes} points={points} noise={noise!r} rows={len(rows)}")
        for row in rows:
            print("%d %.17g %.17g %d" % (row, X[row, 0], X[row, 1], y[row]))
