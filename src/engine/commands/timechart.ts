import type { TimechartCommand } from '../../spl/ast';
import { autoSpan, binStart, nextBin, timeSpanOf, type TimeSpan } from '../binning/time_bins';
import { binnedColumn } from '../binning/split_bins';
import { unitSeconds } from '../time/units';
import { expandAggregations } from '../stats/aggregate';
import { crossTable } from '../stats/cross_table';
import type { FieldValue, Row } from '../types';
import { fieldOf, withField, type Batch } from '../values/row';
import { numberOf } from '../values/value';
import { mapTable, type CommandContext, type Runner } from './command';

/** More bins than this are not made. */
const MOST_BINS = 50_000;

/** `timechart`: a chart over bins of time; empty bins are shown unless cont=false. */
export const runTimechart: Runner<'timechart'> = (command, context) =>
  mapTable(context, ({ fields, rows }) => {
    const timed = rows.filter((row) => numberOf(fieldOf(row, '_time')) !== undefined);
    if (timed.length === 0) return { fields: ['_time'], rows: [] };
    const { span, from, to } = extent(timed, command, context);
    const zone = context.clock.timeZone;
    const binned = timed.map((row) =>
      withField(row, '_time', binStart(numberOf(fieldOf(row, '_time')) ?? 0, span, zone)),
    );
    const split =
      command.column === null
        ? binned
        : binnedColumn(binned, command.column.field.name, command.column.options, context);
    const by = ['_time', ...(command.column === null ? [] : [command.column.field.name])];
    const shape = {
      aggregations: expandAggregations(command.aggregations, fields, by),
      rowField: '_time',
      columnField: command.column?.field.name ?? null,
      series: { ...command.options, ...command.column?.options },
    };
    const keys = command.options.cont === false ? [] : allBins(from, to, span, zone);
    return withSpan(perUnit(crossTable(split, shape, context, keys), command, span), span);
  });

interface Extent {
  readonly span: TimeSpan;
  readonly from: number;
  readonly to: number;
}

function extent(rows: readonly Row[], { options }: TimechartCommand, { range }: CommandContext): Extent {
  const times = rows.map((row) => numberOf(fieldOf(row, '_time')) ?? 0);
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const fixed = options.fixedrange !== false;
  const from = fixed ? (range.earliest ?? first) : first;
  const to = fixed && range.latest !== undefined ? range.latest : last;
  const asked = options.span === undefined ? undefined : timeSpanOf(options.span);
  return { span: asked ?? autoSpan(from, to, options.bins ?? 100), from: Math.max(from, 0), to };
}

function allBins(from: number, to: number, span: TimeSpan, zone: string): readonly number[] {
  const bins: number[] = [];
  for (let at = binStart(from, span, zone); at <= to && bins.length < MOST_BINS; at = nextBin(at, span, zone))
    bins.push(at);
  return bins;
}

const perSeconds = { per_second: 1, per_minute: 60, per_hour: 3600, per_day: 86400 } as const;

/** `per_hour(x)` and its like: the sum, as if the bin lasted that long. */
function perUnit(table: Batch, { aggregations, column }: TimechartCommand, span: TimeSpan): Batch {
  const scales = new Map<string, number>();
  for (const one of aggregations) {
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
