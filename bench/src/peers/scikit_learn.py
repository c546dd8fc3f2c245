"""scikit-learn's MLPClassifier.partial_fit. Its error is cross-entropy (softmax where there are several classes)."""

import warnings

import sklearn
from sklearn.neural_network import MLPClassifier
from turns import serve, task

warnings.filterwarnings("ignore")
outputs = task.layers[-1]
classes = list(range(max(2, outputs)))


def label(t):
    return t.argmax(1) if outputs > 1 else t[:, 0].astype(int)


batches = [(x, label(t)) for x, t in task.batches()]
model = MLPClassifier(
    hidden_layer_sizes=task.layers[1:-1],
    activation="logistic",
    solver="sgd",
    batch_size=task.batch,
    learning_rate_init=task.rate,
    momentum=0,
    nesterovs_momentum=False,
    alpha=0,
    random_state=1,
)
# it makes its weights at the first step
model.partial_fit(*batches[0], classes)
for layer, (w, b) in enumerate(task.weights):
    model.coefs_[layer][:] = w
    model.intercepts_[layer][:] = b


def train(epochs):
    for _ in range(epochs):
        for x, y in batches:
            model.partial_fit(x, y)
    return epochs * len(batches) * task.batch


note = f"scikit-learn {sklearn.__version__}, batch {task.batch}, cross-entropy"
serve(note, train, lambda x: model.predict_proba(x)[:, -outputs:])
