import { type Backend, DeltaruleError, interpret, type Matrix } from "@deltarule/core";

/** A right backend that has done nothing yet when a call returns: work waits in a queue, and a failure in it is final. */
export function deferred<M extends Matrix>(inner: Backend<M>): Backend<M> {
  let last: Promise<unknown> = Promise.resolve();
  let failure: DeltaruleError | undefined;

  const wait = <T>(work: () => T | Promise<T>): Promise<T> => {
    const result = last.then(async () => {
      // a turn of the event loop, as a device takes it
      await new Promise((resolve) => setImmediate(resolve));
      if (failure) throw failure;
      try {
        return await work();
      } catch (cause) {
        failure = new DeltaruleError("BACKEND_FAILED", "deferred: an operation failed", { cause });
        throw failure;
      }
    });
    last = result.catch(() => {});
    return result;
  };
  const push = (work: () => void) => void wait(work).catch(() => {});

  return {
    contract: 1,
    name: "deferred",
    facts: inner.facts,
    matrix: (rows, cols, values) => inner.matrix(rows, cols, values),
    write(m, values) {
      const copy = values.slice();
      push(() => inner.write(m, copy));
    },
    gather(source, rows, out) {
      const copy = rows.slice();
      push(() => inner.gather(source, copy, out));
    },
    read: (m) => wait(() => inner.read(m)),
    free: (m) => push(() => inner.free(m)),
    matmul: (a, b, out, options) => push(() => inner.matmul(a, b, out, options)),
    sigmoid: (net, out) => push(() => inner.sigmoid(net, out)),
    delta: (a, source, out) => push(() => inner.delta(a, source, out)),
    update: (w, step, rate) => push(() => inner.update(w, step, rate)),
    squaredError: (a, target, out) => push(() => inner.squaredError(a, target, out)),
    compile(program) {
      const compiled = interpret(inner, program);
      return {
        run({ order, rate }) {
          const copy = order.slice();
          return wait(() => compiled.run({ order: copy, rate }));
        },
        free: () => push(() => compiled.free()),
      };
    },
    close: () => last.then(() => inner.close()),
  };
}
