// pnpm pack and pnpm publish take the manifest of a tarball from here; imported when it's asked for, since this file is there at every install.
export const hooks = {
  beforePacking: async (manifest, folder) =>
    (await import("./scripts/repository.mjs")).withRepository(manifest, folder),
};
