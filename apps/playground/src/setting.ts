import { nearest } from "@deltarule/data";

/** All that a run depends on. The page's URL holds it, so a link reproduces the run. */
export interface Setting {
  readonly data: string;
  /** Units of each hidden layer; may be empty. */
  readonly hidden: readonly number[];
  /** ε */
  readonly learningRate: number;
  /** α */
  readonly momentum: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly backend: string;
}

export const defaultSetting: Setting = {
  data: "xor",
  hidden: [3],
  learningRate: 1,
  momentum: 0.5,
  batchSize: 1,
  seed: 1,
  backend: "cpu",
};

/** Settings that suit each data set, where the general ones don't. */
const suited: Readonly<Record<string, Partial<Setting>>> = {
  spirals: { hidden: [12, 8], learningRate: 0.5, momentum: 0.8 },
  circles: { hidden: [6], learningRate: 0.5 },
  parity: { hidden: [8], learningRate: 1 },
  encoder: { hidden: [3], learningRate: 1.5 },
  iris: { hidden: [8], learningRate: 0.2, batchSize: 5 },
  digits: { hidden: [30], learningRate: 0.1, batchSize: 10 },
};

/** What learns a data set well. */
export const suitedSetting = (data: string): Setting => ({ ...defaultSetting, ...suited[data], data });

export const MOST_LAYERS = 6;
export const MOST_UNITS = 256;

/** A setting from a URL's parameters, and what in them was not understood, in words. */
export interface ReadSetting {
  readonly setting: Setting;
  readonly complaints: readonly string[];
}

interface Field<T> {
  parse(text: string): T | undefined;
  readonly expected: string;
}

const number = (expected: string, allowed: (x: number) => boolean): Field<number> => ({
  expected,
  parse(text) {
    const x = text.trim() === "" ? Number.NaN : Number(text);
    return Number.isFinite(x) && allowed(x) ? x : undefined;
  },
});
const whole = (least: number) => (x: number) => Number.isSafeInteger(x) && x >= least;
const text: Field<string> = { expected: "a name", parse: (text) => text || undefined };

const fields: { readonly [K in keyof Setting]: Field<Setting[K]> } = {
  data: text,
  hidden: {
    expected: `up to ${MOST_LAYERS} layers of 1 to ${MOST_UNITS} units, as in 8,4`,
    parse(text) {
      if (text === "") return [];
      const units = text.split(",").map(Number);
      const good = units.length <= MOST_LAYERS && units.every((n) => whole(1)(n) && n <= MOST_UNITS);
      return good ? units : undefined;
    },
  },
  learningRate: number("a positive number", (x) => x > 0),
  momentum: number("a number from 0 up to, without, 1", (x) => x >= 0 && x < 1),
  batchSize: number("a positive whole number", whole(1)),
  seed: number("a whole number, at least 0", whole(0)),
  backend: text,
};
const names = Object.keys(fields);
const isName = (name: string): name is keyof Setting => names.includes(name);

/** Reads what it can of `?data=spirals&hidden=8,4&…`; the rest is as by default. */
export function readSetting(query: string): ReadSetting {
  const complaints: string[] = [];
  let setting = defaultSetting;
  for (const [name, text] of new URLSearchParams(query)) {
    if (!isName(name)) {
      const close = nearest(name, names);
      complaints.push(`the address has ${name}, which is no setting${close ? `; did it mean ${close}?` : ""}`);
      continue;
    }
    const value = fields[name].parse(text);
    if (value === undefined) complaints.push(`${name} is “${text}” in the address; expected ${fields[name].expected}`);
    else setting = { ...setting, [name]: value };
  }
  return { setting, complaints };
}

/** The same as a URL's parameters, in a fixed order. */
export function writeSetting(setting: Setting): string {
  const pairs = Object.entries(setting).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `?${pairs.join("&").replaceAll("%2C", ",")}`;
}
