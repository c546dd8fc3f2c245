import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pnpmAt, root, run } from "./installed.ts";

// of a clone: where it came from; of a workflow: whose it is
const { GITHUB_REPOSITORY: _, GITHUB_SERVER_URL: __, ...elsewhere } = process.env;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deltarule-repository-"));
  await run("git", ["init", "--quiet"], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the release says of a clone that came from there. */
async function released(origin: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  await run("git", ["config", "remote.origin.url", origin], { cwd: folder });
  const { stdout, stderr } = await run(process.execPath, [join(root, "scripts/repository.mjs")], {
    env: { ...elsewhere, GIT_DIR: join(folder, ".git"), ...env },
  }).catch((error) => error);
  return stdout || stderr;
}

test.each([
  ["https://github.com/owner/name", "https://github.com/owner/name"],
  ["https://user:secret@github.com/owner/name.git", "https://github.com/owner/name"],
  ["git@github.com:owner/name.git", "https://github.com/owner/name"],
  ["ssh://git@gitlab.example:2222/group/sub/name.git/", "https://gitlab.example/group/sub/name"],
])("a clone of %s is published from %s", async (origin, url) => {
  expect(await released(origin)).toBe(`To be published from ${url}\n`);
});

test("a workflow's repository goes before the origin", async () => {
  const workflow = { GITHUB_SERVER_URL: "https://git.example", GITHUB_REPOSITORY: "owner/name" };
  expect(await released("https://github.com/owner/fork", workflow)).toBe(
    "To be published from https://git.example/owner/name\n",
  );
});

test.each(["/home/me/name", "../owner/name", "file:///srv/owner/name.git", "C:\\owner\\name"])(
  "a clone of %s isn't released: nobody could find it",
  async (origin) => {
    expect(await released(origin)).toMatch(
      /^Where this repository is on the web isn't known.*expected GITHUB_REPOSITORY/,
    );
  },
);

test.each(["packages/core", "apps/cli"])("%s is packed with where it is in the repository", async (directory) => {
  const env = { ...elsewhere, GITHUB_SERVER_URL: "https://git.example", GITHUB_REPOSITORY: "owner/name" };
  const pack = ["-y", await pnpmAt(), "pack", "--json", "--pack-destination", folder];
  const { stdout } = await run("npx", pack, { cwd: join(root, directory), env });
  const { stdout: manifest } = await run("tar", ["-xOf", JSON.parse(stdout).filename, "package/package.json"]);
  expect(JSON.parse(manifest)).toMatchObject({
    repository: { type: "git", url: "git+https://git.example/owner/name.git", directory },
    homepage: `https://git.example/owner/name/tree/HEAD/${directory}#readme`,
    bugs: "https://git.example/owner/name/issues",
  });
});
