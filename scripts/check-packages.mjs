// pnpm check:packages: packs what is published, as it is built, and holds each tarball against its manifest, publint and attw.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { packAll, published } from "./pack.mjs";
import { root } from "./setup.mjs";

const run = promisify(execFile);
const releasing = process.argv.includes("--release");
const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");

/** What publint and attw don't ask for. */
function manifestFaults({ type, license, keywords, description, files, scripts = {}, exports, dependencies, ...rest }) {
  const expected = {
    '"type": "module"': type === "module",
    '"license": "MIT"': license === "MIT",
    "a description": Boolean(description),
    keywords: Boolean(keywords?.length),
    "files with dist": Boolean(files?.includes("dist")),
    "exports with ./package.json": Boolean(exports?.["./package.json"]),
    [`"engines": { "node": "${engines.node}" }`]: rest.engines?.node === engines.node,
    '"sideEffects": false, or a bin': rest.sideEffects === false || Boolean(rest.bin),
    // provenance is taken only from the repository that the manifest names
    "a repository": Boolean(rest.repository) || !releasing,
    "no dependencies in core": rest.name !== "@deltarule/core" || dependencies === undefined,
    "no script that installing runs": !Object.keys(scripts).some((script) => /install|prepare/.test(script)),
  };
  return Object.keys(expected).filter((what) => !expected[what]);
}

async function publintFaults(tarball, manifest) {
  const bytes = readFileSync(tarball);
  const { messages } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
  return messages.map((message) => formatMessage(message, manifest, { color: false }));
}

async function attwFaults(tarball) {
  // ESM alone is what is published; what a package's manifest names must resolve without types from elsewhere
  const options = ["--profile", "esm-only", "--no-definitely-typed", "--no-emoji", "--no-color", "-f", "ascii"];
  return run(process.execPath, [attw, tarball, ...options]).then(
    () => [],
    ({ stdout, stderr }) => [`${stdout}${stderr}`.trim()],
  );
}

const folder = mkdtempSync(join(tmpdir(), "deltarule-check-"));
try {
  const tarballs = await packAll(folder);
  for (const { manifest } of published) {
    const tarball = tarballs[manifest.name];
    const faults = [
      ...manifestFaults(manifest).map((what) => `package.json: expected ${what}`),
      ...(await publintFaults(tarball, manifest)),
      ...(await attwFaults(tarball)),
    ];
    console.log(`${faults.length > 0 ? "✗" : "✓"} ${manifest.name} ${manifest.version}`);
    for (const fault of faults) console.error(`  ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
