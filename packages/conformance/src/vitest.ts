import type { CreateBackend } from "@deltarule/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cases } from "./cases/index.ts";
import { openStand, type Stand, type StandOptions } from "./stand.ts";
import { checkWaivers } from "./waiver.ts";

export type DescribeOptions = Omit<StandOptions, "through">;

/** The suite as vitest tests: what holds for the backend itself, then every case again through `checked`. */
export function describeConformance(name: string, create: CreateBackend, options: DescribeOptions = {}): void {
  const { waivers = [], timeLimit = 120_000 } = options;

  describe(`${name} conforms`, () => {
    it("has only waivers that name a case and give a reason", () => {
      expect(checkWaivers(waivers, cases)).toEqual([]);
    });

    for (const through of ["raw", "checked"] as const)
      describe(through === "raw" ? "by itself" : "through checked", () => {
        let stand: Stand;
        beforeAll(async () => {
          stand = await openStand(create, { waivers, timeLimit, through });
        }, timeLimit);
        afterAll(() => stand?.close());

        // the stand keeps its own limits, so that it can replace a backend that does not answer
        for (const c of cases.filter(({ needs }) => through === "checked" || needs === "raw"))
          it(`${c.id}: ${c.title}`, { timeout: 3 * timeLimit }, async ({ skip }) => {
            const { outcome, message } = await stand.run(c);
            if (outcome === "skipped") skip(message);
            if (outcome === "failed") throw new Error(message);
          });
      });
  });
}
