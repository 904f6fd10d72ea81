import { asTruth } from '../eval/eval_value';
import { aggregator, type Aggregator } from '../stats/aggregate';
import { groupKeys, keyText } from '../stats/group_by';
import { timeUnit } from '../../spl/time_units';
import { addUnits } from '../../spl/time/units';
import type { Row } from '../types';
import { addFields, fieldOf } from '../values/row';
import { numberOf } from '../values/value';
import { problemAt } from '../problem';
import { mapBatches, type CommandContext, type Runner } from './command';
import { expandedOver } from './expand_aggregations';
import { compileIn } from './expression_scope';
import type { StreamstatsCommand } from '../../spl/ast';

/** `streamstats`: each row gets the results over the rows up to it, within its group and window. */
export const runStreamstats: Runner<'streamstats'> = (command, context) =>
  async function* (input) {
    const by = command.by.map(({ field }) => field.name);
    const { stream, aggregations } = await expandedOver(input, command.aggregations, by, context);
    const compiled = aggregator(aggregations, context, command.options);
    const walk = new Walk(command, context, by, compiled);
    yield* mapBatches(({ fields, rows }) => ({
      fields: addFields(fields, compiled.names),
      rows: rows.map((row) => walk.step(row)),
    }))(stream);
  };

interface Seen {
  readonly row: Row;
  readonly key: string;
}

/** The rows so far. Without a window the groups run on; with one they are computed anew from the rows inside it. */
class Walk {
  private running = new Map<string, ReturnType<Aggregator['newGroup']>>();
  private windows = new Map<string, readonly Seen[]>();
  private lastKey: string | undefined;
  private readonly before: (row: Row) => boolean;
  private readonly after: (row: Row) => boolean;
  private readonly size: number;
  private readonly current: boolean;

  constructor(
    private readonly command: StreamstatsCommand,
    private readonly context: CommandContext,
    private readonly by: readonly string[],
    private readonly compiled: Aggregator,
  ) {
    const test = (expression: StreamstatsCommand['resetAfter']): ((row: Row) => boolean) => {
      if (expression === null) return () => false;
      const evaluate = compileIn(context, expression);
      return (row) => asTruth(evaluate(row)) === true;
    };
    this.before = test(command.resetBefore);
    this.after = test(command.resetAfter);
    this.size = command.options.window ?? 0;
    this.current = command.options.current ?? true;
  }

  step(row: Row): Row {
    const [key] = groupKeys(row, this.by);
    if (key === undefined) return row;
    const text = keyText(key);
    const changed =
      this.command.options.reset_on_change === true && this.lastKey !== undefined && this.lastKey !== text;
    if (changed || this.before(row)) this.reset();
    this.lastKey = text;
    const results = this.isWindowed ? this.windowed(row, text) : this.runOn(row, text);
    const extended = { ...row, ...results };
    if (this.after(extended)) this.reset();
    return extended;
  }

  private get isWindowed(): boolean {
    return this.size > 0 || this.command.options.time_window !== undefined;
  }

  private reset(): void {
    this.running = new Map();
    this.windows = new Map();
  }

  private runOn(row: Row, key: string): Row {
    const group = this.running.get(key) ?? this.compiled.newGroup();
    this.running.set(key, group);
    if (this.current) group.add(row);
    const results = group.results();
    if (!this.current) group.add(row);
    return results;
  }

  private windowed(row: Row, key: string): Row {
    const { global = true, time_window: span } = this.command.options;
    // A global window counts all rows, a local one those of the group.
    const name = global ? '' : key;
    const before = this.windows.get(name) ?? [];
    let window = this.current ? [...before, { row, key }] : before;
    if (this.size > 0) window = window.slice(-this.size);
    if (span !== undefined) window = window.filter((seen) => this.isNear(seen.row, row, span));
    this.windows.set(name, this.current ? window : [...window, { row, key }]);
    const group = this.compiled.newGroup();
    for (const seen of window) if (seen.key === key) group.add(seen.row);
    return group.results();
  }

  private isNear(earlier: Row, later: Row, span: string): boolean {
    const match = /^(\d+)([a-z]+)$/i.exec(span);
    const unit = timeUnit(match?.[2] ?? '');
    if (unit === undefined)
      throw problemAt(
        'badArgument',
        this.command.span,
        `"${span}" is no time window`,
        'Write a number and a unit, for example time_window=5m.',
      );
    const a = numberOf(fieldOf(earlier, '_time')) ?? 0;
    const b = numberOf(fieldOf(later, '_time')) ?? 0;
    return addUnits(Math.min(a, b), Number(match?.[1]), unit, this.context.clock.timeZone) > Math.max(a, b);
  }
}
