import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Launch } from "../processes/conversation.ts";

const execute = promisify(execFile);

// adapters that tsc doesn't compile lie in the sources, beside the ones that it does
const source = (name: string) => fileURLToPath(new URL(`../../src/peers/${name}`, import.meta.url));
const built = (name: string) => fileURLToPath(new URL(`./${name}.js`, import.meta.url));

/** Starts an adapter when it is given a task's arguments. */
export type Find = (task: readonly string[]) => () => Promise<Launch>;

/** An adapter for a library from npm. */
export const node =
  (adapter: string, variant?: string): Find =>
  (task) =>
  async () => ({ command: process.execPath, args: [built(adapter), ...task, ...(variant ? [variant] : [])] });

/** An adapter for a Python module, run by the first interpreter that can import it. */
export const python =
  (adapter: string, module: string, variant?: string): Find =>
  (task) =>
  async () => ({
    command: await interpreterWith(module),
    args: [source(adapter), ...task, ...(variant ? [variant] : [])],
  });

async function interpreterWith(module: string): Promise<string> {
  // Debian's modules belong to Debian's interpreter, which need not be the first on the path
  for (const interpreter of [process.env.DELTARULE_PYTHON, "/usr/bin/python3", "python3"]) {
    if (!interpreter) continue;
    try {
      await execute(interpreter, ["-c", `import numpy, ${module}`]);
      return interpreter;
    } catch {}
  }
  throw new Error(`no python3 can import numpy and ${module}: see install-peers.sh`);
}

/** FANN's adapter is a C program, compiled when it is first needed. */
export const fann =
  (variant: string): Find =>
  (task) =>
  async () => {
    compiled ??= compile();
    return { command: await compiled, args: [...task, variant] };
  };

let compiled: Promise<string> | undefined;

async function compile(): Promise<string> {
  const program = fileURLToPath(new URL("./fann", import.meta.url));
  try {
    await execute("cc", ["-O3", "-o", program, source("fann.c"), "-lfloatfann", "-lm"]);
  } catch (cause) {
    throw new Error("no C compiler, or no floatfann.h and libfloatfann: see install-peers.sh", { cause });
  }
  return program;
}
