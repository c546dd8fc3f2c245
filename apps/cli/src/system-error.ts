import { getSystemErrorMap } from "node:util";

/** An error of the operating system: a missing file, no permission, a closed pipe. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { readonly code: string } =>
  error instanceof Error && "errno" in error && "code" in error && typeof error.code === "string";

/** Its reason in words, without the system call: "no such file or directory". */
export function reasonOf(error: unknown): string {
  if (!isSystemError(error)) return error instanceof Error ? error.message : String(error);
  return getSystemErrorMap().get(error.errno ?? 0)?.[1] ?? error.message;
}
