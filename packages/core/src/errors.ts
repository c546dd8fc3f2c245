/** What went wrong, as a closed list: codes are API, messages are for people. docs/errors.md has a heading for each. */
export type ErrorCode = (typeof errorCodes)[number];

export const errorCodes = [
  "SHAPE_MISMATCH",
  "NOT_FINITE",
  "FREED",
  "CLOSED",
  "FOREIGN_MATRIX",
  "ALIASED",
  "BACKEND_UNAVAILABLE",
  "BACKEND_FAILED",
  "DATA_INVALID",
  "MODEL_INVALID",
  "DIVERGED",
  "OPTION_INVALID",
] as const;

/** The one error class. The message names the operation, the fact and what was expected; `cause` is kept. */
export class DeltaruleError extends Error {
  override readonly name = "DeltaruleError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** An error of another copy of this package is one as well: a plug-in may have been installed with its own. */
  static override [Symbol.hasInstance](value: unknown): value is DeltaruleError {
    if (!(value instanceof Error && value.name === "DeltaruleError" && "code" in value)) return false;
    const { code } = value;
    return errorCodes.some((known) => known === code);
  }
}
