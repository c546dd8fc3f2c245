import { type Backend, type Compiled, DeltaruleError, type Instruction, type Program } from "@deltarule/core";
import { createCommands } from "./commands.ts";
import type { Device } from "./device.ts";
import { createQueue } from "./queue.ts";
import { release, type Texture } from "./texture.ts";

/** A backend but for what it says of itself. */
export type Operations = Omit<Backend<Texture>, "contract" | "name" | "facts">;

export function createOperations(device: Device): Operations {
  const queue = createQueue(device.check);
  const { upload, zero, command, done } = createCommands(device);
  const live = new Set<Texture>();

  const now = (instruction: Instruction<Texture>, rows?: Uint32Array) => {
    const run = command(instruction);
    const indices = rows && Float32Array.from(rows);
    queue.add(() => run(1, indices));
  };

  return {
    matrix(rows, cols, values) {
      const limit = device.limit({ rows, cols });
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
      live.delete(m);
      queue.add(() => release(m));
    },
    matmul: (a, b, out, options) => now({ op: "matmul", a, b, out, ...options }),
    sigmoid: (net, out) => now({ op: "sigmoid", net, out }),
    delta: (a, source, out) => now({ op: "delta", a, source, out }),
    update: (w, step, rate) => now({ op: "update", w, step, rate }),
    squaredError: (a, target, out) => now({ op: "squaredError", a, target, out }),
    compile({ batchSize, instructions }: Program<Texture>): Compiled {
      const commands = instructions.map(command);
      return {
        run({ order, rate }) {
          const indices = Float32Array.from(order);
          return queue.wait(async () => {
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
