// Set-up on a machine that has only Node and npm: pnpm through npx at the version that package.json pins, then what is asked for.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const { packageManager, engines } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const onWindows = process.platform === "win32";

/** Installs the workspace's dependencies where the lockfile has changed since the last time. */
export function install() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [neededMajor, neededMinor] = engines.node.match(/\d+/g).map(Number);
  if (major < neededMajor || (major === neededMajor && minor < neededMinor))
    fail(`Node ${process.versions.node} is too old; expected ${engines.node}`);
  const lock = createHash("sha256")
    .update(readFileSync(`${root}pnpm-lock.yaml`))
    .digest("hex");
  const stamp = `${root}node_modules/.installed`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  quietly("Installing dependencies", ["install", "--frozen-lockfile"]);
  writeFileSync(stamp, lock);
}

/** Builds packages through turbo, which skips what hasn't changed. */
export function build(...filters) {
  quietly("Building", ["exec", "turbo", "run", "build", ...filters.map((name) => `--filter=${name}`)]);
}

/** Runs a command with the terminal as its own, and ends with its exit code; Ctrl-C is the child's to answer. */
export function become(command, args) {
  const child = spawn(command, args, { stdio: "inherit", shell: onWindows && command !== process.execPath });
  // a terminal sends Ctrl-C to both; a signal sent to this process alone is passed on
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("error", ({ message }) => fail(message));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (signal === "SIGINT" ? 2 : 15)));
}

/** Through npx, since a fresh machine has no pnpm; its own child processes then find pnpm on their PATH. */
export const pnpm = (args) => ["npx", ["-y", packageManager, ...args]];

// stdout belongs to the command that follows
function quietly(title, args) {
  process.stderr.write(`${title} …\n`);
  const [command, argv] = pnpm(args);
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", CI: process.env.CI ?? "true" };
  const { status, error, stdout, stderr } = spawnSync(command, argv, {
    cwd: root,
    env,
    encoding: "utf8",
    shell: onWindows,
    maxBuffer: 2 ** 28,
  });
  if (error) fail(`${command} can't be run: ${error.message}`);
  if (status !== 0) fail(`${stdout}${stderr}\n${title} failed (${command} ${argv.join(" ")})`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
