import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { catalogue, findBackend, loadBackend, type OptionValue, probeBackend } from "@deltarule/backends";
import { type Site, serve } from "@deltarule/chromium";
import { Network, parseModel } from "@deltarule/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPage } from "./browser/build.ts";
import { describeInChromium } from "./browser/chromium.ts";
import { type Agreement, agreement, sameBits, stepApart } from "./one-trainer/agreement.ts";

interface Variant {
  readonly name: string;
  /** What loads it, where it isn't the name. */
  readonly path?: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Whether bits are promised, and not only the bound of a step. */
  readonly bits: boolean;
}

/** What is known by name, with its options at each of their values. */
const known = catalogue.flatMap(({ name, options, cpuBits }): Variant[] => [
  { name, options: {}, bits: cpuBits },
  ...Object.entries(options).flatMap(([option, values]): Variant[] =>
    "least" in values
      ? [values.least, 3].map((value) => ({ name, options: { [option]: value }, bits: cpuBits }))
      : values.slice(1).map((value) => ({ name, options: { [option]: value }, bits: false })),
  ),
]);
const plugIn: Variant = {
  name: "the example in float64",
  path: fileURLToPath(new URL("../examples/backend-float64/dist/index.js", import.meta.url)),
  options: {},
  bits: false,
};

function title({ name, options, bits }: Variant): string {
  const full = [name, ...Object.entries(options).map(([option, value]) => `${option} ${value}`)].join(", ");
  return `on ${full} is that on cpu, ${bits ? "to the bit" : "within a step's roundings"}, and so it is when they take turns`;
}

function agrees({ sameBits, sameBitsSwitched, oneStep }: Agreement, bits: boolean): void {
  if (bits) expect([sameBits, ...sameBitsSwitched]).toEqual([true, true, true]);
  for (const fraction of oneStep) expect(fraction).toBeLessThanOrEqual(1);
}

describe("One training in Node", () => {
  for (const variant of [...known, plugIn])
    test(title(variant), async ({ skip }) => {
      const { name, path = name, options, bits } = variant;
      const found = await probeBackend(path, options);
      if ("reason" in found) return skip(found.reason);
      const create = await findBackend(path);
      agrees(
        await agreement(
          () => loadBackend("cpu"),
          () => create(options),
        ),
        bits,
      );
    });
});

test("a δ that is a thousandth too large is not within a step's roundings", async () => {
  const found = await agreement(
    () => loadBackend("cpu"),
    async () => {
      const right = await (await findBackend("cpu"))({ simd: false });
      const delta: typeof right.delta = (a, source, out) => {
        right.delta(a, source, out);
        right.update(out, out, 1e-3);
      };
      return { ...right, delta };
    },
  );
  for (const fraction of found.oneStep) expect(fraction).toBeGreaterThan(1);
});

describe("One step on the command line", () => {
  const run = promisify(execFile);
  const main = fileURLToPath(new URL("../apps/cli/dist/main.js", import.meta.url));
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "deltarule-one-trainer-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Over all training rows of iris, from the weights of seed 0. */
  async function step(specifier: string, name: string) {
    const out = join(folder, name);
    const one = ["--batch", "full", "--epochs", "1"];
    await run(process.execPath, [main, "train", "iris", ...one, "--backend", specifier, "--out", out]);
    return parseModel(await readFile(out, "utf8")).network.layers;
  }

  for (const variant of [...known.filter(({ options }) => Object.keys(options).length === 0), plugIn])
    test(title(variant), async ({ skip }) => {
      const { name, path = name, options, bits } = variant;
      const found = await probeBackend(path, options);
      if ("reason" in found) return skip(found.reason);
      const [cpu, other] = [await step("cpu", "cpu.json"), await step(path, "other.json")];
      if (bits) expect(sameBits(cpu, other)).toBe(true);
      const start = Network.create([4, 20, 3], { seed: 0 }).layers;
      const setting = { rows: 105, precisions: ["f32", found.facts.precision] as const };
      expect(stepApart(start, cpu, other, setting)).toBeLessThanOrEqual(1);
    });
});

describeInChromium("One training in Chromium", (browser) => {
  let built: Awaited<ReturnType<typeof buildPage>>;
  let site: Site;
  beforeAll(async () => {
    built = await buildPage("one-trainer");
    site = await serve(built.folder, {}, { isolated: true });
  });
  afterAll(async () => {
    await site?.close();
    await built?.remove();
  });

  for (const variant of known)
    test(title(variant), async ({ skip }) => {
      const { name, options, bits } = variant;
      const page = await browser().newPage();
      try {
        await page.goto(site.url);
        const found = await page.evaluate(([name, options]) => globalThis.agree(name, options), [
          name,
          options,
        ] as const);
        if (typeof found === "string") return skip(found);
        agrees(found, bits);
      } finally {
        await page.close();
      }
    });
});
