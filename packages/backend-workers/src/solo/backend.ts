import type { Build } from "@deltarule/backend-cpu/wasm";
import {
  type Backend,
  type Compiled,
  DeltaruleError,
  type Facts,
  type Instruction,
  type Program,
} from "@deltarule/core";
import { thread } from "#solo-thread-text";
import { START_MILLISECONDS, startThread } from "../start-thread.ts";
import type { Thread } from "../thread-handle.ts";
import { createLink, type Link, reason } from "./link.ts";
import type { Handle, Question } from "./messages.ts";

export interface SoloSetting {
  readonly build: Build;
  readonly module: WebAssembly.Module;
  /** Why there is one thread, for facts.device. */
  readonly why: string;
  /** For tests that end it. */
  readonly start?: () => Thread;
}

/**
 * A backend whose matrices and kernels are those of one thread: what is left where threads can't share memory. Every call is a message,
 * which copies what it is given.
 * @throws BACKEND_FAILED when the thread doesn't start, or doesn't answer within ten seconds
 */
export async function createSoloBackend({
  build,
  module,
  why,
  start = () => startThread(thread),
}: SoloSetting): Promise<Backend<Handle>> {
  const link = createLink(made(start));
  const { ask, tell } = link;
  const facts = await startedFacts(link, { ask: "start", build, module });
  let handles = 0;
  let programs = 0;
  let closing: Promise<void> | undefined;

  const operate = (instruction: Instruction<Handle>, rows?: Uint32Array) =>
    tell({ tell: "operation", instruction, rows });

  function compile(source: Program<Handle>): Compiled {
    const program = programs++;
    tell({ tell: "compile", program, source });
    return {
      async run({ order, rate }) {
        await ask({ ask: "run", program, order, rate });
      },
      free: () => tell({ tell: "release", program }),
    };
  }

  return {
    contract: 1,
    name: "workers",
    facts: { ...facts, device: `WebAssembly SIMD (${build}), 1 thread: ${why}` },
    matrix(rows, cols, values) {
      const m: Handle = { rows, cols, id: handles++ };
      tell({ tell: "matrix", m, values });
      return m;
    },
    write: (m, values) => tell({ tell: "write", m, values }),
    gather: (source, rows, out) => operate({ op: "gather", source, out }, rows),
    async read(m) {
      const reply = await ask({ ask: "read", m });
      if (!("values" in reply)) throw unexpected();
      return reply.values;
    },
    free: (m) => tell({ tell: "free", m }),
    matmul: (a, b, out, options) => operate({ op: "matmul", a, b, out, ...options }),
    sigmoid: (net, out) => operate({ op: "sigmoid", net, out }),
    delta: (a, source, out) => operate({ op: "delta", a, source, out }),
    update: (w, step, rate) => operate({ op: "update", w, step, rate }),
    squaredError: (a, target, out) => operate({ op: "squaredError", a, target, out }),
    compile,
    close() {
      closing ??= link.close();
      return closing;
    },
  };
}

function made(start: () => Thread): Thread {
  try {
    return start();
  } catch (cause) {
    throw new DeltaruleError("BACKEND_FAILED", `workers: its thread can't be started: ${reason(cause)}`, { cause });
  }
}

/** The thread's facts once it has started; one that fails to is ended. */
async function startedFacts(link: Link, question: Question): Promise<Facts> {
  const late = setTimeout(
    () => link.fail(`workers: its thread hasn't started within ${START_MILLISECONDS / 1000} s`),
    START_MILLISECONDS,
  );
  try {
    const reply = await link.ask(question);
    if (!("facts" in reply)) throw unexpected();
    return reply.facts;
  } catch (failure) {
    await link.close();
    throw failure;
  } finally {
    clearTimeout(late);
  }
}

const unexpected = () => new DeltaruleError("BACKEND_FAILED", "workers: its thread answers another question");
