import { type Backend, type Compiled, DeltaruleError, type Instruction, type Program } from "@deltarule/core";
import { type Command, createCommands } from "./commands.ts";
import type { Device } from "./device.ts";
import { fuse } from "./fuse.ts";
import { createQueue } from "./queue.ts";
import { release, type Texture } from "./texture.ts";

/** A backend but for what it says of itself. */
export type Operations = Omit<Backend<Texture>, "contract" | "name" | "facts">;

// kernels take the index of a row or a column as float32, which has no odd numbers above
const LONGEST = 2 ** 24;
const countable = `${LONGEST} rows or columns, which is as far as float32 counts`;

export function createOperations(device: Device): Operations {
  const queue = createQueue(device);
  const live = new Set<Texture>();
  const results = () => [...live].flatMap(({ resident }) => (resident === undefined ? [] : [resident]));
  const { upload, zero, command, done } = createCommands(device, results);

  const now = (instruction: Instruction<Texture>, rows?: Uint32Array) => {
    const indices = rows && Float32Array.from(rows);
    queue.add(() => command(instruction)(1, indices));
  };

  return {
    matrix(rows, cols, values) {
      const limit = Math.max(rows, cols) > LONGEST ? countable : device.limit({ rows, cols });
      if (limit)
        throw new DeltaruleError(
          "BACKEND_FAILED",
          `gpujs: no ${rows}×${cols} matrix on ${device.description}: more than ${limit}`,
        );
      const m: Texture = { rows, cols, resident: undefined };
      live.add(m);
      const copy = values && Float32Array.from(values);
      queue.add(() => (copy ? upload(m, copy) : zero(m)));
      return m;
    },
    write(m, values) {
      const copy = Float32Array.from(values);
      queue.add(() => upload(m, copy));
    },
    gather: (source, rows, out) => now({ op: "gather", source, out }, rows),
    read: (m) =>
      queue.wait(async () => {
        const values = await device.download(m.resident!, m);
        device.check();
        return values;
      }),
    free(m) {
      queue.add(() => {
        release(m);
        live.delete(m);
      });
    },
    matmul: (a, b, out, options) => now({ op: "matmul", a, b, out, ...options }),
    sigmoid: (net, out) => now({ op: "sigmoid", net, out }),
    delta: (a, source, out) => now({ op: "delta", a, source, out }),
    update: (w, step, rate) => now({ op: "update", w, step, rate }),
    squaredError: (a, target, out) => now({ op: "squaredError", a, target, out }),
    compile(program: Program<Texture>): Compiled {
      const { batchSize, instructions } = program;
      let commands: Command[] | undefined;
      return {
        run({ order, rate }) {
          const indices = Float32Array.from(order);
          return queue.wait(async () => {
            // gpu.js's cpu mode computes in float64, and a number that is never stored isn't rounded
            commands ??= (device.layout.name === "numbers" ? instructions : fuse(program)).map(command);
            for (let at = 0; at < indices.length; at += batchSize) {
              const rows = indices.subarray(at, at + batchSize);
              for (const run of commands) {
                const pending = run(rate, rows);
                if (pending) await pending;
              }
            }
            await done();
          });
        },
        // kernels are shared by all that have their shapes
        free() {},
      };
    },
    async close() {
      await queue.idle();
      for (const m of live) release(m);
      live.clear();
      await device.close();
    },
  };
}
