import type { Candidate } from "@deltarule/measure";
import { prepareAll } from "../prepare-all.ts";

/** Several candidates at once as one: their work together, in the time of the slowest. */
export const sideBySide = (name: string, parts: readonly Candidate[]): Candidate => ({
  name,
  async prepare() {
    const { prepared, ...all } = await prepareAll(parts);
    return {
      ...all,
      note: `each: ${prepared[0]?.note ?? ""}`,
      async run(count) {
        const began = performance.now();
        const works = await Promise.all(prepared.map(({ run }) => run(count)));
        const elapsed = performance.now() - began;
        return {
          units: works.reduce((sum, { units }) => sum + units, 0),
          milliseconds: Math.max(...works.map(({ milliseconds = elapsed }) => milliseconds)),
        };
      },
    };
  },
});
