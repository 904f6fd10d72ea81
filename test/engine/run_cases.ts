import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Row } from '../../src/engine/types';

/** Cases written from documentation: a search and the rows that it must give. Each file of cases/ names its source. */

export interface Case {
  readonly file: string;
  readonly source: string;
  readonly name: string;
  readonly search: string;
  /** Rows to start from; absent: the search makes its own. */
  readonly given: readonly Row[] | undefined;
  readonly rows: readonly unknown[] | undefined;
  /** The code of the error that must be reported instead. */
  readonly error: string | undefined;
}

interface CaseFile {
  readonly source: string;
  /** `expression: value` pairs: `| makeresults | eval x=expression` must give that value; null for none. */
  readonly evals?: Readonly<Record<string, unknown>>;
  /** Expressions that a `where` must hold or not. */
  readonly conditions?: Readonly<Record<string, boolean>>;
  readonly cases?: readonly WrittenCase[];
}

interface WrittenCase {
  readonly search: string;
  readonly source?: string;
  readonly given?: readonly Row[];
  readonly rows?: readonly unknown[];
  readonly error?: string;
}

/** All cases of a file below cases/. */
export function readCases(file: string): readonly Case[] {
  const text = readFileSync(join(__dirname, 'cases', file), 'utf8');
  const written = parse(text) as CaseFile;
  const { source, evals = {}, conditions = {}, cases = [] } = written;
  const base = { file, source, given: undefined, error: undefined };
  return [
    ...Object.entries(evals).map(([expression, value]): Case => ({
      ...base,
      name: expression,
      search: `| makeresults | eval x=${expression} | table x`,
      rows: [value === null ? {} : { x: value }],
    })),
    ...Object.entries(conditions).map(([expression, holds]): Case => ({
      ...base,
      name: `where ${expression}`,
      search: `| makeresults | where ${expression} | eval x=1 | table x`,
      rows: holds ? [{ x: '1' }] : [],
    })),
    ...cases.map((one): Case => ({
      file,
      source: one.source ?? source,
      name: one.search,
      search: one.search,
      given: one.given,
      rows: one.rows,
      error: one.error,
    })),
  ];
}
