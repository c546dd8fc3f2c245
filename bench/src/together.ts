import type { Candidate } from "@deltarule/measure";

/** Several candidates as one that does a piece of each one's work in turn. */
export const together = (name: string, parts: readonly Candidate[]): Candidate => ({
  name,
  async prepare() {
    const prepared = await Promise.all(parts.map((part) => part.prepare()));
    return {
      note: prepared[0]?.note,
      async run(count) {
        let units = 0;
        for (const { run } of prepared) units += (await run(count)).units;
        return { units };
      },
      async close() {
        await Promise.all(prepared.map(({ close }) => close()));
      },
    };
  },
});
