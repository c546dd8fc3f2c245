/** The arrows of ARCHITECTURE.md as rules: what each folder may import. */
const may = (from, to) => ({
  name: `${from} imports only ${to.join(", ") || "itself"}`,
  severity: "error",
  from: { path: `^${from}/(src|assembly)/` },
  to: { path: "^(packages|apps|bench|examples|tests)/", pathNot: [from, ...to].map((folder) => `^${folder}/`) },
});

module.exports = {
  forbidden: [
    { name: "no cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "nothing unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "nothing undeclared",
      severity: "error",
      from: { path: "^(packages|apps|examples)/[^/]+/src/" },
      to: {
        dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"],
        dependencyTypesNot: ["type-only"],
        // gpu.js is bundled into dist
        pathNot: "/node_modules/gpu[.]js/",
      },
    },
    { name: "nothing imports an app", severity: "error", from: { pathNot: "^apps/([^/]+)/" }, to: { path: "^apps/" } },
    {
      name: "core runs on nothing",
      severity: "error",
      from: { path: "^packages/core/src/" },
      to: { dependencyTypes: ["npm", "core"] },
    },
    may("packages/core", []),
    may("packages/backend-cpu", ["packages/core"]),
    may("packages/backend-workers", ["packages/core", "packages/backend-cpu"]),
    may("packages/backend-gpujs", ["packages/core"]),
    may("packages/data", ["packages/core"]),
    may("packages/conformance", ["packages/core"]),
    may("packages/backends", [
      "packages/core",
      "packages/measure",
      "packages/backend-cpu",
      "packages/backend-workers",
      "packages/backend-gpujs",
    ]),
    may("packages/measure", ["packages/core"]),
    may("examples/backend-float64", ["packages/core"]),
    may("apps/playground", [
      "packages/core",
      "packages/data",
      "packages/backends",
      "packages/measure",
      "packages/conformance",
    ]),
    may("apps/cli", [
      "packages/core",
      "packages/data",
      "packages/backends",
      "packages/measure",
      "packages/conformance",
    ]),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@deltarule/source", "import", "types", "node", "default"],
      mainFields: ["module", "main", "types"],
    },
  },
};
