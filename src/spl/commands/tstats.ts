import type { ByField, MacroCall, SearchExpression, TstatsCommand, TstatsOptions } from '../ast';
import { parseAggregation } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { parseByList } from '../field_list';
import { writeMacroCall } from '../macro_call';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { parseSearchExpression } from '../search_expression';
import { writeAggregations, writeBy, writeOptions } from '../write';
import { closed, groupedColumns } from '../field_set';

const table: OptionTable<TstatsOptions> = {
  prestats: boolean,
  local: boolean,
  append: boolean,
  summariesonly: boolean,
  include_reduced_buckets: boolean,
  allow_old_summaries: boolean,
  use_summary_index_values: boolean,
  chunk_size: integer,
  fillnull_value: text,
};

const DATAMODEL = /from\s+datamodel\s*[=:]?\s*((?:"[\w.-]+"|[\w.-]+)(?:\.(?:"[\w.-]+"|[\w.-]+))*)/iy;

/** datamodel := from datamodel=Model[.Dataset[.…]], each or all in quotes: the last dataset counts. */
function takeDatamodel(cursor: Cursor): TstatsCommand['datamodel'] {
  const match = cursor.peek(DATAMODEL);
  if (match === undefined)
    throw cursor.problem('WW0303', 'Expected datamodel=… behind from', 'write from datamodel=Endpoint.Processes');
  const start = cursor.position;
  cursor.take(DATAMODEL);
  const [model = '', ...datasets] = (match[1] ?? '').replaceAll('"', '').split('.');
  return { model, dataset: datasets.at(-1) ?? null, span: cursor.spanFrom(start) };
}

interface Parts {
  datamodel: TstatsCommand['datamodel'];
  where: SearchExpression | null;
  by: readonly ByField[];
}

/** `tstats [options] aggregation … [from datamodel=Model.Dataset] [where condition] [by field [span=…] …]` */
export const tstatsSyntax: CommandSyntax<'tstats'> = {
  names: ['tstats'],
  parse(cursor, start) {
    const reader = new OptionReader('tstats', table);
    const macros: MacroCall[] = [];
    const aggregations = [];
    const parts: Parts = { datamodel: null, where: null, by: [] };
    while (!cursor.atEnd) {
      if (reader.takeOne(cursor) || cursor.takeText(',')) continue;
      reader.refuseUnknown(cursor);
      const macro = cursor.takeMacro();
      if (macro !== undefined) macros.push(macro);
      else if (!takePart(cursor, parts)) aggregations.push(parseAggregation(cursor));
    }
    if (aggregations.length === 0 && macros.length === 0)
      throw cursor.problem('WW0303', 'Expected an aggregation here', 'write count, or a function such as dc(field)');
    return { kind: 'tstats', options: reader.options, macros, aggregations, ...parts, span: cursor.spanFrom(start) };
  },
  output: (_, command) => ({ ...closed(groupedColumns(command)), open: command.options.prestats === true }),
  print: ({ options, macros, aggregations, datamodel, where, by }, writer) =>
    [
      `tstats${writeOptions(options)}${macros.map((macro) => ` ${writeMacroCall(macro)}`).join('')}`,
      `${writeAggregations(aggregations, writer)}`,
      datamodel === null ? '' : ` from datamodel=${[datamodel.model, datamodel.dataset ?? []].flat().join('.')}`,
      where === null ? '' : ` where ${writer.search(where)}`,
      writeBy(by),
    ].join(''),
};

/** part := from … | where condition | by list */
function takePart(cursor: Cursor, parts: Parts): boolean {
  if (cursor.isWord('from')) parts.datamodel = takeDatamodel(cursor);
  else if (cursor.takeWord('where')) parts.where = parseSearchExpression(cursor, ['by', 'groupby']);
  else if (cursor.takeWord('by') || cursor.takeWord('groupby')) parts.by = parseByList(cursor, ['where', 'from']);
  else return false;
  return true;
}
