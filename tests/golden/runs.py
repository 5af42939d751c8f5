#!/usr/bin/env python3
"""Training runs in NumPy, float64, written from the course's formulas: what `lab train` has to agree with.

Run:  /usr/bin/env python3 tests/golden/runs.py        writes one file a case into tests/golden/runs/
Made with NumPy 1.24.

Format of a case:
  settings: key=value&key=value…   the lab's own text form
  steps: N
  log_every: M
  iteration,loss,data_loss,reg_loss,train_accuracy
  …                                 rows 0, M, 2M, … below N
  final_train_accuracy: A           after the last update
A row shows the losses of the step's minibatch before the update, and the accuracy on the whole set before it.

Where numbers come from: RandomState(seed) gives the data's normals, then init_skip normals are thrown away, then come
the weights (W, or W1 and then W2). With an init_seed the skipped normals and the weights come from RandomState(init_seed)
instead. Minibatches have RandomState(batch_seed) to themselves, and so does dropout RandomState(batch_seed ^ 0x9e3779b9): 32 bits
for each example and hidden unit, row by row, which is out below dropout * 2^32. A search has RandomState(batch_seed ^ 0x85ebca6b):
one normal for each parameter of a try, in the order W, b or W1, b1, W2, b2.
"""
import pathlib

import numpy as np

from spiral import spiral

DEFAULTS = dict(
    data="spiral", points=100, classes=3, noise=0.2, seed=0,
    model="linear", hidden=100, init="scaled", init_scale=0.01, init_skip=0, init_seed=None,
    loss="softmax", l2=1e-3, l1=0.0, l2_half=1,
    optimizer="sgd", lr=1.0, momentum=0.9, batch=0, sampling="replace", batch_seed=0,
)

# Written into a case only where it differs.
FURTHER_DEFAULTS = dict(
    dropout=0.0, rms_decay=0.9, beta1=0.9, beta2=0.999, epsilon=1e-8,
    schedule="constant", decay_epochs=10.0, decay_rate=0.5, warmup_epochs=0.0,
    svm_margin=1.0, svm_power=1, svm_sum="others", svm_reduce="sum", elastic_beta=0.0, max_norm=0.0,
)

# name, steps, log every, settings that differ from the defaults
CASES = [
    ("linear_other_seed", 200, 10, dict(seed=1)),
    ("linear_five_classes", 300, 20, dict(seed=42, classes=5, points=60, l2=0.01, lr=0.5)),
    ("linear_odd_normals", 150, 10, dict(seed=5, points=33, init_skip=7, l2_half=0, init_scale=1.0)),
    ("linear_replace", 250, 10, dict(seed=2, batch=32, batch_seed=9, lr=0.3)),
    ("linear_epoch_short", 250, 10, dict(seed=3, points=33, batch=20, sampling="epoch", batch_seed=4, lr=0.2)),
    ("linear_svm", 200, 10, dict(seed=6, loss="svm", lr=0.1, l2=1e-2)),
    ("linear_svm_replace_l1", 200, 7,
     dict(seed=7, classes=4, points=50, loss="svm", lr=0.05, l1=2e-3, l2=5e-3, l2_half=0, batch=64, batch_seed=1)),
    ("linear_zero_momentum", 200, 10, dict(seed=8, init="zero", optimizer="momentum", lr=0.2, momentum=0.8)),
    ("linear_two_classes_l1", 200, 10, dict(seed=12345, classes=2, points=80, l2=0, l1=0.01, lr=0.5)),
    ("linear_batch_of_one", 120, 1, dict(seed=21, points=20, batch=1, lr=0.05, sampling="epoch")),
    ("linear_epoch_beyond_n", 100, 5, dict(seed=22, points=25, batch=500, sampling="epoch", batch_seed=2)),
    ("linear_replace_beyond_n", 100, 5, dict(seed=22, points=25, batch=500, sampling="replace", batch_seed=2)),
    ("linear_ten_classes_noise", 200, 10, dict(seed=4294967295, classes=10, points=40, noise=0.9, lr=2.0)),
    ("two_layer_other_seed", 300, 20, dict(seed=1, model="two_layer")),
    ("two_layer_he", 200, 10, dict(seed=11, model="two_layer", hidden=30, init="he", lr=0.3, l2=1e-4)),
    ("two_layer_init_seed", 250, 10,
     dict(seed=12, model="two_layer", hidden=17, init_seed=77, init_skip=3, init_scale=0.5, lr=0.3)),
    ("two_layer_replace_momentum", 300, 15,
     dict(seed=13, model="two_layer", hidden=25, classes=4, init="he", optimizer="momentum", lr=0.05, momentum=0.9,
          batch=50, batch_seed=3)),
    ("two_layer_epoch_short", 300, 9,
     dict(seed=14, model="two_layer", hidden=40, points=77, init="he", lr=0.2, batch=64, sampling="epoch",
          batch_seed=4294967295)),
    ("two_layer_svm", 200, 10, dict(seed=15, model="two_layer", hidden=20, init="he", loss="svm", lr=0.1)),
    ("two_layer_svm_epoch_l1", 200, 10,
     dict(seed=16, model="two_layer", hidden=12, classes=5, points=30, init="he", loss="svm", lr=0.05, l1=1e-4, l2=1e-3,
          l2_half=0, batch=40, sampling="epoch", optimizer="momentum", momentum=0.5, init_seed=0)),
    ("two_layer_zero", 100, 10, dict(seed=17, model="two_layer", hidden=8, init="zero", lr=0.5)),
    ("two_layer_one_hidden", 150, 10, dict(seed=18, model="two_layer", hidden=1, classes=2, init_scale=1.0, lr=0.3,
                                            init_skip=5)),
    ("linear_nesterov", 200, 10, dict(seed=30, optimizer="nesterov", lr=0.1, momentum=0.85, batch=40)),
    ("linear_adagrad_svm", 200, 10, dict(seed=31, optimizer="adagrad", lr=0.3, loss="svm", epsilon=1e-6)),
    ("linear_rmsprop", 200, 10, dict(seed=32, optimizer="rmsprop", lr=0.01, rms_decay=0.95, batch=50, sampling="epoch")),
    ("linear_adam", 200, 10, dict(seed=33, optimizer="adam", lr=0.05, batch=64, batch_seed=8)),
    ("two_layer_nesterov", 200, 10, dict(seed=34, model="two_layer", hidden=20, init="he", optimizer="nesterov", lr=0.1)),
    ("two_layer_adagrad", 200, 10,
     dict(seed=35, model="two_layer", hidden=20, init="he", optimizer="adagrad", lr=0.1, batch=60)),
    ("two_layer_rmsprop", 200, 10, dict(seed=36, model="two_layer", hidden=20, init="he", optimizer="rmsprop", lr=0.005)),
    ("two_layer_adam", 250, 10,
     dict(seed=37, model="two_layer", hidden=20, init="he", optimizer="adam", lr=0.01, beta1=0.8, beta2=0.99,
          epsilon=1e-7, batch=50, sampling="epoch")),
    ("linear_step_schedule", 200, 10, dict(seed=38, schedule="step", decay_epochs=30, decay_rate=0.3)),
    ("linear_exponential_schedule", 200, 10,
     dict(seed=39, schedule="exponential", decay_epochs=7, decay_rate=0.9, batch=33, sampling="epoch")),
    ("linear_cosine_warmup", 200, 10, dict(seed=40, schedule="cosine", decay_epochs=250, warmup_epochs=20)),
    ("linear_inverse_schedule", 200, 10,
     dict(seed=41, schedule="inverse", decay_epochs=5.5, batch=70, warmup_epochs=2.5, optimizer="momentum", lr=0.2)),
    ("two_layer_dropout", 200, 10,
     dict(seed=42, model="two_layer", hidden=30, init="he", dropout=0.4, lr=0.3, batch=50, batch_seed=6)),
    ("two_layer_dropout_full_batch", 150, 10,
     dict(seed=43, model="two_layer", hidden=30, init="he", dropout=0.25, optimizer="momentum", lr=0.1,
          schedule="cosine", decay_epochs=160)),
    ("linear_random_search", 300, 10, dict(seed=50, optimizer="random_search")),
    ("linear_random_search_replace", 200, 10,
     dict(seed=51, optimizer="random_search", lr=0.5, loss="svm", batch=40, batch_seed=5)),
    ("two_layer_random_search", 250, 10, dict(seed=52, model="two_layer", hidden=6, optimizer="random_search")),
    ("two_layer_random_search_epoch", 200, 10,
     dict(seed=53, model="two_layer", hidden=5, optimizer="random_search", batch=45, sampling="epoch",
          schedule="exponential", decay_rate=0.95, decay_epochs=1)),
    ("linear_local_search", 300, 10, dict(seed=54, optimizer="local_search", lr=0.1)),
    ("linear_local_search_epoch", 200, 10,
     dict(seed=55, optimizer="local_search", lr=0.2, batch=64, sampling="epoch", batch_seed=4294967295)),
    ("two_layer_local_search", 400, 20,
     dict(seed=56, model="two_layer", hidden=20, init="he", optimizer="local_search", lr=0.05)),
    ("two_layer_local_search_replace", 200, 10,
     dict(seed=57, model="two_layer", hidden=9, init="he", optimizer="local_search", lr=0.1, batch=50, batch_seed=2)),
    ("two_layer_local_search_max_norm", 250, 10,
     dict(seed=58, model="two_layer", hidden=12, init="he", optimizer="local_search", lr=0.3, max_norm=1.5, loss="svm",
          svm_power=2, l1=1e-3, elastic_beta=2.0)),
    ("linear_numerical", 150, 10, dict(seed=59, optimizer="numerical")),
    ("linear_numerical_epoch", 120, 6,
     dict(seed=60, optimizer="numerical", lr=0.3, batch=40, sampling="epoch", loss="svm", svm_power=2)),
    # Where a ReLU bends within h, a difference comes back 1e5 times larger: from seed 61 with lr 0.2, NumPy itself ends
    # 4e-8 apart if the weights differ by parts in 1e12. This run keeps such a difference below 2e-11.
    ("two_layer_numerical", 120, 6, dict(seed=72, model="two_layer", hidden=8, init="he", optimizer="numerical", lr=0.1)),
    ("two_layer_numerical_replace", 100, 5,
     dict(seed=62, model="two_layer", hidden=7, init="he", optimizer="numerical", lr=0.2, batch=60, batch_seed=7,
          max_norm=2.0, l1=1e-3)),
    ("linear_svm_margin_squared", 200, 10, dict(seed=63, loss="svm", svm_margin=2.5, svm_power=2, lr=0.02)),
    ("linear_svm_all_mean_adagrad", 200, 10,
     dict(seed=64, classes=5, points=40, loss="svm", svm_sum="all", svm_reduce="mean", optimizer="adagrad", lr=0.2,
          batch=50)),
    ("linear_svm_squared_all_momentum", 200, 10,
     dict(seed=65, loss="svm", svm_margin=0.5, svm_power=2, svm_sum="all", optimizer="momentum", lr=0.03, batch=64,
          sampling="epoch")),
    ("two_layer_svm_margin_nesterov", 200, 10,
     dict(seed=66, model="two_layer", hidden=20, init="he", loss="svm", svm_margin=0.3, optimizer="nesterov", lr=0.03)),
    ("two_layer_svm_squared_mean_max_norm", 200, 10,
     dict(seed=67, model="two_layer", hidden=20, init="he", loss="svm", svm_power=2, svm_reduce="mean", max_norm=1.8,
          optimizer="momentum", lr=0.1, batch=50)),
    ("linear_elastic_net", 200, 10, dict(seed=68, l2=0.0, l1=5e-3, elastic_beta=0.7, lr=0.5)),
    ("two_layer_elastic_net_adam", 200, 10,
     dict(seed=69, model="two_layer", hidden=15, init="he", l1=1e-3, elastic_beta=3.0, l2_half=0, optimizer="adam",
          lr=0.01, batch=60, sampling="epoch")),
    ("linear_max_norm", 200, 10, dict(seed=70, max_norm=1.5)),
    ("two_layer_max_norm_rmsprop", 200, 10,
     dict(seed=71, model="two_layer", hidden=15, init="he", max_norm=1.2, optimizer="rmsprop", lr=0.01, dropout=0.2,
          batch=60)),
]


def initial_weights(s, stream, features):
    if s["init_seed"] is not None:
        stream = np.random.RandomState(s["init_seed"])
    stream.randn(s["init_skip"])
    sizes = [features, s["classes"]] if s["model"] == "linear" else [features, s["hidden"], s["classes"]]
    parameters = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        if s["init"] == "zero":
            W = np.zeros((fan_in, fan_out))
        else:
            scale = np.sqrt(2.0 / fan_in) if s["init"] == "he" else s["init_scale"]
            W = scale * stream.randn(fan_in, fan_out)
        parameters += [W, np.zeros((1, fan_out))]
    return parameters


def forward(parameters, X, mask=None):
    """Hidden layer (None for a linear model) and scores. `mask` (N,H) multiplies the hidden layer."""
    if len(parameters) == 2:
        W, b = parameters
        return None, np.dot(X, W) + b
    W1, b1, W2, b2 = parameters
    hidden = np.maximum(0, np.dot(X, W1) + b1)
    if mask is not None:
        hidden = hidden * mask
    return hidden, np.dot(hidden, W2) + b2


def data_loss(s, scores, y):
    """Mean loss, and its gradient on the scores."""
    n = len(y)
    if s["loss"] == "softmax":
        exponentials = np.exp(scores - np.max(scores, axis=1, keepdims=True))
        probabilities = exponentials / np.sum(exponentials, axis=1, keepdims=True)
        loss = np.sum(-np.log(probabilities[range(n), y])) / n
        dscores = probabilities
        dscores[range(n), y] -= 1
        return loss, dscores / n
    margins = np.maximum(0, scores - scores[range(n), y].reshape(n, 1) + s["svm_margin"])
    dmargins = (margins > 0) * (2 * margins if s["svm_power"] == 2 else 1.0)
    terms = margins**s["svm_power"]
    if s["svm_sum"] == "others":
        terms[range(n), y] = 0
    # The label's own margin does not depend on the scores.
    dmargins[range(n), y] = 0
    dscores = dmargins
    dscores[range(n), y] = -np.sum(dmargins, axis=1)
    if s["svm_reduce"] == "mean":
        terms, dscores = terms / s["classes"], dscores / s["classes"]
    return np.sum(terms) / n, dscores / n


def regularization(s, W):
    """Loss of one weight matrix, and its gradient."""
    half = 0.5 if s["l2_half"] else 1.0
    beta = s["elastic_beta"]
    return (half * s["l2"] * np.sum(W * W) + s["l1"] * np.sum(np.abs(W) + beta * W * W),
            2 * half * s["l2"] * W + s["l1"] * (np.sign(W) + 2 * beta * W))


def keep_max_norm(s, parameters):
    """Shortens the columns of the weights that are longer than max_norm, in place."""
    if s["max_norm"] > 0:
        for W in parameters[::2]:
            W *= np.minimum(1, s["max_norm"] / np.linalg.norm(W, axis=0))


def backward(parameters, X, hidden, dscores, mask):
    if len(parameters) == 2:
        return [np.dot(X.T, dscores), np.sum(dscores, axis=0, keepdims=True)]
    W2 = parameters[2]
    dhidden = np.dot(dscores, W2.T)
    if mask is not None:
        dhidden = dhidden * mask
    dhidden[hidden <= 0] = 0
    return [np.dot(X.T, dhidden), np.sum(dhidden, axis=0, keepdims=True),
            np.dot(hidden.T, dscores), np.sum(dscores, axis=0, keepdims=True)]


def minibatches(s, n):
    """Rows of one step after the other, without end."""
    if s["batch"] == 0:
        while True:
            yield np.arange(n)
    stream = np.random.RandomState(s["batch_seed"])
    batch = min(s["batch"], n)
    while True:
        if s["sampling"] == "replace":
            yield stream.randint(0, n, batch)
        else:
            order = stream.permutation(n)
            for start in range(0, n, batch):
                yield order[start:start + batch]


def accuracy(parameters, X, y):
    return np.mean(np.argmax(forward(parameters, X)[1], axis=1) == y)


def dropout_masks(s, rows):
    """Mask of one step after the other, for the rows of each; None without dropout."""
    stream = np.random.RandomState(s["batch_seed"] ^ 0x9E3779B9)
    for batch in rows:
        mask = None
        if s["dropout"] > 0 and s["model"] == "two_layer":
            bits = stream.randint(0, 2**32, size=(len(batch), s["hidden"]), dtype=np.uint32)
            mask = (bits >= np.floor(s["dropout"] * 2**32)) / (1 - s["dropout"])
        yield batch, mask


def scheduled_rate(s, epoch, step_epochs):
    t = epoch / s["decay_epochs"]
    share = {
        "constant": 1.0,
        "step": s["decay_rate"] ** np.floor(t),
        "exponential": s["decay_rate"] ** t,
        "cosine": 0.5 * (1 + np.cos(np.pi * min(t, 1))),
        "inverse": 1 / (1 + t),
    }[s["schedule"]]
    if s["warmup_epochs"] > 0:
        share *= min(1, (epoch + step_epochs) / s["warmup_epochs"])
    return s["lr"] * share


def update(s, lr, step, p, g, memory):
    """One parameter matrix by the rules of the CS231n notes, in place. `step` counts from 1."""
    v, squares = memory
    if s["optimizer"] in ("sgd", "numerical"):
        p -= lr * g
    elif s["optimizer"] == "momentum":
        v *= s["momentum"]
        v -= lr * g
        p += v
    elif s["optimizer"] == "nesterov":
        v_prev = v.copy()
        v[:] = s["momentum"] * v - lr * g
        p += -s["momentum"] * v_prev + (1 + s["momentum"]) * v
    elif s["optimizer"] == "adagrad":
        squares += g**2
        p -= lr * g / (np.sqrt(squares) + s["epsilon"])
    elif s["optimizer"] == "rmsprop":
        squares[:] = s["rms_decay"] * squares + (1 - s["rms_decay"]) * g**2
        p -= lr * g / (np.sqrt(squares) + s["epsilon"])
    elif s["optimizer"] == "adam":
        v[:] = s["beta1"] * v + (1 - s["beta1"]) * g
        squares[:] = s["beta2"] * squares + (1 - s["beta2"]) * g**2
        v_hat = v / (1 - s["beta1"] ** step)
        squares_hat = squares / (1 - s["beta2"] ** step)
        p -= lr * v_hat / (np.sqrt(squares_hat) + s["epsilon"])
    else:
        raise ValueError(s["optimizer"])


def objective(s, parameters, X, y, mask=None):
    """Data loss, penalty, and the gradient on every parameter."""
    hidden, scores = forward(parameters, X, mask)
    data, dscores = data_loss(s, scores, y)
    gradients = backward(parameters, X, hidden, dscores, mask)
    reg = 0.0
    for weights in range(0, len(parameters), 2):
        penalty, dpenalty = regularization(s, parameters[weights])
        reg += penalty
        gradients[weights] = gradients[weights] + dpenalty
    return data, reg, gradients


def numerical_gradient(s, parameters, X, y):
    """Forward differences of the whole loss, as in the notes: f(x + h) - f(x), over h."""
    h = 1e-5

    def loss():
        return sum(objective(s, parameters, X, y)[:2])

    fx = loss()
    gradients = []
    for p in parameters:
        gradient = np.zeros_like(p)
        for ix in np.ndindex(p.shape):
            old = p[ix]
            p[ix] = old + h
            gradient[ix] = (loss() - fx) / h
            p[ix] = old
        gradients.append(gradient)
    return gradients


def search(s, lr, parameters, X, y, stream):
    """One try of the notes' random or local search; the parameters become the try's if its loss is lower."""
    local = s["optimizer"] == "local_search"
    candidate = [(p if local else 0) + lr * stream.randn(*p.shape) for p in parameters]
    keep_max_norm(s, candidate)
    if sum(objective(s, candidate, X, y)[:2]) < sum(objective(s, parameters, X, y)[:2]):
        for p, better in zip(parameters, candidate):
            p[:] = better


def train(s, steps, log_every):
    stream = np.random.RandomState(s["seed"])
    X, y = spiral(stream, s["classes"], s["points"], s["noise"])
    parameters = initial_weights(s, stream, X.shape[1])
    memories = [(np.zeros_like(p), np.zeros_like(p)) for p in parameters]
    tries = np.random.RandomState(s["batch_seed"] ^ 0x85EBCA6B)
    used = 0
    for iteration, (rows, mask) in zip(range(steps), dropout_masks(s, minibatches(s, len(y)))):
        data, reg, gradients = objective(s, parameters, X[rows], y[rows], mask)
        if iteration % log_every == 0:
            yield "%d,%.17g,%.17g,%.17g,%.17g" % (iteration, data + reg, data, reg, accuracy(parameters, X, y))
        batch = min(s["batch"], len(y)) or len(y)
        lr = scheduled_rate(s, used / len(y), batch / len(y))
        used += len(rows)
        if s["optimizer"] in ("random_search", "local_search"):
            search(s, lr, parameters, X[rows], y[rows], tries)
            continue
        if s["optimizer"] == "numerical":
            gradients = numerical_gradient(s, parameters, X[rows], y[rows])
        for p, gradient, memory in zip(parameters, gradients, memories):
            update(s, lr, iteration + 1, p, gradient, memory)
        keep_max_norm(s, parameters)
    yield "final_train_accuracy: %.17g" % accuracy(parameters, X, y)


def main():
    folder = pathlib.Path(__file__).parent / "runs"
    folder.mkdir(exist_ok=True)
    for name, steps, log_every, changes in CASES:
        settings = {**DEFAULTS, **FURTHER_DEFAULTS, **changes}
        text = "&".join(f"{key}={value}" for key, value in {**DEFAULTS, **changes}.items() if value is not None)
        with open(folder / f"{name}.txt", "w") as out:
            print(f"settings: {text}&precision=float64", file=out)
            print(f"steps: {steps}", file=out)
            print(f"log_every: {log_every}", file=out)
            print("iteration,loss,data_loss,reg_loss,train_accuracy", file=out)
            for line in train(settings, steps, log_every):
                print(line, file=out)


if __name__ == "__main__":
    main()
