import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import type { BenchReport } from "@deltarule/measure";
import { machine } from "@deltarule/measure/node";

/** When and where something is measured, and of what source. */
export type ThisRun = Omit<BenchReport, "measurements" | "figures">;

export const thisRun = (): ThisRun => ({
  schema: 1,
  date: new Date().toISOString(),
  machine: machine(),
  ...commit(),
  versions: { "@deltarule/core": createRequire(import.meta.url)("@deltarule/core/package.json").version },
});

/** The commit, marked where the working tree differs from it; none outside a clone. */
function commit(): { readonly commit?: string } {
  try {
    const described = execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8", stdio: "pipe" });
    return { commit: described.trim() };
  } catch {
    return {};
  }
}
