import { didYouMean } from '../../core/suggest';
import { engineMessage, problemAt } from '../problem';
import { cimColumnNames } from '../store/columns';
import { mapRows, noRows, type Runner } from './command';
import { readEvents } from './search';
import type { SearchExpression } from '../../spl/ast';
import type { Span } from '../../core/source';
import type { FieldValue, Row } from '../types';
import type { CommandContext } from './command';
import type { Stream } from '../context';

/** `datamodel Endpoint Processes search` (fields as `Processes.name`) or `flat` (plain names). */
export const runDatamodel: Runner<'datamodel'> = ({ model, dataset, mode, span }, context) => {
  if (mode === null || model === null || dataset === null)
    throw problemAt(
      'optionRefused',
      span,
      'datamodel is supported as: datamodel Endpoint Processes search',
      'Add the dataset and "search" or "flat".',
    );
  return () => modelEvents(`${model}.${dataset}`, mode === 'flat' ? '' : `${dataset}.`, span, context);
};

/** The events of a data model; another model than Endpoint.Processes has none, which is said. */
export function modelEvents(name: string, prefix: string, span: Span, context: CommandContext): Stream {
  if (name !== 'Endpoint.Processes' && name !== 'Endpoint') {
    context.report(
      engineMessage('unknownModel', 'warning', span, {
        message: `The data model ${name} holds no events here`,
        hint: didYouMean(name, ['Endpoint.Processes'], 'Only Endpoint.Processes is filled, from process creations.'),
      }),
    );
    return noRows();
  }
  const isProcess: SearchExpression = {
    kind: 'comparison',
    span,
    field: { kind: 'field', name: 'tag', span },
    operator: '=',
    value: { kind: 'value', pieces: ['process'], quoted: false, directive: null, span },
  };
  return prefixed(readEvents(isProcess, { fields: needed, rows: null }, context), prefix);
}

const kept = ['_time', '_raw', 'host', 'source', 'sourcetype'];
const needed: ReadonlySet<string> = new Set([...kept, ...cimColumnNames]);

function prefixed(input: Stream, prefix: string): Stream {
  const names = cimColumnNames.map((name) => `${prefix}${name}`);
  return mapRows((row) => modelRow(row, prefix), names)(fieldsOnly(input));
}

async function* fieldsOnly(input: Stream): Stream {
  for await (const { rows } of input) yield { fields: kept, rows };
}

function modelRow(row: Row, prefix: string): Row {
  const result: Record<string, FieldValue> = {};
  for (const name of kept) result[name] = row[name] ?? null;
  for (const name of cimColumnNames) result[`${prefix}${name}`] = row[name] ?? null;
  return result;
}
