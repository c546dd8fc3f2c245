"""The derivation in numpy, as one writes it who knows numpy: float32, whole batches."""

import numpy as np
from turns import serve, task

weights = [w for w, _ in task.weights]
biases = [b for _, b in task.weights]
one = np.float32(1)
rate = np.float32(task.rate / task.batch)
batches = list(task.batches())


def activations(x):
    a = [x]
    for w, b in zip(weights, biases):
        a.append(one / (one + np.exp(-(a[-1] @ w + b))))
    return a


def step(x, t):
    a = activations(x)
    delta = (t - a[-1]) * a[-1] * (one - a[-1])
    for layer in range(len(weights) - 1, -1, -1):
        below = (delta @ weights[layer].T) * a[layer] * (one - a[layer]) if layer else None
        weights[layer] += rate * (a[layer].T @ delta)
        biases[layer] += rate * delta.sum(0)
        delta = below


def train(epochs):
    for _ in range(epochs):
        for x, t in batches:
            step(x, t)
    return epochs * len(batches) * task.batch


serve(f"numpy {np.__version__}, batch {task.batch}", train, lambda x: activations(x)[-1])
