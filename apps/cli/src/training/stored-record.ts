import * as v from "valibot";

/** The measures of rows held out, or of training rows in their place. */
const tested = v.object({
  rows: v.number(),
  heldOut: v.boolean(),
  score: v.variant("type", [
    v.object({ type: v.literal("classes"), accuracy: v.number() }),
    v.object({ type: v.literal("number"), rmse: v.number(), rSquared: v.number() }),
  ]),
});

/** What a file that `deltarule train` wrote says of its training; it may say more. A checkpoint has the options alone. */
const record = v.object({
  options: v.object({
    learningRate: v.number(),
    momentum: v.number(),
    batch: v.union([v.number(), v.literal("full")]),
    seed: v.number(),
    classWeights: v.optional(v.union([v.literal("balanced"), v.record(v.string(), v.number())])),
  }),
  data: v.optional(
    v.object({
      name: v.string(),
      rows: v.object({ training: v.number(), validation: v.number(), test: v.number(), dropped: v.number() }),
    }),
  ),
  result: v.optional(
    v.object({
      epochs: v.number(),
      error: v.number(),
      validationError: v.optional(v.number()),
      stopped: v.optional(v.string()),
      test: v.optional(tested),
    }),
  ),
  backend: v.optional(v.object({ name: v.string(), device: v.string(), precision: v.string() })),
  versions: v.optional(v.object({ deltarule: v.string(), node: v.string() })),
});

export type TrainingRecord = v.InferOutput<typeof record>;

/** Undefined: there is none, or it isn't one that this program wrote. */
export function parseRecord(training: unknown): TrainingRecord | undefined {
  const { success, output } = v.safeParse(record, training);
  return success ? output : undefined;
}
