import type { Values } from "@deltarule/core";
import type { Cells } from "../../examples/minimal-backend.ts";
import type { Fault } from "./fault.ts";

export const memoryFaults: readonly Fault[] = [
  {
    name: "gather is off by one",
    caughtBy: ["gather/by-hand", "gather/last/2x1"],
    plant: (right) => ({
      gather: (source, rows, out) =>
        right.gather(
          source,
          rows.map((r) => (r + 1) % source.rows),
          out,
        ),
    }),
  },
  {
    name: "gather forgets the last of the rows",
    caughtBy: ["gather/by-hand", "gather/last/1x1"],
    plant: (right) => ({ gather: (source, rows, out) => right.gather(source, rows.subarray(0, -1), out) }),
  },
  {
    name: "gather reads its indices when they are needed",
    caughtBy: ["order/copies-arguments"],
    plant(right) {
      let pending = () => {};
      return {
        gather(source, rows, out) {
          pending();
          pending = () => right.gather(source, rows, out);
        },
        update(w, step, rate) {
          pending();
          right.update(w, step, rate);
        },
      };
    },
  },
  {
    name: "read gives what an earlier read gave",
    caughtBy: ["memory/read-is-fresh", "order/interleaved"],
    plant(right) {
      const cache = new Map<Cells, Promise<Values>>();
      return {
        read(m) {
          const stale = cache.get(m) ?? right.read(m);
          cache.set(m, stale);
          return stale.then((values) => values.slice());
        },
      };
    },
  },
  {
    name: "read gives a live view",
    caughtBy: ["memory/read-is-a-copy", "memory/read-keeps"],
    plant: () => ({ read: async (m) => m.values }),
  },
  {
    name: "read copies when it is awaited, not at its place in the order",
    caughtBy: ["memory/read-keeps", "order/interleaved"],
    plant: () => ({
      async read(m) {
        await Promise.resolve();
        return m.values.slice();
      },
    }),
  },
  {
    name: "matrix keeps the caller's array",
    caughtBy: ["memory/copies-values"],
    plant: (right) => ({
      matrix: (rows, cols, values) =>
        values instanceof Float32Array ? { rows, cols, values } : right.matrix(rows, cols, values),
    }),
  },
  {
    name: "write writes later",
    caughtBy: ["memory/copies-values", "order/interleaved"],
    plant: (right) => ({ write: (m, values) => queueMicrotask(() => right.write(m, values)) }),
  },
  {
    name: "a new matrix holds what a freed one left",
    caughtBy: ["memory/zeros"],
    plant(right) {
      const freed: Cells[] = [];
      return {
        free: (m) => freed.push(m),
        matrix(rows, cols, values) {
          const reused = freed.findIndex((m) => m.rows === rows && m.cols === cols);
          if (reused < 0) return right.matrix(rows, cols, values);
          const m = { rows, cols, values: freed.splice(reused, 1)[0]!.values };
          if (values) m.values.set(values);
          return m;
        },
      };
    },
  },
  {
    name: "free gives away memory that is still in use",
    caughtBy: ["memory/many"],
    plant(right) {
      const made: Cells[] = [];
      let freed: Cells | undefined;
      return {
        free(m) {
          freed = m;
        },
        matrix(rows, cols, values) {
          const m = right.matrix(rows, cols, values);
          // the one made before the freed one lives on, and is overwritten by the next
          const neighbour = freed && made[made.indexOf(freed) - 1];
          if (neighbour) neighbour.values.set(m.values.subarray(0, neighbour.values.length));
          freed = undefined;
          made.push(m);
          return m;
        },
      };
    },
  },
  {
    name: "freed matrices are kept",
    caughtBy: ["lifecycle/many-matrices"],
    plant(right) {
      const kept: Cells[] = [];
      return {
        matrix(rows, cols, values) {
          const m = right.matrix(rows, cols, values);
          kept.push(m);
          return m;
        },
      };
    },
  },
  {
    name: "an operation writes its padding into the next matrix",
    caughtBy: ["padding/operations/3", "padding/interpreted/13-1-1"],
    plant(right) {
      const made: Cells[] = [];
      return {
        matrix(rows, cols, values) {
          const m = right.matrix(rows, cols, values);
          made.push(m);
          return m;
        },
        sigmoid(net, out) {
          right.sigmoid(net, out);
          // σ(0), which a kernel over whole vectors leaves in the columns past the last
          const next = made[made.indexOf(out) + 1];
          if (out.cols % 4 && next) next.values[0] = 0.5;
        },
      };
    },
  },
  {
    name: "sums run on into the padding of a row",
    caughtBy: ["matmul/plain/2x3x5", "padding/operations/3"],
    plant: (right) => ({
      matmul(a, b, out, options = {}) {
        right.matmul(a, b, out, options);
        if (options.transposeA || options.transposeB || a.cols % 4 === 0) return;
        for (const e of out.values.keys())
          out.values[e]! += (a.values[(Math.floor(e / out.cols) + 1) * a.cols] ?? 0) * (b.values[e % b.cols] ?? 0);
      },
    }),
  },
];
