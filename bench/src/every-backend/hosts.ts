import { variants, variantText } from "@deltarule/backends";
import { openChromium } from "./chromium-host.ts";
import type { Host, Missing, Present } from "./host.ts";
import { nodeHost } from "./node-host.ts";

/** What this machine has: Node, and Chromium where there is one. */
export interface Hosts {
  readonly hosts: readonly Host[];
  readonly missing: readonly Missing[];
  close(): Promise<void>;
}

export async function openHosts(): Promise<Hosts> {
  const hosts = [nodeHost];
  const missing: Missing[] = [];
  try {
    hosts.push(await openChromium());
  } catch (cause) {
    missing.push({ what: "Chromium", reason: cause instanceof Error ? cause.message : String(cause) });
  }
  return {
    hosts,
    missing,
    async close() {
      await Promise.all(hosts.map((host) => host.close()));
    },
  };
}

/** The backends of the catalogue that a host has, each with its options, but those that run what another one does; and those that it hasn't. */
export async function backendsOf(host: Host): Promise<{ present: readonly Present[]; missing: readonly Missing[] }> {
  const present: Present[] = [];
  const missing: Missing[] = [];
  // one after the other: two that hold the same device would get in each other's way
  for (const variant of variants) {
    const found = await host.probe(variant);
    if ("reason" in found)
      missing.push({
        what: `${variantText(variant)} in ${host.name}`,
        // its own errors begin with its name
        reason: found.reason.replace(`${variant.name}: `, ""),
      });
    else if (!present.some((other) => other.variant.name === variant.name && other.facts.device === found.facts.device))
      present.push({ variant, facts: found.facts });
  }
  return { present, missing };
}
