import type { Backend, CreateBackend, Facts } from "@deltarule/core";
import { allocate, type Cells } from "./cells.ts";
import { delta } from "./delta.ts";
import { gather } from "./gather.ts";
import { matmul } from "./matmul.ts";
import { sigmoid } from "./sigmoid.ts";
import { squaredError } from "./squared-error.ts";
import { update } from "./update.ts";

const facts: Facts = {
  device: "JavaScript, 1 thread",
  precision: "f64",
  deterministic: true,
  nonFinite: true,
  // one unit from Math.exp, half a one each from the sum and the quotient, and room for a binade between them
  sigmoidUlp: 4,
};

/** Double precision throughout. Every operation is done when its call returns, so calls can't get out of order. */
export const createBackend: CreateBackend = async () => {
  const backend: Backend<Cells> = {
    contract: 1,
    name: "float64",
    facts,
    matrix: allocate,
    write: (m, values) => m.values.set(values),
    gather,
    // async: the copy is taken at the call, and not when it is awaited
    read: async (m) => m.values.slice(),
    // the garbage collector takes what no handle holds
    free() {},
    matmul,
    sigmoid,
    delta,
    update,
    squaredError,
    async close() {},
  };
  return backend;
};

export default createBackend;
