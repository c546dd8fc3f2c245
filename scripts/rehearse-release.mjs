// pnpm release:rehearse: what is committed, given its next versions, built from nothing and published by changesets to a registry of its own
// on loopback, then installed from there and used. Nothing leaves the machine; needs pnpm on the PATH, as `pnpm run` provides.
import { execFile, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./setup.mjs";

const exec = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "deltarule-rehearsal-"));
const inFolder = (name) => {
  mkdirSync(join(folder, name));
  return join(folder, name);
};
const run = (cwd, env, command, ...args) =>
  exec(command, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 28 }).catch((error) => {
    throw new Error(`${command} ${args.join(" ")}: ${error.stdout}${error.stderr}`);
  });

/** Verdaccio, which holds what is ours and asks nobody else; with a user who may publish. */
async function startRegistry() {
  const home = inFolder("registry");
  // verdaccio 6 asks for packages under names that not every registry has, 5 for one
  const manifest = { private: true, dependencies: { verdaccio: "5.33.0" }, overrides: { "node-fetch": "2.7.0" } };
  writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
  await run(home, {}, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
  const ours = { access: "$all", publish: "$authenticated" };
  const config = {
    storage: "./storage",
    auth: { htpasswd: { file: "./htpasswd" } },
    packages: { "@deltarule/*": ours, deltarule: ours },
    max_body_size: "50mb",
    log: { type: "stdout", level: "warn" },
  };
  // JSON is YAML
  writeFileSync(join(home, "config.yaml"), JSON.stringify(config));
  const port = await freePort();
  const main = join(home, "node_modules/verdaccio/bin/verdaccio");
  const child = spawn(process.execPath, [main, "--config", "config.yaml", "--listen", `127.0.0.1:${port}`], {
    cwd: home,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const url = `http://127.0.0.1:${port}/`;
  // it says so over the channel when it listens
  await new Promise((started, failed) => {
    child.once("message", started);
    child.once("exit", (code) => failed(new Error(`verdaccio ended with code ${code}`)));
  });
  const response = await fetch(`${url}-/user/org.couchdb.user:rehearsal`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: "rehearsal", password: "on loopback alone" }),
  });
  const { token } = await response.json();
  const npmrc = join(home, "npmrc");
  writeFileSync(npmrc, `registry=${url}\n//127.0.0.1:${port}/:_authToken=${token}\n`);
  // npx and npm hand their own settings down in lower case
  const env = {
    NPM_CONFIG_USERCONFIG: npmrc,
    npm_config_userconfig: npmrc,
    npm_config_registry: url,
    PNPM_CONFIG_REGISTRY: url,
  };
  return { url, env, stop: () => child.kill() };
}

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

let registry;
try {
  console.log("Building what is committed …");
  // a clone, since changesets tag what they publish
  const clone = join(folder, "clone");
  await run(folder, {}, "git", "clone", "--quiet", root, clone);
  await run(clone, {}, "pnpm", "install", "--frozen-lockfile", "--prefer-offline");
  await run(clone, {}, "pnpm", "exec", "changeset", "version");
  await run(clone, {}, "pnpm", "exec", "turbo", "run", "build", "--filter=./packages/*", "--filter=deltarule");

  registry = await startRegistry();
  const workflow = { GITHUB_SERVER_URL: "https://git.example", GITHUB_REPOSITORY: "owner/name" };
  const published = await run(clone, { ...registry.env, ...workflow }, "pnpm", "exec", "changeset", "publish");
  console.log(published.stdout.match(/New tag: .*/g)?.join("\n") ?? published.stdout);

  const user = inFolder("user");
  writeFileSync(join(user, "package.json"), JSON.stringify({ private: true, type: "module" }));
  // what isn't ours comes from where it always comes from
  writeFileSync(join(user, ".npmrc"), `@deltarule:registry=${registry.url}\n`);
  const { version } = JSON.parse(readFileSync(join(clone, "apps/cli/package.json"), "utf8"));
  const packages = [`${registry.url}deltarule/-/deltarule-${version}.tgz`, "@deltarule/core", "@deltarule/backend-cpu"];
  await run(user, {}, "npm", "install", "--no-audit", "--no-fund", ...packages);
  const core = JSON.parse(readFileSync(join(user, "node_modules/@deltarule/core/package.json"), "utf8"));
  console.log(`@deltarule/core ${core.version} from ${core.repository.url}, ${core.repository.directory}`);
  copyFileSync(join(root, "tests/packed/xor.js"), join(user, "xor.js"));
  copyFileSync(join(root, "packages/data/samples/iris.csv"), join(user, "iris.csv"));
  console.log((await run(user, {}, process.execPath, "xor.js")).stdout.trim());
  console.log((await run(user, {}, "npx", "deltarule", "train", "iris.csv", "--quiet")).stdout.trim());
} finally {
  registry?.stop();
  rmSync(folder, { recursive: true, force: true });
}
