import { DeltaruleError } from "@deltarule/core";
import { openUrl } from "#open-url";
import { listed, suggestion } from "./nearest.ts";
import type { Source } from "./source.ts";

/** A data set that comes with this package. */
export interface Sample {
  readonly name: string;
  readonly title: string;
  /** In the package's folder `samples`. */
  readonly file: string;
  readonly rows: number;
  /** Input columns. */
  readonly features: number;
  /** The column to predict, which is the last. */
  readonly target: string;
  /** Of the target; undefined: it is a number. */
  readonly classes: number | undefined;
  /** Some values are missing. */
  readonly gaps?: true;
  readonly origin: string;
  readonly licence: string;
  /** Where its file is: a file in Node, what the bundler made of it in a browser. */
  readonly url: URL;
  /** Of images: where the file of their labels is. */
  readonly labels?: URL;
}

const modeldata = { origin: "modeldata 1.1.0", licence: "MIT" };
const zalando = { origin: "Fashion-MNIST", licence: "MIT" };
const sklearn = { origin: "scikit-learn 1.2.1", licence: "BSD-3-Clause" };

// each URL is written out, so that bundlers see the file
export const samples: readonly Sample[] = [
  {
    name: "xor",
    title: "Exclusive or: 1 when exactly one of two inputs is 1",
    file: "xor.csv",
    rows: 4,
    features: 2,
    target: "xor",
    classes: 2,
    origin: "its truth table",
    licence: "MIT",
    url: new URL("../samples/xor.csv", import.meta.url),
  },
  {
    name: "encoder",
    title: "The same symbol of ten out as in: a code for ten in few hidden units",
    file: "encoder.csv",
    rows: 10,
    features: 1,
    target: "same",
    classes: 10,
    origin: "its definition",
    licence: "MIT",
    url: new URL("../samples/encoder.csv", import.meta.url),
  },
  {
    name: "parity",
    title: "Whether an odd number of four bits is 1",
    file: "parity.csv",
    rows: 16,
    features: 4,
    target: "parity",
    classes: 2,
    origin: "its truth table",
    licence: "MIT",
    url: new URL("../samples/parity.csv", import.meta.url),
  },
  {
    name: "spirals",
    title: "Which of two spirals, wound around each other, a point lies on",
    file: "spirals.csv",
    rows: 194,
    features: 2,
    target: "spiral",
    classes: 2,
    origin: "its formula, seed 1",
    licence: "MIT",
    url: new URL("../samples/spirals.csv", import.meta.url),
  },
  {
    name: "iris",
    title: "Species of iris by the size of sepals and petals",
    file: "iris.csv",
    rows: 150,
    features: 4,
    target: "species",
    classes: 3,
    ...sklearn,
    url: new URL("../samples/iris.csv", import.meta.url),
  },
  {
    name: "wine",
    title: "Cultivar of a wine by its chemistry",
    file: "wine.csv",
    rows: 178,
    features: 13,
    target: "class",
    classes: 3,
    ...sklearn,
    url: new URL("../samples/wine.csv", import.meta.url),
  },
  {
    name: "breast-cancer",
    title: "Diagnosis of breast tumours by the shape of their cell nuclei (WDBC)",
    file: "breast-cancer.csv",
    rows: 569,
    features: 30,
    target: "diagnosis",
    classes: 2,
    ...sklearn,
    url: new URL("../samples/breast-cancer.csv", import.meta.url),
  },
  {
    name: "digits",
    title: "Handwritten digits, 8 × 8 pixels of 0 to 16",
    file: "digits.csv",
    rows: 1797,
    features: 64,
    target: "digit",
    classes: 10,
    ...sklearn,
    url: new URL("../samples/digits.csv", import.meta.url),
  },
  {
    name: "penguins",
    title: "Species of penguins by island, size and sex, with gaps",
    file: "penguins.csv",
    rows: 344,
    features: 6,
    target: "species",
    classes: 3,
    gaps: true,
    ...modeldata,
    url: new URL("../samples/penguins.csv", import.meta.url),
  },
  {
    name: "concrete",
    title: "Compressive strength of concrete (MPa) by its mix and age",
    file: "concrete.csv",
    rows: 1030,
    features: 8,
    target: "compressive_strength",
    classes: undefined,
    ...modeldata,
    url: new URL("../samples/concrete.csv", import.meta.url),
  },
  {
    name: "diabetes",
    title: "Progression of diabetes after a year",
    file: "diabetes.csv",
    rows: 442,
    features: 10,
    target: "progression",
    classes: undefined,
    ...sklearn,
    url: new URL("../samples/diabetes.csv", import.meta.url),
  },
  {
    name: "fashion-mnist-small",
    title: "Kinds of clothing in 28 × 28 pixels: the first 3,000 to train",
    file: "fashion-mnist-small/train-images-idx3-ubyte.gz",
    rows: 3000,
    features: 784,
    target: "label",
    classes: 10,
    ...zalando,
    url: new URL("../samples/fashion-mnist-small/train-images-idx3-ubyte.gz", import.meta.url),
    labels: new URL("../samples/fashion-mnist-small/train-labels-idx1-ubyte.gz", import.meta.url),
  },
  {
    name: "fashion-mnist-small-test",
    title: "Kinds of clothing in 28 × 28 pixels: the first 1,000 to test",
    file: "fashion-mnist-small/t10k-images-idx3-ubyte.gz",
    rows: 1000,
    features: 784,
    target: "label",
    classes: 10,
    ...zalando,
    url: new URL("../samples/fashion-mnist-small/t10k-images-idx3-ubyte.gz", import.meta.url),
    labels: new URL("../samples/fashion-mnist-small/t10k-labels-idx1-ubyte.gz", import.meta.url),
  },
];

/**
 * A sample as a source for `readTable`.
 * @throws OPTION_INVALID: no sample of this name
 */
export function openSample(wanted: string): Source {
  const sample = samples.find(({ name }) => name === wanted);
  if (sample) {
    const name = `sample ${wanted}`;
    const { url, labels } = sample;
    return { name, bytes: openUrl(url), labels: labels && { name: `labels of ${name}`, bytes: openUrl(labels) } };
  }
  const names = samples.map(({ name }) => name);
  throw new DeltaruleError(
    "OPTION_INVALID",
    `no sample is called "${wanted}"; expected one of ${listed(names)}${suggestion(wanted, names)}`,
  );
}
