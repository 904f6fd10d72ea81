/** What was thrown may be anything, also an Error of another realm: these look at its shape. */

/** The system's code (`ENOENT`, `EPIPE`), where there is one. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** One sentence for a person. */
export function errorText(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
