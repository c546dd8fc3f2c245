// Where this repository is on the web. No manifest says it: .pnpmfile.mjs writes it into each as it is packed, so that what is published
// names the repository that published it, and a fork's packages the fork. As a command: prints it, or fails.
import { execFileSync } from "node:child_process";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The repository's page, https://host/owner/name: the one whose workflow this is, or the origin that this clone came from.
 * @returns undefined where neither says
 */
export function repositoryUrl(env = process.env, origin = originUrl()) {
  const { GITHUB_SERVER_URL = "https://github.com", GITHUB_REPOSITORY } = env;
  if (GITHUB_REPOSITORY) return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
  // git@host:owner/name is short for a URL
  const url = origin.replace(/^[^@/:]+@([^/:]+):/, "ssh://$1/");
  if (!/^(https|ssh):/.test(url) || !URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  const [, owner, ...name] = pathname.replace(/(\.git)?\/?$/, "").split("/");
  return name.length > 0 ? `https://${[hostname, owner, ...name].join("/")}` : undefined;
}

/** A manifest with what depends on where the repository is; as it was, where that isn't known. */
export function withRepository(manifest, folder, url = repositoryUrl()) {
  if (!url) return manifest;
  const directory = relative(root, folder).replaceAll(sep, "/");
  return {
    ...manifest,
    homepage: `${url}/tree/HEAD/${directory}#readme`,
    bugs: `${url}/issues`,
    repository: { type: "git", url: `git+${url}.git`, directory },
  };
}

function originUrl() {
  try {
    return execFileSync("git", ["remote", "get-url", "origin"], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    // no git, no clone or no origin
    return "";
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = repositoryUrl();
  if (url) console.log(`To be published from ${url}`);
  else {
    console.error(
      "Where this repository is on the web isn't known, and a registry takes provenance only with it; expected GITHUB_REPOSITORY=owner/name, or an origin with an https or ssh URL (git remote add origin …)",
    );
    process.exitCode = 1;
  }
}
