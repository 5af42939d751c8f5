#!/usr/bin/env python3
"""Golden values of NumPy's legacy random stream, numpy.random.RandomState.

Run:  /usr/bin/env python3 tests/golden/random_stream.py > tests/golden/random_stream.txt
Made with NumPy 1.24 (the legacy stream is frozen: any later NumPy gives the same).

Format, one operation a line, "#" starts a comment:
  seed S                start a new stream
  bits COUNT : …        raw 32-bit draws
  uniform COUNT : …     random_sample(COUNT)
  normal COUNT : …      randn(COUNT)
  randint N COUNT : …   randint(0, N, COUNT)
  choice N COUNT : …    choice(N, COUNT), with replacement
  permutation N : …     permutation(N)
  discard COUNT         that many normals, not shown
Operations go on drawing from the stream that the last "seed" line started.
"""
import numpy as np


class Stream:
    def __init__(self, seed):
        print(f"seed {seed}")
        self.random = np.random.RandomState(seed)

    def bits(self, count):
        self.show(f"bits {count}", self.random.randint(0, 2**32, count, dtype=np.uint32))

    def uniform(self, count):
        self.show(f"uniform {count}", self.random.random_sample(count))

    def normal(self, count):
        self.show(f"normal {count}", self.random.randn(count))

    def randint(self, n, count):
        self.show(f"randint {n} {count}", self.random.randint(0, n, count))

    def choice(self, n, count):
        self.show(f"choice {n} {count}", self.random.choice(n, count))

    def permutation(self, n):
        self.show(f"permutation {n}", self.random.permutation(n))

    @staticmethod
    def show(operation, values):
        text = ("%.17g" if values.dtype == np.float64 else "%d")
        print(operation, ":", " ".join(text % value for value in values))


print("# Written by random_stream.py, which explains the format.")
for seed in (0, 1, 42, 12345, 2**32 - 1):
    # More than 624 raw draws, so that the generator refills its state twice.
    Stream(seed).bits(1300)
    Stream(seed).uniform(20)
    Stream(seed).normal(20)
    Stream(seed).normal(7)
    for n in (1, 2, 3, 10, 300, 1000, 2**31, 2**31 + 1, 2**32 - 1):
        Stream(seed).randint(n, 20)
    Stream(seed).choice(300, 20)
    for n in (1, 2, 3, 10, 300):
        Stream(seed).permutation(n)

print("# One stream, everything in turn: the spare normal of an odd count waits through other draws.")
for seed in (0, 7, 2023):
    stream = Stream(seed)
    stream.normal(1)
    stream.randint(10, 5)
    stream.normal(1)
    stream.normal(3)
    stream.permutation(10)
    stream.uniform(3)
    stream.normal(2)
    stream.randint(1, 3)
    stream.bits(2)
    stream.choice(1000, 7)
    stream.normal(4)
    stream.permutation(1)
    stream.uniform(1)
    stream.permutation(2)
    stream.normal(1)
    stream.bits(1)

print("# A long run of normals, as for the weights of a large layer: only the last ones.")
stream = Stream(3)
stream.random.randn(100000)
print("discard 100000")
stream.normal(5)
