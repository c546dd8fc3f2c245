"""The benchmark's side of a Python program: the task on the command line, a line in, a line out."""

import os
import sys
import time

import numpy as np


class Task:
    """LAYERS BATCH SAMPLES ROWS RATE FILE [VARIANT]; the file holds inputs, targets, then weights (I x J) and biases."""

    def __init__(self, argv):
        layers, batch, samples, rows, rate, file = argv[1:7]
        self.layers = [int(units) for units in layers.split(",")]
        self.batch, self.samples, self.rows = int(batch), int(samples), int(rows)
        self.rate = float(rate)
        self.variant = argv[7] if len(argv) > 7 else ""
        values = np.fromfile(file, np.float32)
        at = 0

        def take(rows, cols):
            nonlocal at
            at += rows * cols
            return values[at - rows * cols : at].reshape(rows, cols).copy()

        self.inputs = take(self.rows, self.layers[0])
        self.targets = take(self.rows, self.layers[-1])
        self.weights = [(take(i, j), take(1, j)[0]) for i, j in zip(self.layers, self.layers[1:])]

    def batches(self):
        """The training rows, batch by batch, in their order."""
        for start in range(0, self.samples - self.batch + 1, self.batch):
            yield self.inputs[start : start + self.batch], self.targets[start : start + self.batch]


def serve(note, train, outputs):
    """train(epochs) gives the samples gone through, outputs(inputs) the activations, rows x K."""
    threads = int(os.environ.get("OMP_NUM_THREADS", 1))
    print("ready", f"{note}, {threads} threads" if threads > 1 else note, flush=True)
    for line in sys.stdin:
        word, *counts = line.split()
        if word == "train":
            began, used = time.perf_counter(), time.process_time()
            units = train(int(counts[0]))
            print("done", units, time.perf_counter() - began, time.process_time() - used, flush=True)
        elif word == "outputs":
            start, count = map(int, counts)
            rows = task.inputs[start : start + count]
            print("outputs", *(repr(float(a)) for a in np.asarray(outputs(rows)).ravel()), flush=True)


task = Task(sys.argv)
