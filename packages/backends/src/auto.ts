import { checked, DeltaruleError } from "@deltarule/core";
import { catalogue } from "./catalogue.ts";
import type { Choice, Limits } from "./choice.ts";
import { findBackend } from "./find.ts";
import type { Work } from "./rehearsal.ts";

/** What stands for a backend that is yet to be chosen. */
export type Auto = "auto" | `auto:${string}`;

export const isAuto = (specifier: string): specifier is Auto => /^auto(:|$)/.test(specifier);

/** Where all of them have cpu's bits, and where a device may have to compile shaders. */
const limits: { readonly sameBits: Limits; readonly any: Limits } = {
  sameBits: { timing: 300, start: 3000 },
  any: { timing: 1000, start: 3000 },
};

/**
 * Times backends on a network and batch of the user's own, and opens the fastest: for 300 ms in all, or 1 s where there are others among
 * them than those with cpu's bits. One that isn't ready after 3 s is left out.
 *
 * @param auto "auto": those with cpu's bits, so that the choice changes no result; "auto:any": all of the catalogue;
 * "auto:cpu,./mine.js", "auto:any,some-package": those that are listed
 * @throws OPTION_INVALID; BACKEND_UNAVAILABLE when none of them can train it, with each one's reason
 */
export async function chooseBackend(auto: Auto, work: Work): Promise<Choice> {
  const { batchSize = 1 } = work;
  if (!(Number.isSafeInteger(batchSize) && batchSize >= 1))
    throw new DeltaruleError("OPTION_INVALID", `${auto}: batchSize is ${batchSize}; expected a positive whole number`);
  const names = standsFor(auto);
  const sameBits = names.every((name) => catalogue.some((entry) => entry.name === name && entry.cpuBits));
  const contenders = names.map((name) => ({
    name,
    open: async () => checked(await (await findBackend(name))()),
  }));
  // who loads a backend by its name does without what measures it
  const { choose } = await import("./choice.ts");
  return choose(contenders, work, sameBits ? limits.sameBits : limits.any);
}

/**
 * What loads each of the backends that an "auto" chooses from.
 * @throws OPTION_INVALID for a list with a gap
 */
export function standsFor(auto: Auto): string[] {
  if (auto === "auto") return catalogue.flatMap(({ name, cpuBits }) => (cpuBits ? name : []));
  const listed = auto.slice("auto:".length).split(",");
  if (listed.includes(""))
    throw new DeltaruleError(
      "OPTION_INVALID",
      `"${auto}" lists no backend; expected auto, auto:any, or a list such as auto:cpu,./mine.js`,
    );
  return [...new Set(listed.flatMap((name) => (name === "any" ? catalogue.map(({ name }) => name) : name)))];
}
