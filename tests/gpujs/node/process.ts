import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mode } from "@deltarule/backend-gpujs";
import { build } from "vite";
import type { Place } from "../behaviour.ts";
import type { Answer, Question } from "./program.ts";

export interface GpujsProcess extends Place {
  close(): Promise<void>;
}

/** The program of a process, built into a folder that the packages can be imported from; gives its path. */
export async function buildProgram(folder: string): Promise<string> {
  await build({
    root: fileURLToPath(new URL(".", import.meta.url)),
    configFile: false,
    logLevel: "warn",
    ssr: { external: true },
    build: {
      ssr: "program.ts",
      outDir: folder,
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: { external: ["webgpu"] },
    },
  });
  return join(folder, "program.js");
}

/** A process in which a mode of gpujs is open. */
export async function startProcess(program: string, mode: Mode): Promise<GpujsProcess> {
  const child = fork(program, [mode], { execArgv: ["--expose-gc"], serialization: "advanced" });
  await answerOf(child);
  const ask = (question: Question) => {
    const answer = answerOf(child);
    child.send(question);
    return answer;
  };
  return {
    call: async (name, ...args) => ask({ name, args }) as never,
    memoryInUse: async () => Number(await ask({ name: "memory", args: [] })),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}

/** The next answer. A process that ends instead says so. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const answer: Answer = await Promise.race([
      once(child, "message", { signal }).then(([answer]) => answer),
      once(child, "exit", { signal }).then(([code, by]) => ({
        error: `the process ended with ${by ?? `code ${code}`}`,
      })),
    ]);
    if ("error" in answer) throw new Error(answer.error);
    return answer.value;
  } finally {
    over.abort();
  }
}
