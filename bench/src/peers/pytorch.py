"""PyTorch, "eager" as its users write it (modules, autograd, SGD) or "by-hand": the derivation in tensors, without autograd."""

import torch
from turns import serve, task

batches = [(torch.from_numpy(x.copy()), torch.from_numpy(t.copy())) for x, t in task.batches()]


def eager():
    sizes = list(zip(task.layers, task.layers[1:]))
    model = torch.nn.Sequential(*[module for i, j in sizes for module in (torch.nn.Linear(i, j), torch.nn.Sigmoid())])
    with torch.no_grad():
        for layer, (w, b) in zip(model[::2], task.weights):
            layer.weight.copy_(torch.from_numpy(w.T))
            layer.bias.copy_(torch.from_numpy(b))
    optimizer = torch.optim.SGD(model.parameters(), lr=task.rate)

    def step(x, t):
        optimizer.zero_grad(set_to_none=True)
        loss = 0.5 * ((model(x) - t) ** 2).sum() / task.batch
        loss.backward()
        optimizer.step()

    def outputs(x):
        with torch.no_grad():
            return model(x)

    return step, outputs


def by_hand():
    weights = [torch.from_numpy(w) for w, _ in task.weights]
    biases = [torch.from_numpy(b) for _, b in task.weights]
    rate = task.rate / task.batch

    def activations(x):
        a = [x]
        for w, b in zip(weights, biases):
            a.append(torch.sigmoid(torch.addmm(b, a[-1], w)))
        return a

    def step(x, t):
        a = activations(x)
        delta = (t - a[-1]) * a[-1] * (1 - a[-1])
        for layer in range(len(weights) - 1, -1, -1):
            below = torch.mm(delta, weights[layer].t()) * a[layer] * (1 - a[layer]) if layer else None
            weights[layer].addmm_(a[layer].t(), delta, alpha=rate)
            biases[layer].add_(delta.sum(0), alpha=rate)
            delta = below

    return step, lambda x: activations(x)[-1]


step, outputs = eager() if task.variant == "eager" else by_hand()


def train(epochs):
    with torch.set_grad_enabled(task.variant == "eager"):
        for _ in range(epochs):
            for x, t in batches:
                step(x, t)
    return epochs * len(batches) * task.batch


serve(f"PyTorch {torch.__version__}, batch {task.batch}", train, lambda x: outputs(torch.from_numpy(x.copy())).numpy())
