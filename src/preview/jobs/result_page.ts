import { listOf, scalarText } from '../../engine/values/value';
import type { FieldValue, Row } from '../../engine/types';
import { wholeNumber, type Params } from '../http/params';
import type { RowTable } from './job_rows';

/** The part of a job's rows that one request asks for. */
export interface ResultPage {
  readonly isPreview: boolean;
  readonly offset: number;
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
  /** How many rows a post-process search gave, of which this is a page; null where none was sent. */
  readonly postProcessed: number | null;
}

/** limits.conf, [restapi] maxresultrows: the most rows of one answer. */
export const MOST_RESULT_ROWS = 50_000;

/** Splunk's own default for `count` on results. */
const DEFAULT_ROWS = 100;

/** Of what a page is taken. */
export interface PagedResult {
  readonly fields: readonly string[];
  readonly table: RowTable;
  readonly isPreview: boolean;
  readonly postProcessed: number | null;
}

/** Applies `offset`, `count` (0: as many as are allowed), `f` and `field_list`. */
export async function resultPage(of: PagedResult, params: Params): Promise<ResultPage> {
  const { fields, table, isPreview, postProcessed } = of;
  const asked = wholeNumber(params, 'count', DEFAULT_ROWS, -1);
  const count = asked <= 0 ? MOST_RESULT_ROWS : Math.min(asked, MOST_RESULT_ROWS);
  const offset = wholeNumber(params, 'offset', 0, -Number.MAX_SAFE_INTEGER);
  const from = offset < 0 ? Math.max(0, table.count + offset) : offset;
  const rows = await table.page(from, count);
  return { isPreview, offset: from, fields: chosenFields(fields, params), rows, postProcessed };
}

function chosenFields(fields: readonly string[], params: Params): readonly string[] {
  const wanted = [...params.all('f'), ...(params.get('field_list') ?? '').split(',')]
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (wanted.length === 0 || wanted.includes('*')) return fields;
  return fields.filter((name) => wanted.includes(name));
}

/** All values of a cell as the API writes them, strings all (reference 2.3); none for null. */
export function cellTexts(value: FieldValue | undefined): readonly string[] {
  return listOf(value ?? null).map(scalarText);
}
