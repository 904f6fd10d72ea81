import { problemAt } from '../problem';
import type { Row } from '../types';
import { addFields } from '../values/row';
import { readCsv } from '../values/csv';
import { parseJson, toFieldValue } from '../eval/json_path';
import { requireFirst, type Runner } from './command';

const MOST = 500_000;
const BATCH = 5_000;

/** `makeresults`: rows out of nothing, with the time of the search; or the rows of inline CSV or JSON. */
export const runMakeresults: Runner<'makeresults'> = (command, context) => {
  requireFirst(context, command, 'Put it first, or into append [| makeresults …].');
  const { count = 1, annotate = false, format, data } = command.options;
  const time = Math.floor(context.clock.now);
  const base: Row = annotate
    ? { _time: time, _raw: null, host: null, source: null, sourcetype: null, splunk_server: 'localhost' }
    : { _time: time };
  return async function* () {
    if (data !== undefined) {
      const rows = given(format ?? 'csv', data);
      if (rows === undefined)
        throw problemAt(
          'badArgument',
          command.span,
          `The data of makeresults is no ${format ?? 'csv'}`,
          'Give CSV with a head line, or a JSON array of objects.',
        );
      yield {
        fields: addFields(
          [],
          rows.flatMap((row) => Object.keys(row)),
        ),
        rows,
      };
      return;
    }
    for (let made = 0; made < Math.min(count, MOST); made += BATCH)
      yield await Promise.resolve({
        fields: Object.keys(base),
        rows: Array.from({ length: Math.min(BATCH, count - made) }, () => base),
      });
  };
};

function given(format: string, data: string): readonly Row[] | undefined {
  if (format === 'csv') return readCsv(data.replace(/\\n/g, '\n'));
  const json = parseJson(data);
  if (!Array.isArray(json)) return undefined;
  const items: readonly unknown[] = json;
  return items.map(objectRow);
}

function objectRow(item: unknown): Row {
  if (typeof item !== 'object' || item === null) return {};
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, toFieldValue([parseJson(JSON.stringify(value)) ?? null])]),
  );
}
