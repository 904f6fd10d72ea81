import type { ArgumentTable, ArgumentValues } from './definition/arguments';
import type { InputDefinition } from './definition/input_definition';
import type { Checkpoint, CheckpointType } from './checkpoint';
import type { InputEvent } from './event';
import type { Clock } from './clock';
import type { Log } from './log';
import type { Splunkd } from './splunkd';

/** What an input does, beside what it is (its definition). */

/** Everything that an input gets for one stanza. */
export interface InputContext<A extends ArgumentTable = ArgumentTable, C = undefined> {
  readonly stanza: StanzaInformation;
  readonly arguments: ArgumentValues<A>;
  /** Takes an event; await it, so that a slow reader slows the input instead of filling memory. */
  readonly emit: (event: InputEvent) => Promise<void>;
  /** Resolves when everything emitted so far has left the process and its checkpoint is saved. */
  readonly flush: () => Promise<void>;
  readonly checkpoint: Checkpoint<C>;
  readonly log: Log;
  readonly clock: Clock;
  /** Aborted when splunkd, a person or a vanished reader stops the input: return soon. */
  readonly signal: AbortSignal;
  /** The splunkd that started the input. */
  readonly splunkd: Splunkd;
}

/** The settings of a stanza that every input has. Empty and "default" ones are undefined. */
export interface StanzaInformation {
  /** `scheme://name`. */
  readonly name: string;
  readonly app: string | undefined;
  readonly index: string | undefined;
  readonly host: string | undefined;
  readonly source: string | undefined;
  readonly sourcetype: string | undefined;
  readonly interval: string | undefined;
}

export interface ValidationContext<A extends ArgumentTable> {
  readonly arguments: ArgumentValues<A>;
  readonly splunkd: Splunkd;
  readonly signal: AbortSignal;
}

/** A definition with its behaviour. `checkpoint` is needed only where something is remembered. */
export interface Input<A extends ArgumentTable = ArgumentTable, C = undefined> extends InputDefinition<A> {
  readonly checkpoint?: CheckpointType<C>;
  /** What the settings' own limits can't say, e.g. that a server answers; every text returned is shown to the person. */
  readonly validate?: (context: ValidationContext<A>) => Promise<readonly string[]>;
  /** Reads once and returns, or goes on until `signal`; splunkd starts it again after the stanza's interval. */
  readonly stream: (context: InputContext<A, C>) => Promise<void>;
}
