import { arrayOf, isObject, numberOf, textOf, type Json } from '../shared/decode';
import { isComplete, operators, type Condition, type Exception } from './exceptions';
import { readFilter } from './read_filter';

/** Exceptions as JSON: kept with a draft, carried from one detection or Splunk to another. */

/** The exceptions in JSON of unknown shape; what is missing in one is empty, which the editor then asks for. */
export const exceptionsOf = (stored: unknown): readonly Exception[] =>
  arrayOf(stored).filter(isObject).map(exceptionOf);

const exceptionOf = (stored: Json): Exception => ({
  conditions: arrayOf(stored.conditions).filter(isObject).map(conditionOf),
  until: numberOf(stored.until) ?? null,
});

const conditionOf = (stored: Json): Condition => ({
  field: textOf(stored.field),
  operator: operators.find((operator) => operator === stored.operator) ?? 'is',
  values: arrayOf(stored.values).map(textOf),
});

/** What Export writes. */
export const exportedText = (detection: string, exceptions: readonly Exception[]): string =>
  `${JSON.stringify({ detection, exceptions }, null, 2)}\n`;

export interface Imported {
  readonly exceptions: readonly Exception[];
  /** How many of the text are no complete exceptions, or say more than rows can show. */
  readonly unread: number;
}

/** The exceptions in a file: what Export wrote, or a filter as SPL. */
export function importedExceptions(text: string): Imported {
  const found = text.trimStart().startsWith('{') ? jsonExceptions(text) : null;
  if (found !== null) {
    const complete = found.filter(isComplete);
    return { exceptions: complete, unread: found.length - complete.length };
  }
  const read = readFilter(text.trim());
  return { exceptions: read.exceptions, unread: read.kind === 'rows' ? 0 : read.rest.length };
}

function jsonExceptions(text: string): readonly Exception[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? exceptionsOf(parsed.exceptions) : null;
  } catch {
    return null;
  }
}
