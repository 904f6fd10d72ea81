import type { ProcessEvent } from '../../cim/process';
import { sigmaFields } from '../../cim/sigma_fields';
import { searchWithoutCanary } from '../../compiler/emit/without_canary';
import { runSearch } from '../../engine/run_search';
import { openEventStore } from '../../engine/store/event_store';
import type { Row, SearchEnvironment, SearchResult } from '../../engine/types';
import { compileExpression } from '../../sigma/match/match_rule';
import { matchEvent } from '../../sigma/match/match_event';
import { coversProcessCreation } from '../../sigma/process_creation';
import type { SigmaRule } from '../../sigma/rule';
import { readLogs } from '../../winlog/read_logs';
import { storedEvent } from '../search/load_logs';
import type { CommandIo } from '../verb';
import { findData } from './find_data';
import { isMet, type PlannedTest } from './planned_test';

/** `error`: the search or the data could not be used, so that the detection was not really tested. */
export type Verdict = 'passed' | 'failed' | 'not at hand' | 'error';

export interface TestResult {
  readonly detection: string;
  readonly name: string;
  readonly expected: number;
  /** True: `expected` or more. */
  readonly at_least: boolean;
  /** Events that the compiled search found; null when it did not run. */
  readonly matched: number | null;
  /** Events that the Sigma rule's own tree found; null for detections that are no Sigma rules. */
  readonly matched_by_rule: number | null;
  readonly verdict: Verdict;
  readonly ms: number;
  /** Why, where it did not pass. */
  readonly message: string;
  readonly file: string;
}

/** Runs one test: its events through the search as the app has it, and through the Sigma tree where there is one. */
export async function runTest(
  test: PlannedTest,
  environment: SearchEnvironment,
  roots: readonly string[],
  io: CommandIo,
): Promise<TestResult> {
  const started = performance.now();
  const outcome = await outcomeOf(test, environment, roots, io);
  return {
    detection: test.detection.name,
    name: test.name,
    expected: test.expected.count,
    at_least: !test.expected.exact,
    ...outcome,
    ms: Math.round((performance.now() - started) * 10) / 10,
    file: test.source.name,
  };
}

type Outcome = Pick<TestResult, 'matched' | 'matched_by_rule' | 'verdict' | 'message'>;

const notRun = (verdict: Verdict, message: string): Outcome => ({
  matched: null,
  matched_by_rule: null,
  verdict,
  message,
});

async function outcomeOf(
  test: PlannedTest,
  environment: SearchEnvironment,
  roots: readonly string[],
  io: CommandIo,
): Promise<Outcome> {
  if (test.data.length === 0) return notRun('error', 'The test names no attack_data.');
  const files = test.data.map((data) => ({ data, file: findData(data, test.source.name, roots) }));
  const absent = files.filter(({ file }) => file === undefined).map(({ data }) => data);
  if (absent.length > 0) return notRun('not at hand', `Not at hand: ${absent.join(', ')}`);
  const events = await readEvents(files.flatMap(({ file }) => file ?? []));
  if (events.length === 0) return notRun('error', 'There is no process creation in the data.');
  const search = searchWithoutCanary(test.detection.search.source.text);
  const result = await searchOver(events, search, environment, io);
  const error = result.diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return notRun('error', `${error.code} ${error.message}`);
  return judge(test, countOf(result.rows), test.rule === null ? null : matchedBy(test.rule, events));
}

function judge({ expected }: PlannedTest, matched: number, byRule: number | null): Outcome {
  const message = problem();
  return { matched, matched_by_rule: byRule, verdict: message === '' ? 'passed' : 'failed', message };

  function problem(): string {
    if (byRule !== null && byRule !== matched) return `The search finds ${matched}, the rule itself ${byRule}.`;
    if (isMet(expected, matched)) return '';
    return `${expected.exact ? '' : 'At least '}${expected.count} expected, ${matched} found.`;
  }
}

/** Parents stay as the log has them, so that both ways look at the same fields. */
async function readEvents(files: readonly string[]): Promise<readonly ProcessEvent[]> {
  const events: ProcessEvent[] = [];
  for await (const item of readLogs(files, { parentResolution: false }))
    if (item.kind === 'event') events.push(item.event);
  return events;
}

async function searchOver(
  events: readonly ProcessEvent[],
  text: string,
  environment: SearchEnvironment,
  { now, signal }: CommandIo,
): Promise<SearchResult> {
  const store = await openEventStore(':memory:');
  try {
    await store.append(events.map(storedEvent));
    return await runSearch(store, environment, { text, timeZone: 'UTC', now: now() / 1000, signal });
  } finally {
    await store.close();
  }
}

/** The events that the rows stand for: their counts where they have one, else the rows. */
function countOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { count }) => {
    const number = Number(count ?? NaN);
    return sum + (Number.isNaN(number) ? 1 : number);
  }, 0);
}

function matchedBy(rule: SigmaRule, events: readonly ProcessEvent[]): number {
  const matches = compileExpression(rule.expression);
  return events.filter(
    (event) => coversProcessCreation(rule.logsource, event.eventId) && matches(matchEvent(sigmaFields(event))),
  ).length;
}
