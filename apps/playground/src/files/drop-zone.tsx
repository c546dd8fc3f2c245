import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Session } from "../training/session.ts";
import { openFiles } from "./open-files.ts";

const over = signal(false);

/** Files may be dropped anywhere on the page; while they are held over it, it says so. */
export function DropZone({ session }: { readonly session: Session }) {
  useEffect(() => {
    const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
    const listening = new AbortController();
    const on = (name: "dragover" | "dragleave" | "drop", then: (event: DragEvent) => void) =>
      addEventListener(name, then, { signal: listening.signal });
    on("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over.value = true;
    });
    on("dragleave", ({ relatedTarget }) => {
      // out of the window, and not from one element into another
      if (relatedTarget === null) over.value = false;
    });
    on("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over.value = false;
      void openFiles(session, [...event.dataTransfer!.files]);
    });
    return () => listening.abort();
  }, [session]);
  return over.value ? <div class="drop">Drop a table (CSV, JSON), images (IDX) or a model file</div> : null;
}
