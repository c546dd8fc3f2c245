// pnpm audit:shipped: are there advisories on what users get? What published packages and the playground's page depend on, and what is
// bundled into backend-gpujs, at the lockfile's versions; what only builds, tests and benchmarks use isn't asked about.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pnpm, root } from "./setup.mjs";

const shell = process.platform === "win32";

/** Versions by name. */
function shipped() {
  const filters = ["./packages/*", "deltarule", "@deltarule/playground"].flatMap((name) => ["--filter", name]);
  const [command, args] = pnpm(["list", "--prod", "--json", "--depth", "Infinity", ...filters]);
  const found = new Map();
  const add = (name, version) => found.set(name, (found.get(name) ?? new Set()).add(version));
  const walk = (dependencies = {}) => {
    for (const [name, { version, dependencies: further }] of Object.entries(dependencies)) {
      if (!version.startsWith("link:")) add(name, version);
      walk(further);
    }
  };
  for (const { dependencies } of JSON.parse(execFileSync(command, args, { cwd: root, shell, maxBuffer: 2 ** 28 })))
    walk(dependencies);
  const licences = readFileSync(join(root, "packages/backend-gpujs/dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  for (const [, name, version] of licences.matchAll(/^(\S+) (\d+\.\d+\.\d+\S*)$/gm)) add(name, version);
  return found;
}

/** A lockfile that npm reads and doesn't resolve: a second version of a package lies below a folder of its own. */
function lockfileOf(found) {
  const packages = { "": {} };
  for (const [name, versions] of found)
    for (const [index, version] of [...versions].entries())
      packages[`${index === 0 ? "" : `node_modules/${index}/`}node_modules/${name}`] = { version };
  return { lockfileVersion: 3, requires: true, packages };
}

const folder = mkdtempSync(join(tmpdir(), "deltarule-audit-"));
try {
  const found = shipped();
  console.log(`Asking for advisories on ${[...found.keys()].sort().join(", ")}`);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lockfileOf(found)));
  const options = ["audit", "--package-lock-only", "--audit-level", "moderate"];
  const { status, stdout, stderr } = spawnSync("npm", options, { cwd: folder, shell, encoding: "utf8" });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  if (/audit endpoint returned an error/.test(stderr))
    console.error(
      "This registry answers no audit: nothing was checked. Ask again with one that does (npm config set registry …)",
    );
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
