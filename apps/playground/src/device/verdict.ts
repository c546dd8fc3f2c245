import { short } from "@deltarule/measure";
import type { Finding } from "./survey.ts";

/** Which backend is right on this device, and which is fastest for the network, in a sentence each; nothing while it isn't known. */
export function verdictOf(findings: readonly Finding[]): string {
  const speeds = findings
    .flatMap(({ backend, samplesPerSecond = 0 }) => (samplesPerSecond > 0 ? { backend, samplesPerSecond } : []))
    .toSorted((a, b) => b.samplesPerSecond - a.samplesPerSecond);
  const [first, second] = speeds;
  const sentences: string[] = [];
  if (first) {
    const ahead =
      second && `, ${(first.samplesPerSecond / second.samplesPerSecond).toFixed(2)} times as fast as ${second.backend}`;
    sentences.push(
      `${first.backend} is the fastest here: ${short(first.samplesPerSecond)} samples a second${ahead ?? ""}.`,
    );
  }
  const proved = findings.filter(({ conformance }) => conformance && conformance.done === conformance.total);
  const right = proved.filter(({ conformance }) => conformance!.failed.length === 0).map(({ backend }) => backend);
  const wrong = proved.filter(({ conformance }) => conformance!.failed.length > 0).map(({ backend }) => backend);
  if (right.length > 0) sentences.push(`Right in every case: ${right.join(", ")}.`);
  if (wrong.length > 0) sentences.push(`Not right: ${wrong.join(", ")}.`);
  return sentences.join(" ");
}
