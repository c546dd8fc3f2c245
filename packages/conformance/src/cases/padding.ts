import { interpret, type Matrix } from "@deltarule/core";
import type { ConformanceCase } from "../case.ts";
import { draw } from "../draw.ts";
import { runOracle } from "../oracle.ts";
import { type Table, table } from "../reference.ts";
import { compileOn, settle } from "../setting.ts";
import { tasks } from "../tasks.ts";
import { exact } from "../tolerance.ts";
import type { Trial } from "../trial.ts";

/** Widths that no vector, tile or texel divides: what a backend pads must not be read, nor reach a neighbour in memory. */
export const padding: readonly ConformanceCase[] = [
  ...(["2-2-1", "3-5-7-2", "13-1-1"] as const).flatMap((name) =>
    ([interpret, compileOn] as const).map((compile): ConformanceCase => {
      const how = compile === interpret ? "interpreted" : "compiled";
      return {
        id: `padding/${how}/${name}`,
        title: `${name} trains (${how}) between neighbours that stay as they are`,
        needs: "raw",
        async run(trial) {
          const guard = guarded(trial);
          const { parts, lasting, contents, task } = settle(guard.trial, tasks[name]);
          for (const { program, order } of parts) {
            const compiled = compile(trial.backend, program);
            await compiled.run({ order, rate: task.rate });
            compiled.free();
            runOracle(trial.arithmetic, program, contents, { order, rate: task.rate });
          }
          for (const [what, m] of lasting) await trial.expect(what, m, contents.get(m)!);
          await guard.check();
        },
      };
    }),
  ),
  ...[1, 2, 3, 5, 7, 9, 13, 17].map(
    (width): ConformanceCase => ({
      id: `padding/operations/${width}`,
      title: `Each operation on rows of ${width} leaves the neighbours of its matrices as they are`,
      needs: "raw",
      async run(trial) {
        const { trial: guardedTrial, check } = guarded(trial);
        await eachOperation(guardedTrial, width);
        await check();
      },
    }),
  ),
  {
    id: "padding/stale",
    title: "What freed matrices held does not leak into the sums of new ones",
    needs: "raw",
    async run(trial) {
      for (const width of [1, 3, 5, 7, 13]) {
        // whatever memory is reused now holds 1,000s, beyond the last column too
        for (let i = 0; i < 8; i++) trial.backend.free(trial.backend.matrix(4, 16, new Float64Array(64).fill(1000)));
        await eachOperation(trial, width);
      }
    },
  },
];

/** A trial that makes a sentinel on both sides of each matrix. */
function guarded(trial: Trial): { trial: Trial; check(): Promise<void> } {
  const sentinels: (readonly [Matrix, Table])[] = [];
  const sentinel = () => {
    const [rows, cols] = [1 + (sentinels.length % 3), 1 + (sentinels.length % 5)];
    const values = draw(trial.precision, rows, cols, { seed: sentinels.length });
    sentinels.push([trial.put(values), values]);
  };
  const put: Trial["put"] = (values) => {
    sentinel();
    const m = trial.put(values);
    sentinel();
    return m;
  };
  return {
    trial: { ...trial, put, make: (rows, cols) => put(table(rows, cols)) },
    async check() {
      for (const [i, [m, { values }]] of sentinels.entries())
        trial.same(`neighbour ${i}, a ${m.rows}×${m.cols} matrix`, await trial.backend.read(m), values);
    },
  };
}

/** Every operation once, at n × width and width × width, held to the oracle. */
async function eachOperation({ backend, precision, put, make, expect, arithmetic }: Trial, width: number) {
  const n = 3;
  const tables = {
    x: draw(precision, n, width, { seed: 101, from: 0 }),
    y: draw(precision, n, width, { seed: 102, from: 0 }),
    w: draw(precision, width, width, { seed: 103 }),
    bias: draw(precision, 1, width, { seed: 104 }),
  };
  const [x, y, w, bias] = [put(tables.x), put(tables.y), put(tables.w), put(tables.bias)];
  const [net, a, delta, gathered, above] = [0, 1, 2, 3, 4].map(() => make(n, width));
  const [step, error] = [make(width, width), make(n, 1)];
  backend.gather(x, Uint32Array.of(2, 0, 1), gathered!);
  backend.matmul(gathered!, w, net!, { bias });
  backend.sigmoid(net!, a!);
  backend.delta(a!, { target: y }, delta!);
  backend.matmul(delta!, w, above!, { transposeB: true });
  backend.matmul(gathered!, delta!, step, { transposeA: true });
  backend.squaredError(a!, y, error);
  backend.update(w, step, 0.5);

  const [inputs, zero] = [arithmetic.gather(exact(tables.x), [2, 0, 1]), exact(table(n, width))];
  const expected = { net: arithmetic.matmul(inputs, exact(tables.w), zero, { bias: exact(tables.bias) }) };
  const activation = arithmetic.sigmoid(expected.net);
  const outputDelta = arithmetic.deltaFromTarget(activation, exact(tables.y));
  const change = arithmetic.matmul(inputs, outputDelta, exact(tables.w), { transposeA: true });
  await expect("gathered", gathered!, inputs);
  await expect("net", net!, expected.net);
  await expect("a", a!, activation);
  await expect("δ", delta!, outputDelta);
  await expect("Σ δ w", above!, arithmetic.matmul(outputDelta, exact(tables.w), zero, { transposeB: true }));
  await expect("step", step, change);
  await expect("E", error, arithmetic.squaredError(activation, exact(tables.y), exact(table(n, 1))));
  await expect("w", w, arithmetic.update(exact(tables.w), change, 0.5));
}
