import type { CommandKind, CommandOf, EvalExpression, Pipeline, SearchExpression } from './ast';
import type { Cursor } from './cursor';
import type { FieldSet } from './field_set';

/** What a command's file in commands/ says: how the command is called, read and written, and which fields it gives. */
export interface CommandSyntax<K extends CommandKind> {
  /** The name and its older names. */
  readonly names: readonly string[];
  /** Reads the arguments; the name is read already and `start` is where it stands. */
  readonly parse: (cursor: Cursor, start: number) => CommandOf<K>;
  /** The fields of its rows, from those of the rows before it. */
  readonly output: (before: FieldSet, command: CommandOf<K>, outputOf: PipelineOutput) => FieldSet;
  /** The command with its name, as SPL writes it. */
  readonly print: (command: CommandOf<K>, writer: Writer) => string;
}

/** Writes the parts that may hold whole searches; print.ts gives it. */
export interface Writer {
  readonly search: (expression: SearchExpression) => string;
  readonly eval: (expression: EvalExpression) => string;
  /** With its brackets. */
  readonly bracketed: (pipeline: Pipeline) => string;
}

/** The fields that a whole search gives, for commands that hold one; appendpipe's starts with the rows before it. */
export type PipelineOutput = (pipeline: Pipeline, before?: FieldSet) => FieldSet;
