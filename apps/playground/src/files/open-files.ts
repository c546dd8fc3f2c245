import type { Session } from "../training/session.ts";
import { openModel } from "./own-model.ts";
import { openOwn } from "./own-table.ts";

/** Goes on from a model file, or begins to learn a table (in parts) or images with their labels. What is wrong with them is said in the page. */
export async function openFiles(session: Session, files: readonly File[]): Promise<void> {
  const [file] = files;
  if (!file) return;
  try {
    if (files.length === 1 && (await isModel(file))) await goOnFrom(session, file);
    else await openOwn(session, files);
  } catch (cause) {
    session.complain(cause);
  }
}

async function isModel(file: File): Promise<boolean> {
  return (
    file.name.endsWith(".model.json") ||
    /^\s*\{\s*"format"\s*:\s*"deltarule-model"/.test(await file.slice(0, 200).text())
  );
}

async function goOnFrom(session: Session, file: File): Promise<void> {
  const { task, setting } = session;
  if (!task.value) return;
  const network = openModel(await file.text(), file.name, task.value);
  await session.open({ ...setting.value, hidden: network.sizes.slice(1, -1) }, task.value, network);
}
