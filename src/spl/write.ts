import type { Aggregation, BinSpan, ByField, ChartedAggregation, FieldName, SearchValue, SplitField } from './ast';
import { writeBinSpan } from './bin_span';
import type { Writer } from './command_syntax';
import { quote, writeValuePieces } from './escape';

/** Writes the small parts of commands: names, values, options, lists. */

/** A field name in a list of fields or a comparison: bare where SPL reads it back as one name, else quoted. */
export function writeField({ name }: FieldName): string {
  return isPlain(name) ? name : quote(name);
}

/** Letters, digits and the signs that stand in field names without quotes; no word that SPL could take for its own. */
function isPlain(name: string): boolean {
  return (
    /^[\p{L}\p{N}_.:{}@*$/#%&~-]+$/u.test(name) &&
    !/^[-$]|^(?:as|by|over|where|from|with|in|and|or|not|xor|output|outputnew|groupby|span|eval)$/i.test(name)
  );
}

export function writeFields(fields: readonly FieldName[], separator = ' '): string {
  return fields.map(writeField).join(separator);
}

/** A value of a search expression, with its quotes, wildcards and TERM or CASE. */
export function writeValue({ pieces, quoted, directive }: SearchValue): string {
  const inside = writeValuePieces(pieces);
  const written = quoted || !isBareValue(inside) ? `"${inside}"` : inside;
  return directive === null ? written : `${directive}(${written})`;
}

/** True when the text is read back as one word. */
function isBareValue(written: string): boolean {
  return /^(?:\\["\\|]|[^\s"()[\]|`,\\]|\\(?=[^"\\|\s]))+$/.test(written);
}

/** A bare or quoted text as an option, a lookup's name and so on. */
export function writeText(text: string): string {
  return /^[\w.:@%+*/-]+$/.test(text) ? text : quote(text);
}

/** ` name=value` for each option that is set. */
export function writeOptions(options: object): string {
  return Object.entries(options)
    .map(([name, value]) => ` ${name}=${writeOption(value)}`)
    .join('');
}

function writeOption(value: unknown): string {
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return isSpan(value) ? writeBinSpan(value) : '';
}

function isSpan(value: unknown): value is BinSpan {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

export function writeAggregations(list: readonly ChartedAggregation[], writer: Writer): string {
  return list.map((one) => ` ${writeAggregation(one, writer)}`).join('');
}

/** Without `as` the call's own text is the column's name, so it is kept to the letter. */
function writeAggregation(aggregation: ChartedAggregation, writer: Writer): string {
  const { as, text } = aggregation;
  if (as === null || aggregation.kind === 'computed' || aggregation.sparkline !== null) return `${text}${writeAs(as)}`;
  const { function: name, percentile, argument } = aggregation;
  const inside = argument === null ? '' : `(${writeArgument(argument, writer)})`;
  return `${name}${percentile ?? ''}${inside}${writeAs(as)}`;
}

function writeArgument(argument: NonNullable<Aggregation['argument']>, writer: Writer): string {
  return argument.kind === 'field' ? writeField(argument) : `eval(${writer.eval(argument.expression)})`;
}

export function writeAs(as: FieldName | null): string {
  return as === null ? '' : ` as ${writeField(as)}`;
}

export function writeBy(by: readonly ByField[]): string {
  if (by.length === 0) return '';
  return ` by ${by.map(({ field, binning }) => writeField(field) + (binning === null ? '' : ` span=${writeBinSpan(binning)}`)).join(' ')}`;
}

export function writeSplit({ field, options }: SplitField): string {
  return `${writeField(field)}${writeOptions(options)}`;
}
