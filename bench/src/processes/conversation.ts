import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** How a program is started. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** For numerical libraries that start threads of their own; one by default. */
  readonly threads?: number | undefined;
}

/** A program that answers a line with a line; whatever else it prints is ignored. */
export interface Conversation {
  /** What it said of itself when it was ready. */
  readonly note: string;
  /** Sends a line and waits for the answer that begins with `expected`; gives the rest of it. */
  ask(line: string, expected: string): Promise<string>;
  /** Closes its input, upon which it exits. */
  end(): Promise<void>;
}

/**
 * Starts a program and waits until it is ready.
 * @throws with the reason that it gave ("skip …"), the end of its error output, or that it took longer than `patience` milliseconds
 */
export async function converse({ command, args, threads = 1 }: Launch, patience: number): Promise<Conversation> {
  const child = spawn(command, args, { env: withThreads(threads, process.env), stdio: "pipe" });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-2000);
  });
  // a program that is gone is told of by its exit
  child.stdin.on("error", () => undefined);
  const exited = new Promise<string>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", (code, signal) => {
      // Node follows the message with a stack, Python lets it come last
      const message = errors.split("\n").findLast((line) => /^\w*(Error|error)\b.*:/.test(line));
      resolve(message ?? `it ended with ${signal ?? `code ${code}`}`);
    });
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  const listen = async (expected: string): Promise<string> => {
    for (;;) {
      const { done, value } = await lines.next();
      if (done) throw new Error(await exited);
      const [word, ...rest] = value.split(" ");
      if (word === "skip") throw new Error(rest.join(" "));
      if (word === expected) return rest.join(" ");
    }
  };
  const inTime = async (expected: string) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), patience);
    try {
      return await listen(expected);
    } catch (cause) {
      throw child.killed ? new Error(`no answer within ${patience / 1000} s`, { cause }) : cause;
    } finally {
      clearTimeout(timer);
    }
  };
  const end = async () => {
    child.stdin.end();
    const timer = setTimeout(() => child.kill("SIGKILL"), 2000);
    await exited;
    clearTimeout(timer);
  };

  try {
    const note = await inTime("ready");
    return {
      note,
      async ask(line, expected) {
        child.stdin.write(`${line}\n`);
        return inTime(expected);
      },
      end,
    };
  } catch (cause) {
    await end();
    throw cause;
  }
}

/** So many threads for every numerical library, and OpenBLAS's own choice of kernels. */
function withThreads(threads: number, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...rest } = environment;
  const names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"];
  return { ...rest, ...Object.fromEntries(names.map((name) => [name, String(threads)])) };
}
