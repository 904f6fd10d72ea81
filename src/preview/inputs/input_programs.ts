/** The running inputs, as the rest of the preview sees them. */
export interface InputPrograms {
  /** Starts what is enabled. */
  readonly start: () => void;
  /** Resolves when every input that was started has ended its first run. */
  readonly firstPass: () => Promise<void>;
  /** Starts and stops what a change of a stanza asks for. */
  readonly reload: (stanza: string) => Promise<void>;
  readonly isRunning: (stanza: string) => boolean;
  readonly stop: () => Promise<void>;
}
