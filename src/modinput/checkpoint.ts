/** What an input remembers between two runs. */

/** The type of a checkpoint's value: how it begins, and how a stored one is read. */
export interface CheckpointType<C> {
  /** Raised when the shape changes; `read` then turns an older one into today's. */
  readonly version: number;
  readonly initial: () => C;
  /** The typed value of stored JSON, or undefined when it is none: then the previous checkpoint is tried. */
  readonly read: (stored: unknown, version: number) => C | undefined;
}

/** A stanza's checkpoint, as its input sees it. */
export interface Checkpoint<C> {
  readonly value: C;
  /**
   * Says: what has been emitted so far is covered by this value. It is written once those events have left the process,
   * never before, so that a crash repeats events rather than losing them.
   */
  readonly set: (value: C) => void;
  /** The same for a value that is dear to make: `make` is called once a batch, when the batch is closed. */
  readonly setLater: (make: () => C) => void;
}

/** Where checkpoints are kept; a test brings its own. */
export interface CheckpointStore<C> {
  /** The last good value, or the type's initial one. Never throws: what it could not read it says. */
  readonly load: () => Promise<C>;
  /** Resolves to true when the value is safely stored; says once what is in the way. */
  readonly save: (value: C) => Promise<boolean>;
}
