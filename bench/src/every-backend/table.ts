import { type Measured, type Measurement, short } from "@deltarule/measure";
import type { HostProof, Proofs } from "./proofs.ts";

/** How the titles of this section's measurements begin. */
export const on = "Every backend on ";

/** A backend somewhere, with what was found of it there. */
export interface Row {
  /** "Node 20.20.2, cpu" */
  readonly name: string;
  readonly proof: HostProof | undefined;
  /** Samples a second on each network, in the order of the columns. */
  readonly rates: readonly (number | undefined)[];
}

/** Networks and backends of this section's measurements and of the conformance suite. */
export interface EveryBackend {
  /** "W3 784-30-10, batch 10" */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Undefined where none was measured or proved. */
export function everyBackend(all: readonly Measurement[], proofs: readonly HostProof[]): EveryBackend | undefined {
  const measurements = all.filter(({ title }) => title.startsWith(on));
  const proved = new Map(proofs.map((proof) => [`${proof.host}, ${proof.backend}`, proof]));
  const timed = measurements.flatMap(({ outcomes }) => outcomes.map(({ candidate }) => candidate));
  const names = [...new Set([...proved.keys(), ...timed])];
  if (names.length === 0) return undefined;
  const rates = (name: string) =>
    measurements.map(
      ({ outcomes }) =>
        outcomes.find((one): one is Measured => one.candidate === name && one.status === "measured")?.perSecond.median,
    );
  return {
    columns: measurements.map(({ title }) => title.slice(on.length).split(":")[0]!),
    rows: names.map((name) => ({ name, proof: proved.get(name), rates: rates(name) })),
  };
}

/** A row a backend: what the conformance suite found, and samples a second on each network. */
export function formatEveryBackend({ columns, rows }: EveryBackend, { missing }: Pick<Proofs, "missing">): string {
  const cells = rows.map(({ name, proof, rates }) =>
    [name, proof ? verdict(proof) : "–", ...rates.map((rate) => (rate === undefined ? "–" : short(rate)))].join(" | "),
  );
  return [
    "### Every backend: conformance, and samples per second in training\n",
    `| | conformance cases | ${columns.join(" | ")} |`,
    `| --- | --- |${" ---: |".repeat(columns.length)}`,
    ...cells.map((row) => `| ${row} |`),
    "\n–: an epoch takes too long, or it wasn't measured.",
    ...(rows.some(isSoftware)
      ? ["SwiftShader and llvmpipe draw by software, on the processor: they say nothing of a GPU's speed."]
      : []),
    "",
    ...devices(rows),
    ...missing.map(({ what, reason }) => `- ${what} is not here: ${reason.replaceAll(/\s*\n\s*/g, " ")}`),
    "",
  ].join("\n");
}

/** Whether what should be a GPU is a program. */
export const isSoftware = ({ proof }: Row): boolean =>
  proof !== undefined && /swiftshader|llvmpipe/i.test(proof.device);

const devices = (rows: readonly Row[]) =>
  rows.flatMap(({ name, proof }) => (proof ? `- ${name}: ${proof.device}` : []));

/** "544 passed", "3 failed, 541 passed" */
export function verdict({ failed, passed, skipped, waived }: HostProof): string {
  const counts = { failed, passed, skipped, waived };
  return Object.entries(counts)
    .flatMap(([what, count]) => (count > 0 ? `${count} ${what}` : []))
    .join(", ");
}
