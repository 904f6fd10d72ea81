import { parseArgs } from 'node:util';
import type { Diagnostic } from '../core/diagnostic';
import { didYouMean } from '../core/suggest';

/** What a verb of the command line is, and what it is given. */

/**
 * 0 done; 1 the input has errors or tests fail; 2 wrong usage; 3 something outside failed (disk, port, permission); 130
 * stopped by Ctrl-C before the end, as shells have it.
 */
export type ExitCode = 0 | 1 | 2 | 3 | typeof INTERRUPTED;

export const INTERRUPTED = 130;

export interface OptionDefinition {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  readonly default?: string;
  /** What stands for the value in the help, e.g. `DIR`. */
  readonly value?: string;
  readonly help: string;
  /** The only values it takes, where they are few. */
  readonly choices?: readonly string[];
  /** The values go on to the next option, as in `--logs A B`. */
  readonly variadic?: boolean;
}

/** Streams, clock and environment come in as arguments, so that a test can run a verb without a process. */
export interface CommandIo {
  /** Resolves when the text is taken: callers await it, so a slow reader slows us instead of filling memory. */
  readonly write: (text: string) => Promise<void>;
  /** For people: goes to stderr, a line break is added. */
  readonly say: (text: string) => void;
  readonly now: () => number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Long work in one piece, which writes nothing; Ctrl-C ends it with Interrupted. */
  readonly compute: <T>(work: () => T) => T;
  readonly isTerminal: boolean;
}

export interface VerbCall {
  readonly positionals: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly list: (option: string) => readonly string[];
  readonly flag: (option: string) => boolean;
  readonly io: CommandIo;
}

export interface Verb {
  readonly name: string;
  /** After the program's name: `read LOG… [--format jsonl|csv]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionDefinition>>;
  readonly run: (call: VerbCall) => Promise<ExitCode>;
}

/** Wrong usage: printed with the verb's usage line, exit code 2. */
export class UsageError extends Error {}

/** Something outside failed (disk, port, permission): one diagnostic, exit code 3. */
export class OutsideError extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** The call that a verb gets for the words behind its name. Throws UsageError on words that it does not know. */
export function parseCall(verb: Verb, words: readonly string[], io: CommandIo): VerbCall {
  const { values, positionals } = parsed(verb, words);
  const one = (option: string): string | boolean | undefined => {
    const value = values[option];
    return Array.isArray(value) ? value.at(-1) : value;
  };
  return {
    positionals,
    text: (option) => {
      const value = one(option) ?? verb.options[option]?.default;
      return typeof value === 'string' ? value : undefined;
    },
    list: (option) => [values[option] ?? []].flat().filter((value) => typeof value === 'string'),
    flag: (option) => one(option) === true,
    io,
  };
}

type ParsedValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function parsed(
  verb: Verb,
  words: readonly string[],
): { readonly values: ParsedValues; readonly positionals: readonly string[] } {
  const options = Object.fromEntries(
    Object.entries(verb.options).map(([name, { type, multiple, variadic, short }]) => [
      name,
      { type, multiple: multiple === true || variadic === true, ...(short === undefined ? {} : { short }) },
    ]),
  );
  try {
    const result = parseArgs({ args: [...repeatVariadic(verb, words)], options, allowPositionals: true, strict: true });
    checkChoices(verb, result.values);
    if (result.positionals.includes('')) throw new UsageError('One of the words is empty; an unset variable?');
    return { values: result.values, positionals: result.positionals };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(wrongOption(verb, words) ?? messageOf(error));
  }
}

/** Names the first option that the verb does not have, and the nearest one that it has. */
function wrongOption(verb: Verb, words: readonly string[]): string | undefined {
  const end = words.indexOf('--');
  const named = words.slice(0, end === -1 ? words.length : end).flatMap((word) => /^--([^=]+)/.exec(word)?.[1] ?? []);
  const wrong = named.find((name) => !Object.hasOwn(verb.options, name));
  if (wrong === undefined) return undefined;
  const known = Object.keys(verb.options).map((name) => `--${name}`);
  return `Unknown option "--${wrong}". ${didYouMean(`--${wrong}`, known, `It takes ${known.join(', ')}.`)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `--logs A B` becomes `--logs A --logs B`. */
function repeatVariadic(verb: Verb, words: readonly string[]): readonly string[] {
  let open: string | undefined;
  return words.flatMap((word) => {
    if (word.startsWith('-')) {
      open = verb.options[word.slice(2)]?.variadic === true ? word : undefined;
      return open === undefined ? [word] : [];
    }
    return open === undefined ? [word] : [open, word];
  });
}

function checkChoices(verb: Verb, values: ParsedValues): void {
  for (const [name, { choices }] of Object.entries(verb.options)) {
    const wrong = [values[name] ?? []]
      .flat()
      .find((value) => choices !== undefined && !choices.includes(String(value)));
    if (wrong === undefined || choices === undefined) continue;
    const near = didYouMean(String(wrong), choices, '');
    throw new UsageError(`--${name} takes ${choices.join(', ')}, not "${String(wrong)}". ${near}`.trim());
  }
}
