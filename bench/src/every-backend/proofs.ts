import { variantText } from "@deltarule/backends";
import { type Report, type ResultLine, resultLine } from "@deltarule/conformance";
import type { Host, Missing } from "./host.ts";
import { backendsOf, openHosts } from "./hosts.ts";

/** How a backend did in the conformance suite, and where. */
export interface HostProof extends ResultLine {
  readonly host: string;
}

/** What the suite found on every backend that this machine has, and what it hasn't. */
export interface Proofs {
  readonly proofs: readonly HostProof[];
  readonly missing: readonly Missing[];
}

export interface ProofsOptions {
  /** Themes, variants and cases; the whole suite if left out. */
  readonly only?: readonly string[] | undefined;
  /** Told before each backend. */
  readonly onBackend?: (host: Host, backend: string) => void;
  /** Told after each backend, which the report has by the name that it has with its options. */
  readonly onReport?: (host: Host, report: Report) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Runs the suite on every backend in Node and in Chromium, one after the other. */
export async function proveAll({ only, onBackend, onReport, signal }: ProofsOptions): Promise<Proofs> {
  const { hosts, missing, close } = await openHosts();
  const all: HostProof[] = [];
  const absent = [...missing];
  try {
    for (const host of hosts) {
      const { present, missing } = await backendsOf(host);
      absent.push(...missing);
      for (const { variant } of present) {
        signal?.throwIfAborted();
        const backend = variantText(variant);
        onBackend?.(host, backend);
        const report = { ...(await host.prove(variant, only)), backend };
        onReport?.(host, report);
        all.push({ host: host.name, ...resultLine(report) });
      }
    }
  } finally {
    await close();
  }
  return { proofs: all, missing: absent };
}
