import type { Facts } from "@deltarule/core";
import { type BackendChoice, choiceText, everyChoice, openBackend } from "../backend-choice.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { printJson } from "../json.ts";
import { reasonOf } from "../system-error.ts";
import { print, type Terminal } from "../terminal.ts";
import { aligned } from "../text/aligned.ts";

/** By what --backend takes: what a backend says about itself on this machine, or why it can't run here. */
type Availability = { readonly name: string } & ({ readonly facts: Facts } | { readonly reason: string });

/** `deltarule backends`: what can train here. */
export async function backends({ json }: { readonly json?: true }, terminal: Terminal): Promise<ExitCode> {
  const all: Availability[] = [];
  // one after the other: two that hold the same device would get in each other's way
  for (const choice of everyChoice()) all.push(await tried(choice));
  if (json) for (const one of all) printJson(terminal, asJson(one));
  else print(terminal, ...asTable(all, terminal));
  return exitCode.done;
}

async function tried(choice: BackendChoice): Promise<Availability> {
  const name = choiceText(choice);
  try {
    const backend = await openBackend(choice);
    await backend.close();
    return { name, facts: backend.facts };
  } catch (error) {
    return { name, reason: reasonOf(error) };
  }
}

function asJson(one: Availability) {
  if ("reason" in one) return { type: "backend", name: one.name, available: false, reason: one.reason };
  const { device, precision, deterministic } = one.facts;
  return { type: "backend", name: one.name, available: true, device, precision, deterministic };
}

function asTable(all: readonly Availability[], { paint }: Terminal): string[] {
  const head = ["backend", "precision", "same bits again", "device"].map((text) => ({ text, paint: paint.dim }));
  const rows = all.map((one) => {
    const name = { text: one.name, paint: paint.bold };
    if ("reason" in one)
      return [name, { text: "" }, { text: "" }, { text: `not available: ${one.reason}`, paint: paint.yellow }];
    const { device, precision, deterministic } = one.facts;
    return [name, { text: precision }, { text: deterministic ? "yes" : "no" }, { text: device }];
  });
  return aligned([head, ...rows]);
}
