/** Stops on a mistake of our own; what a user can cause is a Diagnostic instead. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (condition === false || condition === undefined || condition === null)
    throw new Error(`Broken invariant: ${message}`);
}

/** For the default branch of an exhaustive switch: a new case without code is a compile error. */
export function unreachable(value: never): never {
  throw new Error(`Broken invariant: unexpected ${JSON.stringify(value)}`);
}
