import { type Candidate, type Prepared, takeTurns } from "@deltarule/measure";
import { describe, expect, it } from "vitest";
import { flopsAnIteration, type Kind, peakModule } from "../src/peak/module.ts";
import { sideBySide } from "../src/threads/side-by-side.ts";
import { together } from "../src/together.ts";

/** A candidate of `units` units in `milliseconds` by its own clock; it counts how often it was closed. */
function pretend(units: number, milliseconds: number, more: Partial<Prepared> = {}) {
  const closed = { times: 0 };
  const candidate: Candidate = {
    name: "part",
    async prepare() {
      return {
        note: "device",
        run: async (count) => ({ units: count * units, milliseconds: count * milliseconds }),
        async close() {
          closed.times++;
        },
        ...more,
      };
    },
  };
  return { candidate, closed };
}

const absent: Candidate = {
  name: "absent",
  async prepare() {
    throw new Error("not here");
  },
};

describe("sideBySide", () => {
  it("does the work of all in the time of the slowest", async () => {
    const [a, b] = [pretend(10, 2), pretend(10, 4)];
    const both = await sideBySide("both", [a.candidate, b.candidate]).prepare();
    expect(await both.run(3)).toEqual({ units: 60, milliseconds: 12 });
    expect(both.note).toBe("each: device");
    await both.close();
    expect([a.closed.times, b.closed.times]).toEqual([1, 1]);
  });

  it("starts all before it waits for any", async () => {
    let waiting = 0;
    let release = () => {};
    const allThere = new Promise<void>((resolve) => {
      release = resolve;
    });
    const meet = async () => {
      if (++waiting === 2) release();
      await allThere;
      return { units: 1, milliseconds: 1 };
    };
    const parts = [pretend(1, 1, { run: meet }), pretend(1, 1, { run: meet })];
    const both = await sideBySide(
      "both",
      parts.map(({ candidate }) => candidate),
    ).prepare();
    expect(await both.run(1)).toEqual({ units: 2, milliseconds: 1 });
  });
});

describe.each([
  ["together", together],
  ["sideBySide", sideBySide],
])("%s", (_, compose) => {
  it("is wrong when one of its parts is", async () => {
    const right = pretend(1, 1, { prove: async () => ({ correct: true, detail: "equal" }) });
    const wrong = pretend(1, 1, { prove: async () => ({ correct: false, detail: "1 off" }) });
    const both = await compose("both", [right.candidate, wrong.candidate]).prepare();
    expect(await both.prove?.()).toEqual({ correct: false, detail: "1 off" });
    const twice = await compose("both", [right.candidate, right.candidate]).prepare();
    expect(await twice.prove?.()).toEqual({ correct: true, detail: "equal" });
  });

  it("is skipped with the reason of a part that can't be prepared, and closes the others", async () => {
    const there = pretend(1, 1);
    const { outcomes } = await takeTurns([compose("both", [there.candidate, absent])], { title: "composed" });
    expect(outcomes).toEqual([{ candidate: "both", status: "skipped", reason: "not here" }]);
    expect(there.closed.times).toBe(1);
  });
});

describe("together", () => {
  it("does the work of one after the other, by the caller's clock", async () => {
    const [a, b] = [pretend(10, 2), pretend(5, 4)];
    const both = await together("both", [a.candidate, b.candidate]).prepare();
    expect(await both.run(2)).toEqual({ units: 30 });
  });
});

describe("the peak's module", () => {
  const kinds: readonly Kind[] = ["mul + add", "mul beside add", "relaxed madd"];

  it.each(kinds)("of %s is valid where the engine has its instructions, and stays finite", async (kind) => {
    const bytes = peakModule(12, kind);
    if (!WebAssembly.validate(bytes)) return expect(kind).toBe("relaxed madd");
    const { instance } = await WebAssembly.instantiate(bytes);
    const { run } = instance.exports;
    if (typeof run !== "function") throw new Error("it exports no run");
    expect(Number.isFinite(run(100_000))).toBe(true);
  });

  it("counts four lanes of a multiplication and an addition, eight times a loop, for each chain", () => {
    expect(flopsAnIteration(10, "mul + add")).toBe(4 * 2 * 8 * 10);
    expect(flopsAnIteration(10, "mul beside add")).toBe(4 * 8 * 10);
  });
});
