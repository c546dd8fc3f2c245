import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const bin = fileURLToPath(new URL("../dist/main.js", import.meta.url));
if (!existsSync(bin)) throw new Error(`${bin} is missing: these tests run the built program; build the package first`);

/** An empty folder that goes away with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "deltarule-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

export interface Where {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the built program, as a shell would. */
export const start = (args: readonly string[], { cwd, env = {} }: Where): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [bin, ...args], { cwd, env: { ...process.env, ...env } });

export async function exitOf(child: ChildProcessWithoutNullStreams): Promise<unknown> {
  const [code]: unknown[] = await once(child, "close");
  return code;
}

/** Runs the built program to its end. */
export async function run(args: readonly string[], where: Where & { readonly input?: string | Uint8Array }) {
  const child = start(args, where);
  child.stdin.end(where.input ?? "");
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exitOf(child)]);
  return { out, err, code };
}

/** The objects of JSON lines. */
export const jsonLines = (out: string): unknown[] =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
