import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

// a display and a sandbox are what a test machine lacks
const flags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-unsafe-swiftshader",
  "--enable-unsafe-webgpu",
];

/** A program that plays a GPU, for WebGPU too. */
const software = ["--use-webgpu-adapter=swiftshader"];

/** Where Chromium is: named by CHROMIUM, installed by the system, or by `npx playwright install chromium`. Undefined: there is none. */
export const chromiumPath: string | undefined = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  chromium.executablePath(),
].find((path) => path && existsSync(path));

export interface ChromiumOptions {
  /** Lets pages use the machine's GPU where there is one; by default none does, so that all machines are alike. */
  readonly gpu?: boolean;
}

/**
 * Opens Chromium, without a window.
 * @throws where there is none
 */
export async function launchChromium({ gpu = false }: ChromiumOptions = {}): Promise<Browser> {
  if (!chromiumPath) throw new Error("there is no Chromium here; expected one at CHROMIUM or where systems install it");
  // who opened it answers signals: it goes with the process anyway
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({
    executablePath: chromiumPath,
    args: gpu && hasGpu() ? flags : [...flags, ...software],
    ...signals,
  });
}

/** Linux shows a GPU as a device; elsewhere there is one. */
const hasGpu = () => process.platform !== "linux" || ["/dev/dri", "/dev/nvidiactl"].some((path) => existsSync(path));
