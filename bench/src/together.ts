import type { Candidate } from "@deltarule/measure";
import { prepareAll } from "./prepare-all.ts";

/** Several candidates as one that does a piece of each one's work in turn. */
export const together = (name: string, parts: readonly Candidate[]): Candidate => ({
  name,
  async prepare() {
    const { prepared, ...all } = await prepareAll(parts);
    return {
      ...all,
      note: prepared[0]?.note,
      async run(count) {
        let units = 0;
        for (const { run } of prepared) units += (await run(count)).units;
        return { units };
      },
    };
  },
});
