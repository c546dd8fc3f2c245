import { parseArgs } from "node:util";
import { formatComparison, formatReport, type Report } from "@deltarule/conformance";
import type { Host } from "./every-backend/host.ts";
import { type HostProof, type Proofs, proveAll } from "./every-backend/proofs.ts";
import { verdict } from "./every-backend/table.ts";
import { save } from "./save.ts";
import { thisRun } from "./this-run.ts";

const usage = `pnpm conformance [themes, variants or cases] [options]      on every backend that this machine has, in Node and in Chromium

  --json               JSON lines: one a backend
  --save               add it to the results of pnpm bench backends`;

const known = {
  json: { type: "boolean", default: false },
  save: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const progress = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: known, allowPositionals: true });
  const only = positionals.length > 0 ? positionals : undefined;
  if (values.help) return console.log(usage);
  if (values.save && only) throw new Error("--save is for the whole suite; expected no themes with it");
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort(new Error("interrupted")));
  const begun = thisRun();
  const reports = new Map<string, Report[]>();
  const found = await proveAll({
    only,
    signal: interrupted.signal,
    onBackend: ({ name }, backend) => progress(`${name}: ${backend} …`),
    onReport({ name }: Host, report) {
      reports.set(name, [...(reports.get(name) ?? []), report]);
      if (report.failed > 0 && !values.json) console.log(`${name}\n${formatReport(report)}\n`);
    },
  });
  if (values.json) printJson(found);
  else {
    for (const [host, ofHost] of reports) console.log(`${host}\n\n${formatComparison(ofHost)}\n`);
    for (const line of verdictLines(found.proofs)) console.log(line);
    for (const { what, reason } of found.missing) console.log(`${what} is not here: ${reason}`);
  }
  if (values.save)
    progress(`saved in ${await save({ ...begun, measurements: [], figures: [], conformance: found }, "backends")}`);
  if (found.proofs.some(({ failed }) => failed > 0)) process.exitCode = 1;
}

function verdictLines(proofs: readonly HostProof[]): string[] {
  const width = (of: (proof: HostProof) => string) => Math.max(...proofs.map((proof) => of(proof).length));
  const [hosts, backends] = [width(({ host }) => host), width(({ backend }) => backend)];
  return proofs.map((proof) => {
    const conforms = proof.failed > 0 ? "does not conform" : "conforms";
    return `${proof.host.padEnd(hosts)}  ${proof.backend.padEnd(backends)}  ${conforms}: ${verdict(proof)}`;
  });
}

function printJson({ proofs, missing }: Proofs): void {
  for (const proof of proofs) console.log(JSON.stringify(proof));
  for (const { what, reason } of missing) console.log(JSON.stringify({ type: "missing", what, reason }));
}

try {
  await main();
} catch (cause) {
  progress(`conformance: ${cause instanceof Error ? cause.message : String(cause)}`);
  process.exitCode = 1;
}
