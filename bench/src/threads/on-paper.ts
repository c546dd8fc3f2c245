import type { Figure, Measured, Measurement } from "@deltarule/measure";
import { pairedRatio } from "@deltarule/measure";
import { findWorkload } from "../workloads.ts";
import { serialShare, speedup } from "./scaling.ts";

/** Threads meet between forward and weight change, and between weight change and the next forward. */
const BARRIERS = 2;

const PREDICTED = [8, 64];

/** What a measurement of several threads says of more than this machine has. */
export function onPaper(id: string, threads: number, barrier: number, { title, outcomes }: Measurement): Figure[] {
  const measured = (start: string) =>
    outcomes.find((outcome): outcome is Measured => outcome.status === "measured" && outcome.candidate === start);
  const alone = measured("deltarule cpu, compiled step");
  const ours = measured(`deltarule workers:threads=${threads}, compiled step`);
  const ceiling = measured(`${threads} of deltarule cpu, compiled step, at once`);
  if (threads < 2 || !alone || !ours || !ceiling) return [];
  const { layers, batchSize } = findWorkload(id).options;
  const gained = (candidate: Measured) => pairedRatio(candidate.rates, alone.rates).median;
  const step = {
    ...{ layers, batchSize },
    alone: (1e6 * batchSize) / alone.perSecond.median,
    serial: serialShare(threads, gained(ours), gained(ceiling)),
  };
  const name = title.split(",").slice(1).join(",").split(":")[0]!.trim();
  return [
    { name: `${name}: share that ${threads} threads don't divide`, value: 100 * step.serial, unit: "%" },
    ...PREDICTED.map((t) => ({
      name: `${name}: ${t} threads, on paper`,
      value: speedup(t, step, { ofTwo: barrier, barriers: BARRIERS }),
      unit: "× one",
    })),
  ];
}
