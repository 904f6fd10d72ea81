import type { TimechartCommand } from '../../spl/ast';
import { alignedSpan, leastSeconds } from '../binning/alignment';
import { autoSpan, binStart, nextBin, type TimeSpan } from '../binning/time_bins';
import { binnedColumn } from '../binning/split_bins';
import { unitSeconds } from '../../spl/time/units';
import { crossTable, crossTableMaker, type CrossTable, type CrossTableMaker } from '../stats/cross_table';
import { problemAt, type SearchProblem } from '../problem';
import type { FieldValue, Row } from '../types';
import { fieldOf, withField, type Batch } from '../values/row';
import { numberOf } from '../values/value';
import type { Stream } from '../context';
import { collect, type CommandContext, type Runner } from './command';
import { expandedOver } from './expand_aggregations';
import { tableOf } from './fill_table';

/** More bins than this are not made. */
const MOST_BINS = 50_000;

/** `timechart`: a chart over bins of time; empty bins are shown unless cont=false. */
export const runTimechart: Runner<'timechart'> = (command, context) =>
  async function* (input) {
    const by = ['_time', ...(command.column === null ? [] : [command.column.field.name])];
    const over = await expandedOver(input, command.aggregations, by, context);
    const shape = {
      aggregations: over.aggregations,
      rowField: '_time',
      columnField: command.column?.field.name ?? null,
      series: { ...command.options, ...command.column?.options },
      filter: command.where,
    };
    const span = knownSpan(command, context);
    const maker = span === undefined ? null : crossTableMaker(shape, context);
    const made =
      span === undefined || maker === null
        ? fromAll(await collect(over.stream, context), shape, command, context)
        : await asTheyCome(over.stream, { maker, span }, command, context);
    yield made === null
      ? { fields: ['_time'], rows: [] }
      : withSpan(perUnit(made.table, command, made.span), made.span);
  };

interface Made {
  readonly table: Batch;
  readonly span: TimeSpan;
}

/** The length of the bins when it does not depend on the rows. */
function knownSpan({ options, column }: TimechartCommand, context: CommandContext): TimeSpan | undefined {
  if (column !== null && column.options.span === undefined && column.options.bins !== undefined) return undefined;
  const asked = alignedSpan(options, context);
  if (asked !== undefined) return asked;
  const { earliest, latest } = context.range;
  if (options.fixedrange === false || earliest === undefined || latest === undefined) return undefined;
  return autoSpan(earliest, latest, options.bins ?? 100, leastSeconds(options));
}

function fromAll({ rows }: Batch, shape: CrossTable, command: TimechartCommand, context: CommandContext): Made | null {
  const timed = rows.filter((row) => timeOf(row) !== undefined);
  if (timed.length === 0) return null;
  const seen = { first: Infinity, last: -Infinity };
  for (const row of timed) see(seen, row);
  const { from, to } = extent(seen, command, context);
  const { bins: most = 100 } = command.options;
  const span = alignedSpan(command.options, context) ?? autoSpan(from, to, most, leastSeconds(command.options));
  const table = crossTable(
    binned(timed, span, command, context),
    shape,
    context,
    bins(from, to, span, command, context),
  );
  return { table: wholeBins(table, span, { from, to }, command, context), span };
}

async function asTheyCome(
  input: Stream,
  { maker, span }: { readonly maker: CrossTableMaker; readonly span: TimeSpan },
  command: TimechartCommand,
  context: CommandContext,
): Promise<Made | null> {
  const seen = { first: Infinity, last: -Infinity };
  const prepare = (rows: readonly Row[]): readonly Row[] => {
    const timed = rows.filter((row) => timeOf(row) !== undefined);
    for (const row of timed) see(seen, row);
    return binned(timed, span, command, context);
  };
  const keys = (): readonly number[] => {
    const { from, to } = extent(seen, command, context);
    return seen.last === -Infinity ? [] : bins(from, to, span, command, context);
  };
  const shown = (table: Batch): Batch => withSpan(perUnit(table, command, span), span);
  const table = await tableOf(maker, input, prepare, context, keys, shown);
  if (seen.last === -Infinity) return null;
  return { table: wholeBins(table, span, extent(seen, command, context), command, context), span };
}

function timeOf(row: Row): number | undefined {
  return numberOf(fieldOf(row, '_time'));
}

/** The times of the first and the last row. */
interface Seen {
  first: number;
  last: number;
}

function see(seen: Seen, row: Row): void {
  const time = timeOf(row) ?? 0;
  seen.first = Math.min(seen.first, time);
  seen.last = Math.max(seen.last, time);
}

/** Rows with their time, and what they are split by, set to the bins. */
function binned(
  rows: readonly Row[],
  span: TimeSpan,
  { column }: TimechartCommand,
  context: CommandContext,
): readonly Row[] {
  const zone = context.clock.timeZone;
  const timed = rows.map((row) => withField(row, '_time', binStart(timeOf(row) ?? 0, span, zone)));
  return column === null ? timed : binnedColumn(timed, column.field.name, column.options, context);
}

interface Extent {
  readonly from: number;
  readonly to: number;
}

function extent({ first, last }: Seen, { options }: TimechartCommand, { range }: CommandContext): Extent {
  const fixed = options.fixedrange !== false;
  const from = fixed ? (range.earliest ?? first) : first;
  const to = fixed && range.latest !== undefined ? range.latest : last;
  return { from: Math.max(from, 0), to };
}

/** All bins of the extent, those without rows too, unless cont=false. */
function bins(
  from: number,
  to: number,
  span: TimeSpan,
  command: TimechartCommand,
  { clock, range }: CommandContext,
): readonly number[] {
  if (command.options.cont === false) return [];
  const all: number[] = [];
  // The end of a search's range is no part of it.
  const isInside = (at: number): boolean => at < to || (at === to && to !== range.latest);
  for (let at = binStart(from, span, clock.timeZone); isInside(at); at = nextBin(at, span, clock.timeZone)) {
    if (all.length === MOST_BINS) throw tooManyBins(command);
    all.push(at);
  }
  return all;
}

function tooManyBins({ span }: TimechartCommand): SearchProblem {
  const hint = 'Take a longer span, a narrower time range, or cont=false.';
  return problemAt('badArgument', span, `The span would make more than ${MOST_BINS} bins`, hint);
}

/** `partial=false`: without the first and the last bin where the time of the search covers only a part of them. */
function wholeBins(
  { fields, rows }: Batch,
  span: TimeSpan,
  { from, to }: Extent,
  { options }: TimechartCommand,
  { clock }: CommandContext,
): Batch {
  if (options.partial !== false) return { fields, rows };
  const isWhole = (start: number): boolean => start >= from && nextBin(start, span, clock.timeZone) <= to;
  return { fields, rows: rows.filter((row, i) => (i > 0 && i < rows.length - 1) || isWhole(timeOf(row) ?? from)) };
}

const perSeconds = { per_second: 1, per_minute: 60, per_hour: 3600, per_day: 86400 } as const;

/** `per_hour(x)` and its like: the sum, as if the bin lasted that long. */
function perUnit(table: Batch, { aggregations, column }: TimechartCommand, span: TimeSpan): Batch {
  const scales = new Map<string, number>();
  for (const one of aggregations) {
    if (one.kind === 'computed') continue;
    const seconds =
      one.function in perSeconds ? Object.entries(perSeconds).find(([name]) => name === one.function)?.[1] : undefined;
    if (seconds !== undefined) scales.set(one.as?.name ?? one.text, seconds / secondsOf(span));
  }
  if (scales.size === 0) return table;
  const scaleOf = (field: string): number | undefined =>
    scales.get(field) ?? (column === null ? undefined : [...scales.values()][0]);
  const scaled = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([field, value]): [string, FieldValue] => {
        const scale = field === '_time' ? undefined : scaleOf(field);
        const number = numberOf(value);
        return [field, scale === undefined || number === undefined ? value : number * scale];
      }),
    );
  return { fields: table.fields, rows: table.rows.map(scaled) };
}

function secondsOf({ amount, unit }: TimeSpan): number {
  return amount * (unitSeconds(unit) ?? (unit === 'mon' ? 30 : unit === 'q' ? 91 : 365) * 86400);
}

/** Splunk adds the length of the bins as an internal field. */
function withSpan({ fields, rows }: Batch, span: TimeSpan): Batch {
  return { fields: [...fields, '_span'], rows: rows.map((row) => ({ ...row, _span: secondsOf(span) })) };
}
