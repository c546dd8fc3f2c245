import type { Instruction, Program } from "@deltarule/core";
import type { Texture } from "./texture.ts";

export type Matmul = Extract<Instruction<Texture>, { op: "matmul" }>;

/** What a product's kernel makes of each number, instead of writing it and leaving the rest to the next kernel. */
export type Finish = Extract<Instruction<Texture>, { op: "sigmoid" | "delta" | "update" }>;

/** A product and the instruction after it as one. */
export interface Finished {
  readonly op: "finished";
  readonly product: Matmul;
  readonly finish: Finish;
}

/**
 * A program with fewer calls of kernels: a product that only the next instruction reads is never stored. The bits are those of the
 * instructions one by one, as a kernel's numbers are float32 wherever they stand.
 */
export function fuse({ instructions, scratch }: Program<Texture>): readonly (Instruction<Texture> | Finished)[] {
  const uses = new Map<unknown, number>();
  for (const m of instructions.flatMap(matricesOf)) uses.set(m, (uses.get(m) ?? 0) + 1);
  const steps: (Instruction<Texture> | Finished)[] = [];
  for (let at = 0; at < instructions.length; at++) {
    const [i, next] = [instructions[at]!, instructions[at + 1]];
    if (i.op === "matmul" && next && scratch.has(i.out) && uses.get(i.out) === 2 && finishes(next, i)) {
      steps.push({ op: "finished", product: i, finish: next });
      at++;
    } else steps.push(i);
  }
  return steps;
}

/** net and a; Σ_k δ_k w_kj and δ_j; Δw and w. */
function finishes(next: Instruction<Texture>, product: Matmul): next is Finish {
  const { out, alpha = 1, beta, bias } = product;
  if (beta) return false;
  if (next.op === "sigmoid") return next.net === out;
  if (next.op === "delta") return "error" in next.source && next.source.error === out;
  return next.op === "update" && next.step === out && alpha === 1 && !bias;
}

/** Every matrix that an instruction mentions, as often as it does; an error source holds one a level deeper. */
const matricesOf = (i: Instruction<Texture>): unknown[] =>
  Object.values(i)
    .flatMap((field: unknown) => (isObject(field) && !("rows" in field) ? Object.values(field) : [field]))
    .filter((field) => isObject(field));

const isObject = (x: unknown): x is object => typeof x === "object" && x !== null;
