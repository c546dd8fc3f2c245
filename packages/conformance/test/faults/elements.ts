import type { Cells } from "../../examples/minimal-backend.ts";
import type { Fault, Plain } from "./fault.ts";

const activation = (f: (x: number) => number): Partial<Plain> => ({
  sigmoid(net, out) {
    for (const [e, x] of net.values.entries()) out.values[e] = f(x);
  },
});

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const delta = (f: (error: number, a: number, hidden: boolean) => number): Partial<Plain> => ({
  delta(a, source, out) {
    for (const [e, x] of a.values.entries())
      out.values[e] =
        "target" in source ? f(source.target.values[e]! - x, x, false) : f(source.error.values[e]!, x, true);
  },
});

const squares = (right: Plain, spoil: (out: Cells, added: number, before: number, r: number, K: number) => void) => ({
  squaredError(a: Cells, target: Cells, out: Cells) {
    const before = out.values.slice();
    right.squaredError(a, target, out);
    for (const [r, x] of before.entries()) spoil(out, out.values[r]! - x, x, r, a.cols);
  },
});

export const elementFaults: readonly Fault[] = [
  {
    name: "sigmoid saturates too early",
    caughtBy: ["sigmoid/saturating", "sigmoid/whole-range"],
    plant: () => activation((x) => (Math.abs(x) > 16 ? Number(x > 0) : sigmoid(x))),
  },
  {
    name: "sigmoid is a cheap approximation",
    caughtBy: ["sigmoid/by-hand", "sigmoid/shape/1x1"],
    plant: () => activation((x) => 0.5 + x / (2 * (1 + Math.abs(x)))),
  },
  {
    name: "sigmoid is another function for negative inputs",
    caughtBy: ["sigmoid/by-hand", "sigmoid/saturating", "learning/xor"],
    plant: () => activation((x) => (x < 0 ? 0.5 + 0.01 * x : sigmoid(x))),
  },
  {
    name: "sigmoid of a large input overflows to NaN",
    caughtBy: ["sigmoid/large"],
    plant: () => activation((x) => Math.exp(x) / (1 + Math.exp(x))),
  },
  {
    name: "sigmoid swallows NaN",
    caughtBy: ["sigmoid/non-finite"],
    plant: () => activation((x) => (Number.isNaN(x) ? 0 : sigmoid(x))),
  },
  {
    name: "δ has the wrong sign",
    caughtBy: ["delta/by-hand-target", "delta/target/1x1", "gradient/2-2-1", "learning/xor"],
    plant: () => delta((error, a) => -error * a * (1 - a)),
  },
  {
    name: "δ of a hidden unit lacks its derivative",
    caughtBy: ["delta/by-hand-error", "delta/error/1x1", "gradient/2-2-1"],
    plant: () => delta((error, a, hidden) => (hidden ? error : error * a * (1 - a))),
  },
  {
    name: "δ has the derivative of tanh",
    caughtBy: ["delta/by-hand-target", "delta/saturated", "gradient/4-3-no-hidden"],
    plant: () => delta((error, a) => error * (1 - a * a)),
  },
  {
    name: "δ of a hidden unit takes its error for a target",
    caughtBy: ["delta/by-hand-error", "gradient/3-5-7-2"],
    plant: () => delta((error, a, hidden) => (hidden ? error - a : error) * a * (1 - a)),
  },
  {
    name: "δ cancels: a − a² instead of a (1 − a), in float32",
    caughtBy: ["delta/target/33x65"],
    plant: () => delta((error, a) => error * Math.fround(a - Math.fround(a * a))),
  },
  {
    name: "update subtracts",
    caughtBy: ["update/by-hand", "learning/xor"],
    plant: (right) => ({ update: (w, step, rate) => right.update(w, step, -rate) }),
  },
  {
    name: "update ignores the rate",
    caughtBy: ["update/by-hand", "update/rate-zero", "update/rate--0.3/1x1"],
    plant: (right) => ({ update: (w, step) => right.update(w, step, 1) }),
  },
  {
    name: "update replaces w",
    caughtBy: ["update/by-hand", "update/rate-1/1x1"],
    plant: () => ({
      update(w, step, rate) {
        for (const [e, x] of step.values.entries()) w.values[e] = rate * x;
      },
    }),
  },
  {
    name: "update scales the step in place",
    caughtBy: ["update/step-stays", "update/many"],
    plant: (right) => ({
      update(w, step, rate) {
        for (const e of step.values.keys()) step.values[e]! *= rate;
        right.update(w, step, 1);
      },
    }),
  },
  {
    name: "the error lacks its ½",
    caughtBy: ["squaredError/by-hand", "squaredError/rows/1x1"],
    plant: (right) =>
      squares(right, (out, added, before, r) => {
        out.values[r] = before + 2 * added;
      }),
  },
  {
    name: "the error replaces what out held",
    caughtBy: ["squaredError/by-hand", "squaredError/zero", "order/accumulating"],
    plant: (right) =>
      squares(right, (out, added, _before, r) => {
        out.values[r] = added;
      }),
  },
  {
    name: "the error is a mean over the outputs",
    caughtBy: ["squaredError/by-hand", "squaredError/rows/1x2"],
    plant: (right) =>
      squares(right, (out, added, before, r, K) => {
        out.values[r] = before + added / K;
      }),
  },
];
