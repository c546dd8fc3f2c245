import { catalogue, findBackend, loadBackend } from "@deltarule/backends";
import { runConformance } from "@deltarule/conformance";
import { exercise, takeTurns, trainingCandidate } from "@deltarule/measure";
import { messageOf } from "../message-of.ts";

/** What is asked of every backend. */
export interface Question {
  /** Units a layer: [I, …, K]. */
  readonly layers: readonly number[];
  readonly batchSize: number;
}

/** What is known of one backend on this device; what isn't there yet is undefined. */
export interface Finding {
  readonly backend: string;
  readonly device: string | undefined;
  /** Why it can't run here, or what broke off. */
  readonly reason: string | undefined;
  readonly samplesPerSecond: number | undefined;
  readonly conformance: Conformance | undefined;
}

export interface Conformance {
  readonly done: number;
  readonly total: number;
  readonly skipped: number;
  /** The ids of the cases that failed. */
  readonly failed: readonly string[];
  /** The worst error as a fraction of its bound. */
  readonly worst: number;
}

const ROUNDS = 5;

/**
 * Every backend of the catalogue on this device: first all of them timed side by side on one network, in turns, and then each of them
 * held to the whole conformance suite.
 * @param tell called with all that is known whenever it has grown
 */
export async function survey(
  { layers, batchSize }: Question,
  tell: (findings: readonly Finding[]) => void,
): Promise<void> {
  let findings = catalogue.map(
    ({ name }): Finding => ({
      ...{ backend: name, device: undefined, reason: undefined, samplesPerSecond: undefined, conformance: undefined },
    }),
  );
  const learn = (name: string, more: Partial<Finding>) => {
    findings = findings.map((finding) => (finding.backend === name ? { ...finding, ...more } : finding));
    tell(findings);
  };

  for (const { name } of catalogue)
    try {
      const backend = await loadBackend(name);
      learn(name, { device: backend.facts.device });
      await backend.close();
    } catch (cause) {
      learn(name, { reason: messageOf(cause) });
    }
  const running = () => findings.filter(({ device }) => device !== undefined).map(({ backend }) => backend);

  const asked = exercise({ layers, batchSize });
  const { outcomes } = await takeTurns(
    running().map((name) => trainingCandidate(name, () => loadBackend(name), asked)),
    { title: `Training ${layers.join("-")}, batch ${batchSize}`, rounds: ROUNDS, longestMilliseconds: 20_000 },
  );
  for (const outcome of outcomes)
    if (outcome.status === "measured") learn(outcome.candidate, { samplesPerSecond: outcome.perSecond.median });
    else learn(outcome.candidate, { reason: outcome.reason });

  for (const name of running())
    try {
      let seen: Conformance = { done: 0, total: 0, skipped: 0, failed: [], worst: 0 };
      await runConformance(await findBackend(name), {
        onResult({ id, outcome, worst }, { done, total }) {
          seen = {
            done,
            total,
            skipped: seen.skipped + (outcome === "skipped" ? 1 : 0),
            failed: outcome === "failed" ? [...seen.failed, id] : seen.failed,
            worst: Math.max(seen.worst, worst),
          };
          if (done % 8 === 0 || done === total) learn(name, { conformance: seen });
        },
      });
    } catch (cause) {
      learn(name, { reason: messageOf(cause) });
    }
}
