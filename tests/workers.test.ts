import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const cwd = fileURLToPath(new URL(".", import.meta.url));

/** What a program prints that trains on three threads; it has to end by itself. */
async function printed(end: string): Promise<string> {
  const program = `
    import { createBackend } from "@deltarule/backend-workers";
    import { Network, train } from "@deltarule/core";
    const backend = await createBackend({ threads: 3 });
    const data = { inputs: Array.from({ length: 300 }, (_, i) => Array(200).fill(i / 300)), targets: Array(300).fill([1]) };
    for await (const { epoch } of train(Network.create([200, 300, 1], { seed: 1 }), data, { backend, learningRate: 0.5, epochs: 30, batchSize: 100 }))
      if (epoch % 10 === 0) console.log(epoch);
    ${end}`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], { cwd });
  return stdout;
}

test("a process that forgets to close its backend ends by itself when it is through", async () => {
  expect(await printed("")).toBe("10\n20\n30\n");
});

test("a process ends by itself after an error that nothing catches", async () => {
  await expect(printed("throw new Error('mine');")).rejects.toMatchObject({
    code: 1,
    stdout: "10\n20\n30\n",
    stderr: expect.stringContaining("Error: mine"),
  });
});
