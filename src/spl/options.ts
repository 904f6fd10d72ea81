import { didYouMean } from '../core/suggest';
import type { BinSpan } from './ast';
import { parseBinSpan } from './bin_span';
import type { Cursor } from './cursor';

/** Reading of `name=value` options, the same for every command. */

/** What a value must be: gives it, or undefined when the text is no such value. */
interface OptionKind<T> {
  readonly what: string;
  readonly read: (text: string) => T | undefined;
}

/** One line for each option that the command has; the compiler sees to it that none is left out. */
export type OptionTable<T> = { readonly [K in keyof T]-?: OptionKind<NonNullable<T[K]>> };

export const text: OptionKind<string> = { what: 'a text', read: (value) => value };
export const integer: OptionKind<number> = {
  what: 'a whole number',
  read: (value) => (/^-?\d+$/.test(value) ? Number(value) : undefined),
};
export const number: OptionKind<number> = {
  what: 'a number',
  read: (value) => (/^-?(?:\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : undefined),
};
export const binSpan: OptionKind<BinSpan> = { what: 'a span such as 5m, 1d or 10', read: parseBinSpan };
export const boolean: OptionKind<boolean> = { what: 'true or false', read: readBoolean };

/** One of a few words, in any case. */
export function oneOf<const W extends string>(...words: readonly W[]): OptionKind<W> {
  const read = (value: string): W | undefined => words.find((word) => word === value.toLowerCase());
  return { what: words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`, read };
}

/** Splunk takes t, true, 1, yes and f, false, 0, no in any case. */
function readBoolean(value: string): boolean | undefined {
  if (/^(?:t|true|1|yes|y)$/i.test(value)) return true;
  return /^(?:f|false|0|no|n)$/i.test(value) ? false : undefined;
}

const OPTION = /([A-Za-z_][\w.]*)\s*=(?!=)\s*/y;
const OPTION_VALUE = /(?:\\["\\]|[^\s"()[\]|`,])+/y;

/**
 * Collects a command's options while its grammar goes through the arguments: `takeOne` reads an option of the table when
 * one is next. Options may stand anywhere among the arguments; a later one wins.
 */
export class OptionReader<T> {
  private found: Partial<T> = {};

  constructor(
    private readonly command: string,
    private readonly table: OptionTable<T>,
  ) {}

  get options(): Partial<T> {
    return this.found;
  }

  /** Reads `name=value` when the name is in the table. */
  takeOne(cursor: Cursor): boolean {
    const name = cursor.peek(OPTION)?.[1]?.toLowerCase();
    if (name === undefined || !isKey(this.table, name)) return false;
    const start = cursor.position;
    cursor.take(OPTION);
    this.read(cursor, name, start);
    return true;
  }

  takeAll(cursor: Cursor): void {
    while (this.takeOne(cursor) || cursor.takeText(','));
  }

  /** Refuses an option that the command does not have, with the nearest that it has. */
  refuseUnknown(cursor: Cursor): void {
    const name = cursor.peek(OPTION)?.[1];
    if (name === undefined) return;
    const known = Object.keys(this.table);
    const otherwise = known.length === 0 ? 'Remove it.' : `It has ${known.join(', ')}.`;
    throw cursor.problem('WW0306', `${this.command} has no option ${name}`, didYouMean(name, known, otherwise));
  }

  private read<K extends keyof T & string>(cursor: Cursor, name: K, start: number): void {
    if (cursor.next === '`')
      throw cursor.problem('WW0310', 'A macro stands for the value here', 'expand the macros first');
    const written = cursor.takeQuoted() ?? takeGroup(cursor) ?? cursor.take(OPTION_VALUE) ?? '';
    const value = this.table[name].read(written);
    if (value === undefined)
      throw cursor.problemAt(
        'WW0306',
        start,
        `${name} takes ${this.table[name].what}, not "${written}"`,
        `write ${name}= and ${this.table[name].what}`,
      );
    this.found = { ...this.found, [name]: value };
  }
}

/** A value in parentheses, as in tokenizer=(\S+). */
function takeGroup(cursor: Cursor): string | undefined {
  if (cursor.next !== '(') return undefined;
  const start = cursor.position;
  return cursor.takeBalanced() ? cursor.textFrom(start) : undefined;
}

function isKey<T>(table: OptionTable<T>, name: string): name is keyof T & string {
  return Object.hasOwn(table, name);
}
