import type { Command, CommandKind } from '../spl/ast';
import { streamOf } from './commands/command';
import type { SearchContext } from './context';
import { runPipeline } from './pipeline';
import type { PreviewClock } from './preview_clock';
import { ResultRows } from './result_rows';
import type { Batch } from './values/row';

/** Rows of a preview; more are not looked at before the search has ended. */
const MOST_ROWS = 10_000;

/** Commands that may run over rows that are not final: they change nothing outside, and start no search of their own. */
const harmless: ReadonlySet<CommandKind> = new Set<CommandKind>([
  ...(['bin', 'chart', 'convert', 'dedup', 'eval', 'eventstats', 'fields', 'fillnull', 'filldown', 'head'] as const),
  ...(['lookup', 'makemv', 'mvcombine', 'mvexpand', 'nomv', 'rare', 'regex', 'rename', 'replace', 'reverse'] as const),
  ...(['rex', 'search', 'sort', 'spath', 'stats', 'streamstats', 'table', 'tail', 'timechart', 'top'] as const),
  ...(['transpose', 'where', 'xmlkv'] as const),
]);

/** Gives previews of a search out, at the pace of the clock. */
export function previewer(
  context: SearchContext,
  clock: PreviewClock,
  give: (found: Batch) => void,
): NonNullable<SearchContext['showPreview']> {
  return async (table, ahead) => {
    if (!ahead.every(({ kind }) => harmless.has(kind)) || !clock.isDue()) return;
    const since = performance.now();
    give(await runOver(table(), ahead, context));
    clock.took(performance.now() - since);
  };
}

async function runOver(table: Batch, ahead: readonly Command[], context: SearchContext): Promise<Batch> {
  const silent: SearchContext = {
    ...context,
    counters: { scanned: 0, matched: 0 },
    progressed: () => undefined,
    report: () => undefined,
    showPreview: undefined,
  };
  const found = new ResultRows(context.clock.timeZone);
  for await (const batch of runPipeline(ahead, silent, { input: streamOf(table) }))
    found.keep(found.take(batch, 0, Math.max(0, MOST_ROWS - found.count)));
  return found.result();
}
