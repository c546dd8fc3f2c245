import {
  createMemory,
  createOperate,
  instantiate,
  type WasmBackend,
  type WasmMatrix,
  wasmBackend,
} from "@deltarule/backend-cpu/wasm";
import type { Compiled } from "@deltarule/core";
import { parentPort } from "#worker_threads";
import type { Reply } from "../messages.ts";
import { realInstruction, realProgram } from "./matrices.ts";
import type { Handle, Order, Question } from "./messages.ts";

/** The thread's own program: a cpu backend that does what it is told in the order of the messages. */
let backend: WasmBackend;
let operate: ReturnType<typeof createOperate>;
const matrices = new Map<number, WasmMatrix>();
const programs = new Map<number, Compiled>();
let failure: unknown;

parentPort?.on("message", async (message: Question | Order) => {
  try {
    // what frees works on after a failure
    if ("tell" in message && (failure === undefined || message.tell === "free" || message.tell === "release"))
      obey(message);
    else if ("ask" in message) {
      if (failure !== undefined) throw failure;
      answer(await reply(message));
    }
  } catch (cause) {
    failure ??= cause;
    if ("ask" in message) answer({ failed: cause });
  }
});

// an argument that didn't come through
parentPort?.on("messageerror", (cause: unknown) => {
  failure ??= cause;
});

const answer = (content: Reply) => parentPort?.postMessage(content);

const real = ({ id }: Handle): WasmMatrix => {
  const m = matrices.get(id);
  if (!m) throw new TypeError(`workers: there is no matrix ${id}`);
  return m;
};

async function reply(question: Question): Promise<Reply> {
  switch (question.ask) {
    case "start": {
      const memory = createMemory({ owner: "workers" });
      const kernels = await instantiate(question.module, memory.wasm);
      backend = wasmBackend(question.build, memory, kernels);
      operate = createOperate(memory, kernels);
      return { facts: backend.facts };
    }
    case "read":
      return { values: await backend.read(real(question.m)) };
    case "run":
      await programs.get(question.program)?.run(question);
      return { done: true };
  }
}

function obey(order: Order): void {
  switch (order.tell) {
    case "matrix":
      matrices.set(order.m.id, backend.matrix(order.m.rows, order.m.cols, order.values));
      break;
    case "write":
      backend.write(real(order.m), order.values);
      break;
    case "operation":
      operate(realInstruction(order.instruction, real), order.rows);
      break;
    case "compile":
      programs.set(order.program, backend.compile(realProgram(order.source, real)));
      break;
    case "free": {
      const m = matrices.get(order.m.id);
      if (m) backend.free(m);
      matrices.delete(order.m.id);
      break;
    }
    case "release":
      programs.get(order.program)?.free();
      programs.delete(order.program);
  }
}
