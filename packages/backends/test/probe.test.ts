import { createBackend } from "@deltarule/backend-cpu";
import { type CreateBackend, DeltaruleError } from "@deltarule/core";
import { expect, test, vi } from "vitest";
import { probeBackend } from "../src/index.ts";

test("what a backend says of itself with these options is told, and it is closed again", async () => {
  const close = vi.fn(async () => {});
  const create: CreateBackend = vi.fn(async () => ({ ...(await createBackend()), close }));
  const { facts } = await createBackend();
  expect(await probeBackend(create, { threads: 2 })).toEqual({ facts });
  expect(create).toHaveBeenCalledWith({ threads: 2 });
  expect(close).toHaveBeenCalledOnce();
});

test("a backend that isn't here has its reason, by its name or from its factory", async () => {
  const missing = () => Promise.reject(new DeltaruleError("BACKEND_UNAVAILABLE", "mine: no device"));
  expect(await probeBackend(missing)).toEqual({ reason: "mine: no device" });
  expect(await probeBackend("cpuu")).toEqual({ reason: expect.stringMatching(/^"cpuu" is neither a known backend/) });
});

test("a wrong option, and a device that is here and fails, are no absence", async () => {
  await expect(probeBackend("workers", { threads: 0 })).rejects.toMatchObject({ code: "OPTION_INVALID" });
  const failing = () => Promise.reject(new DeltaruleError("BACKEND_FAILED", "mine: the device is lost"));
  await expect(probeBackend(failing)).rejects.toMatchObject({ code: "BACKEND_FAILED" });
  const stuck: CreateBackend = async () => ({ ...(await createBackend()), close: failing });
  await expect(probeBackend(stuck)).rejects.toMatchObject({ code: "BACKEND_FAILED" });
});
