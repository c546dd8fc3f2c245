import { describe, expect, it } from "vitest";
import { parseOptions, sections } from "../src/options.ts";

describe("parseOptions", () => {
  it("measures every section of ours, in seven rounds, when nothing is asked for", async () => {
    const options = await parseOptions([]);
    expect(options).toMatchObject({
      sections,
      peers: [],
      turns: { rounds: 7, minimumMilliseconds: 100 },
      threads: 2,
      clock: "wall",
      mnist: { epochs: 30, seeds: [1, 2, 3, 4, 5], budget: 60 },
      json: undefined,
      save: false,
    });
    expect(options.backends[0]).toBe("cpu");
  });

  it("takes sections in the order in which they are named, in either case", async () => {
    expect((await parseOptions(["W3", "w1", "one-sample"])).sections).toEqual(["w3", "w1", "one-sample"]);
  });

  it("takes of the peers those that --only names a part of", async () => {
    const names = async (...args: string[]) => (await parseOptions(args)).peers.map(({ name }) => name);
    expect(await names("--only", "fann, brain")).toEqual(["brain.js", "FANN incremental", "FANN batch"]);
    expect((await names("--peers")).length).toBeGreaterThan(10);
  });

  it("names two backends that run the same thing once", async () => {
    const args = ["--backend", "cpu", "--backend", "cpu:simd=false", "--backend", "cpu:arithmetic=fast"];
    expect((await parseOptions(args)).backends).toEqual(["cpu", "cpu:simd=false"]);
  });

  it.each([
    [["w33"], /^"w33" is nothing that can be measured; expected w3, or another of w1, w2, /],
    [["everything"], /^"everything" is nothing that can be measured; expected one of w1, w2, /],
    [["--bakend", "cpu"], /^there is no option --bakend; expected --backend, or another of --peers, /],
    [["--only", "pytroch"], /^no peer is named "pytroch"; expected one of brain\.js, /],
    [["--only", "brian.js"], /^no peer is named "brian\.js"; expected brain\.js, or another of /],
    [["--only", ""], /^no peer is named ""/],
    [["--rounds", "many"], /^--rounds is "many"; expected a positive number$/],
    [["--rounds", "2.5"], /^--rounds is "2\.5"; expected a positive whole number$/],
    [["--minimum", "0"], /^--minimum is "0"; expected a positive number$/],
    [["--limit", "Infinity"], /^--limit is "Infinity"; expected a positive number$/],
    [["--clock", "wal"], /^--clock is "wal"; expected wall, or another of wall, processor$/],
    [["--seeds", "1,,2"], /^--seeds is ""; expected a positive number$/],
    [["--rounds"], /--rounds/],
    [["--backend", "cpuu"], /"cpuu" is neither a known backend/],
  ])("refuses %j, and says what was expected", async (args, message) => {
    await expect(parseOptions(args)).rejects.toThrow(message);
  });
});
