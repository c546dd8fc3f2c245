import { defineConfig } from "vitest/config";

// tests read each package's TypeScript; dist is tested where the packages are packed
const conditions = ["@deltarule/source"];

export default defineConfig({
  resolve: { conditions: [...conditions, "module", "node", "development|production"] },
  ssr: {
    resolve: {
      conditions: [...conditions, "module", "node", "development|production"],
      externalConditions: conditions,
    },
  },
  test: {
    include: ["{packages,apps,examples}/*/test/**/*.test.ts", "{bench,tests}/**/*.test.ts"],
    pool: "forks",
    // a limit for what hangs, not a measure: two cores may be busy with other tests
    testTimeout: 60_000,
  },
});
