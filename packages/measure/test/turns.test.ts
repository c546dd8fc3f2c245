import { DeltaruleError } from "@deltarule/core";
import { describe, expect, it } from "vitest";
import { type Candidate, type Prepared, type Proof, type Turn, takeTurns } from "../src/index.ts";

/** A candidate with a clock of its own: each piece of work is one unit and takes `milliseconds`. */
function pretend(name: string, milliseconds: number, log: string[] = [], more: Partial<Prepared> = {}): Candidate {
  return {
    name,
    async prepare() {
      log.push(`prepare ${name}`);
      return {
        async run(count) {
          log.push(`run ${name}`);
          return { units: count, milliseconds: count * milliseconds };
        },
        async close() {
          log.push(`close ${name}`);
        },
        ...more,
      };
    },
  };
}

const correct: Proof = { correct: true, detail: "equal" };

describe("takeTurns", () => {
  it("gives each candidate's rate and its ratio to the first", async () => {
    const { outcomes, baseline, unit } = await takeTurns([pretend("a", 10), pretend("b", 5)], {
      title: "two",
      rounds: 3,
    });
    expect(baseline).toBe("a");
    expect(unit).toBe("samples");
    expect(outcomes).toEqual([
      {
        candidate: "a",
        status: "measured",
        perSecond: { median: 100, lower: 100, upper: 100 },
        rates: [100, 100, 100],
        ratio: { median: 1, lower: 1, upper: 1 },
      },
      {
        candidate: "b",
        status: "measured",
        perSecond: { median: 200, lower: 200, upper: 200 },
        rates: [200, 200, 200],
        ratio: { median: 2, lower: 2, upper: 2 },
      },
    ]);
  });

  it("takes so many pieces of work that no timed region is shorter than the minimum", async () => {
    const regions: number[] = [];
    const candidate = pretend("a", 0, [], {
      async run(count) {
        const milliseconds = count * 0.3;
        regions.push(milliseconds);
        return { units: count, milliseconds };
      },
    });
    await takeTurns([candidate], { title: "short", rounds: 5, minimumMilliseconds: 50 });
    const long = regions.filter((ms) => ms >= 50);
    // two to warm up, five rounds; the short ones came first, to find the count
    expect(long).toHaveLength(7);
    expect(regions.slice(-7)).toEqual(long);
    expect(long[0]).toBeLessThan(8 * 50);
  });

  it("warms up twice, or once where that has taken a second", async () => {
    const warmUps = async (milliseconds: number) => {
      const rounds: number[] = [];
      const onTurn = ({ round }: Turn) => rounds.push(round);
      await takeTurns([pretend("a", milliseconds)], { title: "warm", rounds: 1, onTurn });
      return rounds.filter((round) => round === 0).length;
    };
    expect(await warmUps(999)).toBe(2);
    expect(await warmUps(1000)).toBe(1);
  });

  it("takes more work when a candidate has become faster, and measures nothing by too short a region", async () => {
    let runs = 0;
    const rates: number[] = [];
    const candidate = pretend("a", 0, [], {
      async run(count) {
        const milliseconds = count * (runs++ < 3 ? 100 : 1);
        return { units: count, milliseconds };
      },
    });
    await takeTurns([candidate], { title: "warm", rounds: 2, onTurn: ({ perSecond }) => rates.push(perSecond) });
    expect(rates.at(-1)).toBe(1000);
  });

  it("gives every candidate one turn a round, in an order that the seed decides and that changes", async () => {
    const orders = async (seed: number) => {
      const turns: Turn[] = [];
      const candidates = ["a", "b", "c"].map((name) => pretend(name, 100));
      await takeTurns(candidates, { title: "order", rounds: 8, seed, onTurn: (turn) => turns.push(turn) });
      return Array.from({ length: 8 }, (_, r) =>
        turns
          .filter(({ round }) => round === r + 1)
          .map(({ candidate }) => candidate)
          .join(""),
      );
    };
    const first = await orders(1);
    for (const order of first) expect([...order].sort().join("")).toBe("abc");
    expect(new Set(first).size).toBeGreaterThan(2);
    expect(await orders(1)).toEqual(first);
    expect(await orders(2)).not.toEqual(first);
  });

  it("does not time a candidate that computes wrong numbers, and says them", async () => {
    const log: string[] = [];
    const wrong = pretend("wrong", 1, log, { prove: async () => ({ correct: false, detail: "2.0 off" }) });
    const right = pretend("right", 1, [], { prove: async () => correct });
    const { outcomes } = await takeTurns([right, wrong], { title: "proof", rounds: 1 });
    expect(outcomes[0]).toMatchObject({ status: "measured", proof: "equal" });
    expect(outcomes[1]).toEqual({ candidate: "wrong", status: "wrong", reason: "2.0 off" });
    expect(log).toEqual(["prepare wrong", "close wrong"]);
  });

  it("names a candidate that can't be prepared, and goes on with the others without a ratio to it", async () => {
    const absent: Candidate = { name: "absent", prepare: () => Promise.reject(new Error("not installed")) };
    const { outcomes } = await takeTurns([absent, pretend("here", 1)], { title: "skip", rounds: 1 });
    expect(outcomes[0]).toEqual({ candidate: "absent", status: "skipped", reason: "not installed" });
    expect(outcomes[1]).toMatchObject({ status: "measured" });
    expect(outcomes[1]).not.toHaveProperty("ratio");
  });

  it("names a candidate that breaks off with the round, and closes it once", async () => {
    const log: string[] = [];
    let runs = 0;
    const fragile = pretend("fragile", 0, log, {
      async run(count) {
        if (++runs > 3) throw new Error("out of memory");
        return { units: count, milliseconds: 200 };
      },
    });
    const { outcomes } = await takeTurns([pretend("a", 1), fragile], { title: "fails", rounds: 4 });
    expect(outcomes[0]).toMatchObject({ status: "measured" });
    expect(outcomes[1]).toEqual({ candidate: "fragile", status: "failed", reason: "round 2: out of memory" });
    expect(log.filter((entry) => entry === "close fragile")).toHaveLength(1);
  });

  it("skips a candidate whose smallest piece of work takes too long", async () => {
    const { outcomes } = await takeTurns([pretend("a", 1), pretend("slow", 9000)], {
      title: "limit",
      rounds: 1,
      longestMilliseconds: 5000,
    });
    expect(outcomes[1]).toEqual({
      candidate: "slow",
      status: "skipped",
      reason: "its smallest turn takes 9.0 s, the limit is 5.0 s",
    });
  });

  it("gives up on a candidate that does nothing that a clock can see", async () => {
    const { outcomes } = await takeTurns([pretend("idle", 0)], { title: "idle", rounds: 1 });
    expect(outcomes[0]).toMatchObject({ status: "failed", reason: expect.stringContaining("took 0 ms") });
  });

  it("stops between two turns when it is aborted, with the signal's reason, and closes all candidates", async () => {
    const log: string[] = [];
    const controller = new AbortController();
    const measuring = takeTurns([pretend("a", 100, log), pretend("b", 100, log)], {
      title: "abort",
      signal: controller.signal,
      onTurn: ({ round }) => round === 2 && controller.abort(new Error("enough")),
    });
    await expect(measuring).rejects.toThrow("enough");
    expect(log.slice(-2).sort()).toEqual(["close a", "close b"]);
    // warmed up twice, round 1, and one of the two in round 2
    expect(log.filter((entry) => entry.startsWith("run"))).toHaveLength(2 * 2 + 2 + 1);
  });

  it("lets the event loop take its turn between two turns", async () => {
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 0);
    const before: number[] = [];
    await takeTurns([pretend("a", 100)], { title: "alive", rounds: 5, onTurn: () => before.push(ticks) });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(0);
    expect(before.at(-1)).toBeGreaterThan(before[0]!);
  });

  it.each([
    ["no candidates", [], {}],
    ["two candidates are named", [pretend("a", 1), pretend("a", 1)], {}],
    ["baseline is", [pretend("a", 1)], { baseline: "b" }],
    ["rounds is 0", [pretend("a", 1)], { rounds: 0 }],
    ["minimumMilliseconds is NaN", [pretend("a", 1)], { minimumMilliseconds: Number.NaN }],
  ])("refuses options that make no sense: %s", async (message, candidates, options) => {
    const measuring = takeTurns(candidates, { title: "refused", ...options });
    await expect(measuring).rejects.toThrow(DeltaruleError);
    await expect(measuring).rejects.toMatchObject({
      code: "OPTION_INVALID",
      message: expect.stringContaining(message),
    });
  });
});
