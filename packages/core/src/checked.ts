import type { Backend, Compiled, Instruction, Matrix, Program, Values } from "./backend.ts";
import { inputsOf, interpret, outputOf } from "./program.ts";
import { checkInstruction, checkKnown, checkProgram, fail, shapeOf } from "./well-formed.ts";

/** A checked backend always compiles: with the backend's own `compile`, or with core's interpreter over the raw operations. */
export interface Checked extends Backend {
  compile(program: Program<Matrix>): Compiled;
}

// a backend has one wrapper, or two wrappers would call each other's matrices foreign
const wrappers = new WeakMap<Backend, Checked>();

/**
 * Holds callers to the contract, before anything is touched; kernels trust. Checking a checked backend returns it.
 *
 * Its members throw (or, where they return a promise, reject with) SHAPE_MISMATCH, NOT_FINITE, ALIASED, FOREIGN_MATRIX, FREED,
 * CLOSED and, for a malformed program, OPTION_INVALID.
 */
export function checked(backend: Backend): Checked {
  const known = wrappers.get(backend);
  if (known) return known;
  const wrapper = wrap(backend);
  wrappers.set(backend, wrapper);
  wrappers.set(wrapper, wrapper);
  return wrapper;
}

function wrap(backend: Backend): Checked {
  const handles = new WeakMap<Matrix, "live" | "freed">();
  let closing: Promise<void> | undefined;

  const open = (op: string) => {
    if (closing) fail("CLOSED", `${op}: the backend ${backend.name} is closed`);
  };
  const alive = (op: string, matrices: readonly Matrix[]) => {
    open(op);
    for (const m of matrices) {
      const state = handles.get(m);
      if (state === undefined)
        fail(
          "FOREIGN_MATRIX",
          `${op}: the ${shapeOf(m)} matrix is not of this ${backend.name} backend; expected one that its matrix() made`,
        );
      if (state === "freed") fail("FREED", `${op}: the ${shapeOf(m)} matrix was freed; expected a live one`);
    }
  };
  const check = (instruction: Instruction<Matrix>) => {
    checkKnown(instruction);
    alive(instruction.op, [...inputsOf(instruction), outputOf(instruction)]);
    checkInstruction(instruction);
  };

  return {
    contract: 1,
    name: backend.name,
    facts: backend.facts,
    matrix(rows, cols, values) {
      open("matrix");
      for (const size of [rows, cols])
        if (!Number.isSafeInteger(size) || size < 1)
          fail("SHAPE_MISMATCH", `matrix: ${rows}×${cols}; expected positive whole numbers`);
      if (values) checkLength("matrix", { rows, cols }, values);
      const m = backend.matrix(rows, cols, values);
      handles.set(m, "live");
      return m;
    },
    write(m, values) {
      alive("write", [m]);
      checkLength("write", m, values);
      backend.write(m, values);
    },
    gather(source, rows, out) {
      check({ op: "gather", source, out });
      if (rows.length !== out.rows)
        fail("SHAPE_MISMATCH", `gather: ${rows.length} indices for out of ${out.rows} rows; expected one index a row`);
      checkIndices("gather", rows, source);
      backend.gather(source, rows, out);
    },
    async read(m) {
      alive("read", [m]);
      return backend.read(m);
    },
    free(m) {
      // closing released everything: an owner that cleans up later need not know
      if (closing) return;
      alive("free", [m]);
      handles.set(m, "freed");
      backend.free(m);
    },
    matmul(a, b, out, options) {
      check({ ...options, op: "matmul", a, b, out });
      backend.matmul(a, b, out, options);
    },
    sigmoid(net, out) {
      check({ op: "sigmoid", net, out });
      backend.sigmoid(net, out);
    },
    delta(a, source, out) {
      check({ op: "delta", a, source, out });
      backend.delta(a, source, out);
    },
    update(w, step, rate) {
      check({ op: "update", w, step, rate });
      backend.update(w, step, rate);
    },
    squaredError(a, target, out) {
      check({ op: "squaredError", a, target, out });
      backend.squaredError(a, target, out);
    },
    compile(program) {
      open("compile");
      for (const instruction of program.instructions) check(instruction);
      checkProgram(program);
      const used = [...new Set(program.instructions.flatMap((i) => [...inputsOf(i), outputOf(i)]))];
      const sources = program.instructions.flatMap((i) => (i.op === "gather" ? [i.source] : []));
      // an index that the shortest of them has, all of them have
      const shortest = sources.toSorted((x, y) => x.rows - y.rows)[0];
      const compiled = backend.compile?.(program) ?? interpret(backend, program);
      let freed = false;
      return {
        async run({ order, rate }) {
          if (freed) fail("FREED", "run: the program was freed; expected a live one");
          alive("run", used);
          if (!Number.isFinite(rate)) fail("NOT_FINITE", `run: rate is ${rate}; expected a finite number`);
          if (order.length % program.batchSize !== 0)
            fail(
              "SHAPE_MISMATCH",
              `run: ${order.length} indices; expected a multiple of the batch size ${program.batchSize}`,
            );
          if (shortest) checkIndices("run", order, shortest);
          return compiled.run({ order, rate });
        },
        free() {
          if (closing) return;
          if (freed) fail("FREED", "free: the program was freed already");
          freed = true;
          compiled.free();
        },
      };
    },
    close() {
      // one that throws at once has failed like one that rejects
      closing ??= (async () => backend.close())();
      return closing;
    },
  };
}

function checkLength(op: string, m: Matrix, values: Values): void {
  if (values.length !== m.rows * m.cols)
    fail("SHAPE_MISMATCH", `${op}: ${values.length} values for a ${shapeOf(m)} matrix; expected ${m.rows * m.cols}`);
}

function checkIndices(op: string, rows: Uint32Array, source: Matrix): void {
  for (const row of rows)
    if (row >= source.rows)
      fail(
        "SHAPE_MISMATCH",
        `${op}: index ${row} into a matrix of ${source.rows} rows; expected less than ${source.rows}`,
      );
}
