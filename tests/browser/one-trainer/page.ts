import { loadBackend, probeBackend } from "@deltarule/backends";
import { type Agreement, agreement } from "../../one-trainer/agreement.ts";

declare global {
  var agree: typeof agreeOn;
}

/** What cpu and another make of one training in this browser, or why the other can't be had here. */
async function agreeOn(name: string, options: object): Promise<Agreement | string> {
  const found = await probeBackend(name, options);
  if ("reason" in found) return found.reason;
  return agreement(
    () => loadBackend("cpu"),
    () => loadBackend(name, options),
  );
}

globalThis.agree = agreeOn;
