import type { ForeachCommand } from '../../spl/ast';
import { problemAt } from '../problem';
import { listOf, scalarText } from '../values/value';
import { fieldOf, fieldStars, isInternal, type Batch } from '../values/row';
import type { Row } from '../types';
import { parseJson } from '../eval/json_path';
import { collect, streamOf, type CommandContext, type Runner } from './command';

/** `foreach`: an eval template once for each field that a list names, or once for each value of a field. */
export const runForeach: Runner<'foreach'> = (command, context) =>
  async function* (input) {
    const table = await collect(input, context);
    const mode = command.options.mode ?? 'multifield';
    if (mode === 'multifield') yield await overFields(command, table, context);
    else if (isCollectionMode(mode)) yield await overValues(command, table, mode, context);
    else
      throw problemAt(
        'optionRefused',
        command.span,
        `foreach has no mode "${mode}"`,
        'Use multifield, multivalue, json_array or auto_collections.',
      );
  };

type CollectionMode = 'multivalue' | 'json_array' | 'auto_collections';

function isCollectionMode(mode: string): mode is CollectionMode {
  return mode === 'multivalue' || mode === 'json_array' || mode === 'auto_collections';
}

async function overFields(command: ForeachCommand, table: Batch, context: CommandContext): Promise<Batch> {
  let current = table;
  for (const { name: pattern } of command.fields)
    for (const field of candidates(pattern, table.fields)) {
      const stars = fieldStars(pattern, field);
      if (stars !== null) current = await runTemplate(filled(command, field, stars), command, current, context);
    }
  return current;
}

/** A field that is named outright need not exist; a star leaves internal fields out. */
function candidates(pattern: string, fields: readonly string[]): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  return pattern.startsWith('_') ? fields : fields.filter((field) => !isInternal(field));
}

function filled({ template, options }: ForeachCommand, field: string, stars: readonly string[]): string {
  const { fieldstr = '<<FIELD>>', matchstr = '<<MATCHSTR>>', matchseg1, matchseg2, matchseg3 } = options;
  const segments = [matchseg1 ?? '<<MATCHSEG1>>', matchseg2 ?? '<<MATCHSEG2>>', matchseg3 ?? '<<MATCHSEG3>>'];
  const named = template.replaceAll(fieldstr, field).replaceAll(matchstr, stars.join(''));
  return segments.reduce((text, segment, i) => text.replaceAll(segment, stars[i] ?? ''), named);
}

async function runTemplate(
  text: string,
  command: ForeachCommand,
  table: Batch,
  context: CommandContext,
): Promise<Batch> {
  const pipeline = context.parse(`| ${text.trim().replace(/^\|/, '')}`, command.templateSpan);
  return collect(context.runOver(pipeline, streamOf(table)), context);
}

/** Row by row: each value stands in for `<<ITEM>>`, and what one turn leaves the next one sees. */
async function overValues(
  command: ForeachCommand,
  table: Batch,
  mode: CollectionMode,
  context: CommandContext,
): Promise<Batch> {
  const item = command.options.itemstr ?? '<<ITEM>>';
  const turn = command.options.iterstr ?? '<<ITER>>';
  const [field] = command.fields;
  if (field === undefined)
    throw problemAt(
      'badArgument',
      command.span,
      `foreach mode=${mode} names no field`,
      'Name the field whose values are walked.',
    );
  let fields = table.fields;
  const rows: Row[] = [];
  for (const row of table.rows) {
    let current: Batch = { fields, rows: [row] };
    for (const [i, value] of itemsOf(row, field.name, mode).entries()) {
      const text = command.template
        .replaceAll(`"${item}"`, item)
        .replaceAll(item, quoted(value))
        .replaceAll(turn, String(i));
      current = await runTemplate(text, command, current, context);
    }
    fields = current.fields;
    rows.push(...current.rows);
  }
  return { fields, rows };
}

function quoted(value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

function itemsOf(row: Row, field: string, mode: CollectionMode): readonly string[] {
  const values = listOf(fieldOf(row, field)).map(scalarText);
  if (mode === 'multivalue') return values;
  const json = values.length === 1 ? parseJson(values[0] ?? '') : undefined;
  if (!Array.isArray(json)) return mode === 'auto_collections' ? values : [];
  const items: readonly unknown[] = json;
  return items.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}
