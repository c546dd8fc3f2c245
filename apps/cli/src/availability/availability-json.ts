import { choiceText } from "../backend-choice.ts";
import type { Availability } from "./availability.ts";

/** A line a backend. */
export function availabilityJson(one: Availability): object {
  const name = choiceText(one.choice);
  if ("reason" in one) return { type: "backend", name, available: false, reason: one.reason };
  const { device, precision, deterministic } = one.facts;
  const { training } = one;
  return {
    type: "backend",
    name,
    available: true,
    device,
    precision,
    deterministic,
    ...(training?.status === "measured"
      ? {
          samplesPerSecond: training.perSecond.median,
          middleHalf: [training.perSecond.lower, training.perSecond.upper],
        }
      : training && { status: training.status, reason: training.reason }),
  };
}
