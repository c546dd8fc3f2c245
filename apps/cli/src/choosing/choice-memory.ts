import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Auto, Work } from "@deltarule/backends";
import { machine } from "@deltarule/measure/node";
import envPaths from "env-paths";
import * as v from "valibot";
import writeFileAtomic from "write-file-atomic";
import { isSystemError, reasonOf } from "../system-error.ts";
import { version } from "../version.ts";

const kept = v.object({
  name: v.string(),
  why: v.string(),
  timed: v.pipe(
    v.array(v.object({ name: v.string(), device: v.string(), samplesPerSecond: v.number() })),
    v.readonly(),
  ),
  leftOut: v.pipe(v.array(v.object({ name: v.string(), reason: v.string() })), v.readonly()),
  rows: v.number(),
  /** The day. */
  remembered: v.string(),
});

/** What was chosen once, and when. */
export type Kept = v.InferOutput<typeof kept>;

/** By what they were chosen for, the oldest first. */
const content = v.record(v.string(), kept);

export interface ChoiceMemory {
  recall(key: string): Promise<Kept | undefined>;
  keep(key: string, choice: Kept): Promise<void>;
}

const MOST_KEPT = 200;

/** Where the choices of this user are kept. */
export const choicesFile = (): string => join(envPaths("deltarule", { suffix: "" }).cache, "backends.json");

/**
 * Choices in a file that may go at any time. One that can't be read or written is told and done without.
 * @param tell is told what is wrong with the file
 */
export function choiceMemory(path: string, tell: (message: string) => void): ChoiceMemory {
  let known: Promise<Record<string, Kept>> | undefined;
  const read = async (): Promise<Record<string, Kept>> => {
    try {
      return v.parse(content, JSON.parse(await readFile(path, "utf8")));
    } catch (error) {
      if (!(isSystemError(error) && error.code === "ENOENT"))
        tell(`what --remember has kept in ${path} can't be read and is ignored: ${reasonOf(error)}`);
      return {};
    }
  };
  return {
    async recall(key) {
      known ??= read();
      return (await known)[key];
    },
    async keep(key, choice) {
      known ??= read();
      const { [key]: _, ...others } = await known;
      const entries = [...Object.entries(others), [key, choice] as const].slice(-MOST_KEPT);
      const all = Object.fromEntries(entries);
      known = Promise.resolve(all);
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFileAtomic(path, `${JSON.stringify(all)}\n`);
      } catch (error) {
        tell(`--remember can't write ${path}: ${reasonOf(error)}`);
      }
    },
  };
}

/** All on which a choice depends: the shapes, the versions and the machine. */
export function choiceKey(auto: Auto, { network: { sizes }, batchSize, samples }: Work): string {
  const { processor, cores, engine } = machine();
  return JSON.stringify({ auto, layers: sizes, batchSize, samples, deltarule: version, processor, cores, engine });
}
