import type { Instruction } from "@deltarule/core";
import { expect, test } from "vitest";
import { fuse } from "../src/fuse.ts";
import type { Texture } from "../src/texture.ts";

const matrix = (): Texture => ({ rows: 2, cols: 2, resident: undefined });
const [a, b, net, out, w, other] = [matrix(), matrix(), matrix(), matrix(), matrix(), matrix()];

/** The operations that are left, where `net` is scratch. */
const left = (instructions: readonly Instruction<Texture>[], scratch = [net]) =>
  fuse({ batchSize: 2, instructions, scratch: new Set(scratch) }).map((step) =>
    step.op === "finished" ? `matmul and ${step.finish.op}` : step.op,
  );

const product = { op: "matmul", a, b, out: net } as const;

test.each<[string, Instruction<Texture>]>([
  ["net and a", { op: "sigmoid", net, out }],
  ["a hidden unit's δ", { op: "delta", a: other, source: { error: net }, out }],
  ["Δw and w", { op: "update", w, step: net, rate: 0.5 }],
])("%s are one kernel", (_, next) => {
  expect(left([product, next])).toEqual([`matmul and ${next.op}`]);
});

test.each<[string, readonly Instruction<Texture>[], Texture[]]>([
  ["isn't scratch", [product, { op: "sigmoid", net, out }], []],
  ["is read again", [product, { op: "sigmoid", net, out }, { op: "sigmoid", net, out: other }], [net]],
  ["was read before", [{ op: "sigmoid", net, out: other }, product, { op: "sigmoid", net, out }], [net]],
  ["is read twice at once", [product, { op: "delta", a: net, source: { error: net }, out }], [net]],
  [
    "adds to itself",
    [
      { ...product, beta: 0.5 },
      { op: "sigmoid", net, out },
    ],
    [net],
  ],
  ["isn't read by the next instruction", [product, { op: "sigmoid", net: a, out }, { op: "sigmoid", net, out }], [net]],
  ["is the next one's activation", [product, { op: "delta", a: net, source: { error: other }, out }], [net]],
  ["is the next one's target", [product, { op: "delta", a: other, source: { target: net }, out }], [net]],
  [
    "is scaled before it moves weights",
    [
      { ...product, alpha: 2 },
      { op: "update", w, step: net, rate: 1 },
    ],
    [net],
  ],
  [
    "has a bias before it moves weights",
    [
      { ...product, bias: b },
      { op: "update", w, step: net, rate: 1 },
    ],
    [net],
  ],
  ["is what an update moves", [product, { op: "update", w: net, step: other, rate: 1 }], [net]],
])("a product that %s is stored", (_, instructions, scratch) => {
  expect(left(instructions, scratch)).toEqual(instructions.map(({ op }) => op));
});
