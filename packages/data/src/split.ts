import { DeltaruleError, generator, shuffle } from "@deltarule/core";

export interface SplitOptions {
  /** The share of the rows kept for the test at the end, in [0, 1); 0 by default. */
  readonly test?: number | undefined;
  /** The share kept to watch the training by, likewise. */
  readonly validation?: number | undefined;
  /** 0 by default. The same seed gives the same split. */
  readonly seed?: number | undefined;
  /** The class of each row of the table (`classLabels`): each class then has the same share of every part, as nearly as can be. */
  readonly labels?: readonly string[] | undefined;
}

/** Row indices, sorted; each row is in one part. */
export interface Split {
  readonly training: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
  /** Parts were asked for, but there are fewer than 10 rows: all are training rows. */
  readonly tooFew: boolean;
}

const fewest = 10;

/**
 * Splits rows, given by their number or by their indices, at random. Rounding aside, test and validation get the share that
 * was asked for, and one row at least; every class keeps a training row, even if a part gets less than its share then.
 * @throws OPTION_INVALID: a share outside [0, 1), or no row left to train on
 */
export function split(rows: number | ArrayLike<number>, options: SplitOptions = {}): Split {
  const { test = 0, validation = 0, seed = 0, labels } = options;
  checkShare("test", test);
  checkShare("validation", validation);
  if (!Number.isInteger(seed)) throw invalid(`seed: ${String(seed)}; expected an integer`);
  if (test + validation >= 1)
    throw invalid(`test ${test} and validation ${validation}: nothing is left to train on; expected a sum below 1`);
  const all =
    typeof rows === "number" ? Uint32Array.from({ length: rows }, (_, r) => r) : Uint32Array.from(rows).sort();
  const tooFew = all.length < fewest && test + validation > 0;
  const count = (share: number) => (tooFew || share === 0 ? 0 : Math.max(Math.round(share * all.length), 1));
  if (count(test) + count(validation) >= Math.max(all.length, 1))
    throw invalid(`test ${test} and validation ${validation} of ${all.length} rows: none is left to train on`);

  const classes = shuffledClasses(all, labels, seed);
  const tests = shares(classes, count(test));
  const untested = classes.map((members, c) => members.subarray(tests[c]));
  const validations = shares(untested, count(validation));
  return {
    training: join(untested.map((members, c) => members.subarray(validations[c]))),
    validation: join(untested.map((members, c) => members.subarray(0, validations[c]))),
    test: join(classes.map((members, c) => members.subarray(0, tests[c]))),
    tooFew,
  };
}

/** The rows of each class in random order, classes in the order of their labels; without labels all rows are one class. */
function shuffledClasses(rows: Uint32Array, labels: readonly string[] | undefined, seed: number): Uint32Array[] {
  const members = new Map<string, number[]>();
  for (const r of rows) {
    const label = labels?.[r] ?? "";
    const known = members.get(label);
    if (known) known.push(r);
    else members.set(label, [r]);
  }
  const random = generator(seed);
  return [...members.keys()].sort().map((label) => {
    const order = Uint32Array.from(members.get(label)!);
    shuffle(order, random);
    return order;
  });
}

/**
 * How many rows each class gives to a part of `count` rows: its share rounded down, then one more each in the order of the
 * largest remainder. A class keeps its last row for training.
 */
function shares(classes: readonly Uint32Array[], count: number): number[] {
  const total = classes.reduce((sum, { length }) => sum + length, 0);
  const exact = classes.map(({ length }) => (length * count) / total);
  const given = exact.map((share, c) => Math.min(Math.floor(share), classes[c]!.length - 1));
  const order = exact.map((share, c) => ({ c, lacks: share - Math.floor(share) })).sort((a, b) => b.lacks - a.lacks);
  let left = count - given.reduce((sum, n) => sum + n, 0);
  while (left > 0) {
    const next = order.filter(({ c }) => given[c]! < classes[c]!.length - 1).slice(0, left);
    if (next.length === 0) break;
    for (const { c } of next) given[c]!++;
    left -= next.length;
  }
  return given;
}

function join(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort();
}

function checkShare(name: string, share: number): void {
  if (!(typeof share === "number" && share >= 0 && share < 1))
    throw invalid(`${name}: ${String(share)}; expected a share of the rows in [0, 1)`);
}

const invalid = (message: string) => new DeltaruleError("OPTION_INVALID", message);
