import type { Command } from '../spl/ast';
import { CommandCosts } from './command_costs';
import { collect, noRows } from './commands/command';
import { transformOf } from './commands/commands';
import { eventSort } from './commands/event_sort';
import { eventStats } from './commands/event_stats';
import { formattedLast } from './commands/fieldformat';
import type { SearchContext, Stream, SubsearchOptions } from './context';
import { MAX_DEPTH, SUBSEARCH_MILLISECONDS } from './limits';
import { engineMessage, problemAt } from './problem';

/** The commands of a pipeline joined to one stream; `input` takes the place of events at its start, `costs` counts. */
export function runPipeline(
  written: readonly Command[],
  context: SearchContext,
  how: { readonly input?: Stream | undefined; readonly costs?: CommandCosts } = {},
): Stream {
  const commands = formattedLast(written, context.depth);
  const costs = how.costs ?? new CommandCosts();
  // Both commands are one query.
  const merged = how.input === undefined ? (eventStats(commands, context) ?? eventSort(commands, context)) : null;
  const done = merged === null ? 0 : 2;
  return commands.slice(done).reduce<Stream>(
    (stream, command, i) => {
      const first = done + i === 0 && how.input === undefined;
      const run = transformOf(command, { ...context, first, ahead: commands.slice(done + i + 1) });
      return costs.measured(command.kind, stream, run);
    },
    merged === null ? (how.input ?? noRows()) : costs.measured(commands[1]?.kind ?? 'search', noRows(), () => merged),
  );
}

/** Runs pipelines of their own, one level deeper, within the limits for subsearches. */
export function subsearchRunner(context: SearchContext): SearchContext['runSubsearch'] {
  return async (pipeline, how) => {
    if (context.depth >= MAX_DEPTH)
      throw problemAt(
        'nesting',
        how.span,
        `Subsearches are nested more than ${MAX_DEPTH} deep`,
        'Put an inner one into a lookup or a saved search.',
      );
    const milliseconds = how.maxMilliseconds ?? SUBSEARCH_MILLISECONDS;
    const timeout = AbortSignal.timeout(milliseconds);
    const inner = innerContext(context, timeout);
    const stream = runPipeline(pipeline.commands, inner, { input: how.input });
    const rows = await collect(stream, boundedTo(how.maxRows ?? context.limits.maxSubsearchRows, inner, how));
    if (timeout.aborted)
      say(
        context,
        how,
        `The subsearch was ended after ${milliseconds / 1000} s (maxtime of limits.conf or of the command)`,
      );
    return rows;
  };
}

function innerContext(context: SearchContext, timeout: AbortSignal): SearchContext {
  const inner: SearchContext = {
    ...context,
    depth: context.depth + 1,
    signal: AbortSignal.any([context.signal, timeout]),
    progressed: () => undefined,
    showPreview: undefined,
    runSubsearch: (pipeline, options) => subsearchRunner(inner)(pipeline, options),
    runOver: (pipeline, input) => runPipeline(pipeline.commands, inner, { input }),
  };
  return inner;
}

/** Bounds the rows that a subsearch gives, not those that its commands work on. */
function boundedTo(most: number, inner: SearchContext, how: SubsearchOptions): SearchContext {
  return {
    ...inner,
    limits: { ...inner.limits, maxResultRows: most },
    report: () =>
      say(
        inner,
        how,
        `Only the first ${most} rows of the subsearch were kept (maxout of limits.conf or of the command)`,
      ),
  };
}

function say(context: SearchContext, { span }: SubsearchOptions, message: string): void {
  context.report(
    engineMessage('subsearchLimit', 'warning', span, {
      message,
      hint: 'Narrow the subsearch, or summarise with stats inside it.',
    }),
  );
}
