import { expect, test } from "vitest";
import { createQueue } from "../src/queue.ts";

/** A device that tells of its loss some time after calls have failed for it. */
function deviceThat(tells: boolean) {
  let told = false;
  return {
    check() {
      if (told) throw new Error("a device: it was lost");
    },
    told: () =>
      new Promise<void>((resolve) => {
        setTimeout(() => {
          told = tells;
          resolve();
        });
      }),
  };
}

const failures = {
  "throws at once": () => {
    throw new Error("mapAsync");
  },
  "rejects later": () => Promise.reject(new Error("mapAsync")),
};

for (const [how, fails] of Object.entries(failures)) {
  test(`a call that ${how} says what the device tells a little later`, async () => {
    const queue = createQueue(deviceThat(true));
    await expect(queue.wait(fails)).rejects.toMatchObject({
      code: "BACKEND_FAILED",
      message: "gpujs: a device: it was lost",
      cause: expect.objectContaining({ message: "mapAsync" }),
    });
  });

  test(`a call that ${how} speaks for itself where the device has nothing to tell`, async () => {
    const queue = createQueue(deviceThat(false));
    await expect(queue.wait(fails)).rejects.toMatchObject({ code: "BACKEND_FAILED", message: "gpujs: mapAsync" });
  });

  test(`after a call that ${how} nothing runs, and each wait is told the same`, async () => {
    const queue = createQueue(deviceThat(true));
    const ran: string[] = [];
    queue.add(() => void ran.push("before"));
    queue.add(fails);
    queue.add(() => void ran.push("after"));
    const waits = [queue.wait(() => ran.push("waiting")), queue.wait(() => ran.push("waiting"))];
    const reasons = await Promise.allSettled(waits);
    expect(reasons).toEqual(
      waits.map(() => ({ status: "rejected", reason: expect.objectContaining({ code: "BACKEND_FAILED" }) })),
    );
    await queue.idle();
    await expect(queue.wait(() => ran.push("later"))).rejects.toThrow("a device: it was lost");
    expect(ran).toEqual(["before"]);
  });
}
