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
  /** Of the target. */
  readonly classes: number;
  readonly origin: string;
  readonly licence: string;
  /** Where its CSV file is: a file in Node, what the bundler made of it in a browser. */
  readonly url: URL;
}

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
];

/**
 * A sample as a source for `readTable`.
 * @throws OPTION_INVALID: no sample of this name
 */
export function openSample(name: string): Source {
  const sample = samples.find((one) => one.name === name);
  if (sample) return { name: `sample ${name}`, bytes: openUrl(sample.url) };
  const names = samples.map((one) => one.name);
  throw new DeltaruleError(
    "OPTION_INVALID",
    `no sample is called "${name}"; expected one of ${listed(names)}${suggestion(name, names)}`,
  );
}
