/** What went wrong, for the user. */
export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
