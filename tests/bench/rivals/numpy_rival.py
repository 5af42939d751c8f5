"""NumPy as a rival: reads commands from stdin, one JSON list a line, and answers each with a line of JSON.

["about"], ["prepare", FOLDER, ID], ["steps", N], ["run", SECONDS], ["parameters", FILE], ["release"]
"""

import json
import os
import sys
import time

import numpy as np

TYPES = {"X": "f4", "y": "i4", "parameters": "f4", "scale": "f4", "shift": "f4", "bytes": "u1"}


def read_problem(folder, name):
    with open(os.path.join(folder, name + ".json")) as file:
        problem = json.load(file)
    data = np.fromfile(os.path.join(folder, name + ".bin"), dtype=np.uint8)
    offset = 0
    for key, kind in TYPES.items():
        count = problem["lengths"].get(key, 0)
        size = count * np.dtype(kind).itemsize
        problem[key] = data[offset : offset + size].view(kind)
        offset += size
    return problem


class Training:
    """Every array is made once; a step works in place."""

    def __init__(self, problem):
        for key in ("batch", "features", "hidden", "classes", "lr", "momentum", "l2"):
            setattr(self, key, problem[key])
        self.x = problem["X"].reshape(-1, self.features)
        self.bytes = problem["bytes"].reshape(-1, self.features) if len(problem["bytes"]) else None
        self.scale, self.shift = problem["scale"], problem["shift"]
        self.labels = np.eye(self.classes, dtype=np.float32)[problem["y"]]
        self.batches = problem["examples"] // self.batch
        self.parameters = problem["parameters"].copy()
        self.gradient = np.zeros_like(self.parameters)
        self.velocity = np.zeros_like(self.parameters)
        self.scratch = np.empty_like(self.parameters)
        self.layers = list(self.views(self.parameters))
        self.gradients = list(self.views(self.gradient))
        sizes = [size for size in (self.hidden, self.classes) if size]
        self.out = [np.empty((self.batch, size), np.float32) for size in sizes]
        self.floats = np.empty((self.batch, self.features), np.float32)
        self.d_active = np.empty((self.batch, self.hidden), np.float32)
        self.steps = 0

    def views(self, flat):
        sizes = [size for size in (self.features, self.hidden, self.classes) if size]
        start = 0
        for inputs, outputs in zip(sizes, sizes[1:]):
            middle = start + inputs * outputs
            yield flat[start:middle].reshape(inputs, outputs), flat[middle : middle + outputs]
            start = middle + outputs

    def examples(self, rows):
        if self.bytes is None:
            return self.x[rows]
        np.multiply(self.bytes[rows], self.scale, out=self.floats)
        self.floats += self.shift
        return self.floats

    def step(self):
        first = self.steps % self.batches * self.batch
        rows = slice(first, first + self.batch)
        self.steps += 1
        inputs = [self.examples(rows)]
        for (weights, biases), out in zip(self.layers, self.out):
            np.dot(inputs[-1], weights, out=out)
            out += biases
            if len(inputs) < len(self.layers):
                np.maximum(out, 0, out=out)
            inputs.append(out)

        scores = inputs.pop()
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        labels = self.labels[rows]
        loss = -np.log(np.einsum("ij,ij->i", scores, labels)).mean()
        for weights, _ in self.layers:
            loss += 0.5 * self.l2 * np.vdot(weights, weights)

        scores -= labels
        scores *= -self.lr / self.batch  # from here on gradients are steps
        self.backward(inputs, scores)
        if self.momentum:
            self.velocity *= self.momentum
            self.velocity += self.gradient
            self.decay(self.velocity)
            self.parameters += self.velocity
        else:
            self.decay(self.gradient)
            self.parameters += self.gradient
        return float(loss)

    def backward(self, inputs, d_scores):
        gradient, bias_gradient = self.gradients[-1]
        np.dot(inputs[-1].T, d_scores, out=gradient)
        d_scores.sum(axis=0, out=bias_gradient)
        if self.hidden:
            np.dot(d_scores, self.layers[1][0].T, out=self.d_active)
            self.d_active *= inputs[1] > 0
            gradient, bias_gradient = self.gradients[0]
            np.dot(inputs[0].T, self.d_active, out=gradient)
            self.d_active.sum(axis=0, out=bias_gradient)

    def decay(self, moves):
        """The penalty's part of a step."""
        for (weights, _), (scratch, _), (move, _) in zip(self.layers, self.views(self.scratch), self.views(moves)):
            np.multiply(weights, self.lr * self.l2, out=scratch)
            move -= scratch


def advance(training, goes_on):
    started = time.perf_counter()
    steps = 0
    while True:
        loss = training.step()
        steps += 1
        seconds = time.perf_counter() - started
        if not goes_on(steps, seconds):
            return {"steps": steps, "seconds": seconds, "loss": loss}


def main():
    training = None
    for line in sys.stdin:
        command, *arguments = json.loads(line)
        answer = {}
        if command == "about":
            answer = {"about": f"NumPy {np.__version__} on OpenBLAS"}
        elif command == "prepare":
            training = Training(read_problem(*arguments))
        elif command == "steps":
            answer = advance(training, lambda steps, _, most=arguments[0]: steps < most)
        elif command == "run":
            answer = advance(training, lambda _, seconds, most=arguments[0]: seconds < most)
        elif command == "parameters":
            training.parameters.tofile(arguments[0])
        elif command == "release":
            training = None
        print(json.dumps(answer), flush=True)


main()
