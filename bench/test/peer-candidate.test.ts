import { fileURLToPath } from "node:url";
import { exercise, type Outcome, takeTurns } from "@deltarule/measure";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Peer } from "../src/peers/catalogue.ts";
import { type PeerOptions, peerCandidate, peerTask } from "../src/peers/peer-candidate.ts";
import { type TaskFile, writeTaskFile } from "../src/processes/task.ts";

type Mode = "right" | "wrong" | "unlearning" | "frozen" | "missing" | "broken" | "silent" | "crashing" | "timeless";

const program = fileURLToPath(new URL("./fake-peer.mjs", import.meta.url));
const fake = (mode: Mode, more: Partial<Peer> = {}): Peer => ({
  name: "fake",
  find: (task) => async () => ({ command: process.execPath, args: [program, ...task, mode] }),
  step: "sample",
  proof: "rule",
  ...more,
});

const mine = exercise({ layers: [1, 1], batchSize: 4, samples: 8 });
let file: TaskFile;
beforeAll(async () => {
  file = await writeTaskFile(mine.data, mine.network());
});
afterAll(() => file.remove());

async function outcomeOf(peer: Peer, more: Partial<PeerOptions> = {}): Promise<Outcome | undefined> {
  const candidate = peerCandidate(peer, mine, file.path, { patience: 20_000, ...more });
  const { outcomes } = await takeTurns([candidate], { title: "one", rounds: 2, minimumMilliseconds: 20 });
  return outcomes[0];
}

describe("a peer in a process of its own", () => {
  it("that follows the rule is timed by its own clock", async () => {
    expect(await outcomeOf(fake("right"))).toMatchObject({
      status: "measured",
      note: "fake 1.0, batch 1",
      proof: expect.stringMatching(/^after 4 samples an output is .* off float64; it changed by /),
      // a millisecond a sample, whatever the wall clock says
      rates: [expect.closeTo(1000), expect.closeTo(1000)],
    });
  });

  it("is timed by what it used of the processor where that is asked for", async () => {
    expect(await outcomeOf(fake("right"), { clock: "processor" })).toMatchObject({
      rates: [expect.closeTo(2000), expect.closeTo(2000)],
    });
  });

  it("that steps twice as far as it should is wrong, and not timed", async () => {
    expect(await outcomeOf(fake("wrong"))).toMatchObject({
      status: "wrong",
      reason: expect.stringMatching(/^after 4 samples an output is .* off float64/),
    });
  });

  it("whose rule is another one is timed when its error falls", async () => {
    expect(await outcomeOf(fake("wrong", { proof: "learning" }))).toMatchObject({
      status: "measured",
      proof: expect.stringMatching(/^its error goes from 0\.\d+ to 0\.\d+ in 10 epochs$/),
    });
  });

  it.each(["unlearning", "frozen"] as const)("whose rule is another one and that is %s is wrong", async (mode) => {
    expect(await outcomeOf(fake(mode, { proof: "learning" }))).toMatchObject({
      status: "wrong",
      reason: expect.stringMatching(/^its error goes from/),
    });
  });

  it("whose outputs can't be had is timed unproved", async () => {
    const outcome = await outcomeOf(fake("wrong", { proof: "none" }));
    expect(outcome).toMatchObject({ status: "measured" });
    expect(outcome).not.toHaveProperty("proof");
  });

  it("that says why it can't take part is skipped with its reason", async () => {
    expect(await outcomeOf(fake("missing"))).toEqual({
      candidate: "fake",
      status: "skipped",
      reason: "the library isn't there",
    });
  });

  it("that throws before it is ready is skipped with its error", async () => {
    expect(await outcomeOf(fake("broken"))).toMatchObject({
      status: "skipped",
      reason: "Error: it has no licence",
    });
  });

  it("that isn't installed is skipped with what the system says", async () => {
    const find: Peer["find"] = () => async () => ({ command: "no-such-interpreter", args: [] });
    expect(await outcomeOf(fake("right", { find }))).toMatchObject({
      status: "skipped",
      reason: expect.stringContaining("no-such-interpreter"),
    });
  });

  it("that dies under way has failed, by the signal that ended it", async () => {
    expect(await outcomeOf(fake("crashing"))).toMatchObject({
      status: "failed",
      reason: "warming up: it ended with SIGSEGV",
    });
  });

  it("that doesn't answer is ended when patience is", async () => {
    expect(await outcomeOf(fake("silent"), { patience: 1000 })).toMatchObject({
      status: "skipped",
      reason: "no answer within 1 s",
    });
  });

  it("that names no time has failed", async () => {
    expect(await outcomeOf(fake("timeless"))).toMatchObject({
      status: "failed",
      reason: "warming up: fake: its answer names no time",
    });
  });

  it("is not started on a network that is too large for it", async () => {
    const most = { weights: 0, reason: "it takes minutes" };
    expect(await outcomeOf(fake("right", { most }))).toMatchObject({
      status: "skipped",
      reason: "1 weights: it takes minutes",
    });
  });
});

describe("peerTask", () => {
  const task = { layers: [1, 1], batchSize: 4, samples: 8, rows: 8, rate: 0.4, file: "" };

  it("divides ε of the mean by the batch for a peer that steps after each sample", () => {
    expect(peerTask(fake("right"), task)).toEqual({ ...task, batchSize: 1, rate: 0.1 });
  });

  it("leaves ε as it is for one that steps after a batch, or after all samples", () => {
    expect(peerTask(fake("right", { step: "batch" }), task)).toEqual(task);
    expect(peerTask(fake("right", { step: "all" }), task)).toEqual({ ...task, batchSize: 8 });
  });
});
