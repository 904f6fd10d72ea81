import { resolve } from 'node:path';
import type { ProcessEvent } from '../../cim/process';
import { sigmaFields } from '../../cim/sigma_fields';
import { formatDiagnostic } from '../../core/code_frame';
import { counted } from '../../core/counted';
import type { Diagnostic } from '../../core/diagnostic';
import { compileExpression, type EventMatcher } from '../../sigma/match/match_rule';
import { matchEvent } from '../../sigma/match/match_event';
import { coversProcessCreation } from '../../sigma/process_creation';
import type { SigmaFile } from '../../sigma/read_sources';
import type { LogSource, ReadDocument, SigmaDocument, SigmaRule } from '../../sigma/rule';
import { readLogBatches } from '../../winlog/read_logs';
import { missingPaths, readTexts } from '../files';
import { placeholderOption, placeholderTable, readSigmaFiles, rulesOf, sayDiagnostics } from '../sigma_rules';
import { type CommandIo, type ExitCode, UsageError, type Verb, type VerbCall, INTERRUPTED } from '../verb';
import { ReadCounts } from './read_counts';

/** `match`: Sigma rules against logs, straight from the rules' trees. */
export const matchVerb: Verb = {
  name: 'match',
  usage: 'match --rules PATH… --logs PATH… [--format text|jsonl] [--placeholder NAME=a,b] [--no-parent-resolution]',
  summary: 'Sigma rules against Windows logs, without SPL',
  options: {
    rules: { type: 'string', variadic: true, value: 'PATH…', help: 'Sigma rules: files or folders' },
    logs: { type: 'string', variadic: true, value: 'PATH…', help: 'Windows logs: files or folders' },
    format: {
      type: 'string',
      choices: ['text', 'jsonl'],
      default: 'text',
      help: 'lines for people, or a JSON object a match',
    },
    placeholder: placeholderOption,
    'no-parent-resolution': { type: 'boolean', help: 'leaves an event without a parent name without one' },
  },
  run,
};

/** A rule that is about process creations, ready to be asked. */
interface ReadyRule {
  readonly rule: SigmaRule;
  readonly matches: EventMatcher;
}

async function run(call: VerbCall): Promise<ExitCode> {
  const { io } = call;
  const [rulePaths, logPaths] = [call.list('rules'), call.list('logs')];
  if (rulePaths.length === 0 || logPaths.length === 0) throw new UsageError('Give --rules and --logs.');
  if (call.positionals.length > 0) throw new UsageError(`"${call.positionals.join(' ')}" belongs to no option.`);
  const missing = missingPaths(logPaths, io.workingFolder);
  const rules = io.compute(() => readRules(call, rulePaths));
  if (sayDiagnostics(io, missing, [])) return 1;
  const unreadable = await matchLogs(call, rules.ready, logPaths);
  if (io.signal.aborted) {
    io.say('Stopped: the matches up to here were written; what follows them was not read.');
    return INTERRUPTED;
  }
  if (unreadable) return 3;
  return rules.failed ? 1 : 0;
}

function readRules(
  call: VerbCall,
  paths: readonly string[],
): { readonly ready: readonly ReadyRule[]; readonly failed: boolean } {
  const { io } = call;
  const { sources, diagnostics } = readTexts(paths, ['.yml', '.yaml'], io.workingFolder);
  const { files, others } = readSigmaFiles(sources, placeholderTable(call.list('placeholder')));
  const rules = rulesOf(files);
  const own = files.flatMap((file) => [...file.diagnostics, ...file.documents.flatMap(diagnosticsThatMatter)]);
  const errors = [...diagnostics, ...own].filter(({ severity }) => severity !== 'information');
  const failed = sayDiagnostics(io, errors, sources);
  const ready = rules
    .filter(({ logsource }) => isReadyFor(logsource))
    .map((rule) => ({ rule, matches: compileExpression(rule.expression) }));
  io.say(`${counted(ready.length, 'process_creation rule')}.`);
  sayLeftOut(io, 'Of other log sources, not matched', namesOf(rules.filter(({ logsource }) => !isReadyFor(logsource))));
  sayLeftOut(io, 'Correlations, which need many events at once and are not matched', namesOf(correlationsOf(files)));
  sayLeftOut(
    io,
    'Not Sigma, left out',
    others.map(({ name }) => name),
  );
  return { ready, failed };
}

/** A broken rule of another log source could not have matched anyway: `convert` and `check` tell about it. */
function diagnosticsThatMatter({ document, diagnostics }: ReadDocument): readonly Diagnostic[] {
  const logsource = document.kind === 'broken' ? document.logsource : null;
  return logsource === null || isReadyFor(logsource) ? diagnostics : [];
}

function isReadyFor(logsource: LogSource): boolean {
  return coversProcessCreation(logsource, 1) || coversProcessCreation(logsource, 4688);
}

const namesOf = (documents: readonly { readonly title: string }[]): readonly string[] =>
  documents.map(({ title }) => title);

function correlationsOf(files: readonly SigmaFile[]): readonly SigmaDocument[] {
  const documents = files.flatMap((file) => file.documents.map(({ document }) => document));
  return documents.filter(({ kind }) => kind === 'correlation');
}

/** How many, and the first of them by name. */
function sayLeftOut(io: CommandIo, what: string, names: readonly string[]): void {
  if (names.length === 0) return;
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  io.say(`${what}: ${names.slice(0, 5).join(', ')}${more}.`);
}

/** Writes the matches; gives true when a log could not be read. */
async function matchLogs(call: VerbCall, rules: readonly ReadyRule[], logPaths: readonly string[]): Promise<boolean> {
  const { io } = call;
  const print = call.text('format') === 'jsonl' ? jsonLine : textLine;
  const options = { raw: false, parentResolution: !call.flag('no-parent-resolution'), signal: io.signal };
  const counts = new ReadCounts();
  const paths = logPaths.map((path) => resolve(io.workingFolder, path));
  for await (const batch of readLogBatches(paths, options)) {
    let text = '';
    for (const item of batch) {
      if (item.kind !== 'event') counts.add(item, (diagnostic) => io.say(formatDiagnostic(diagnostic)));
      else for (const rule of matching(item.event, rules)) text += print(rule, item.event);
    }
    if (text !== '') await io.write(text);
  }
  return counts.failed;
}

function matching(event: ProcessEvent, rules: readonly ReadyRule[]): readonly SigmaRule[] {
  const asked = matchEvent(sigmaFields(event));
  return rules.filter(({ rule, matches }) => concerns(rule, event) && matches(asked)).map(({ rule }) => rule);
}

/** Sysmon on Linux writes event 1 too, which a rule about Windows does not mean. */
function concerns({ logsource }: SigmaRule, { eventId, provider }: ProcessEvent): boolean {
  const isLinux = provider.toLowerCase() === 'linux-sysmon';
  return coversProcessCreation(logsource, eventId) && !(isLinux && logsource.product === 'windows');
}

function jsonLine(rule: SigmaRule, event: ProcessEvent): string {
  const { id, title, level } = rule;
  const { sourceFile, index, record, time, cim } = event;
  return `${JSON.stringify({ rule: id, title, level, source_file: sourceFile, index, record, dest: cim.dest, _time: time })}\n`;
}

function textLine({ title, level }: SigmaRule, { sourceFile, index, record, time, cim }: ProcessEvent): string {
  const when = new Date(time * 1000).toISOString();
  return `${when}  ${cim.dest ?? '-'}  ${level ?? '-'}  ${title}  ${sourceFile}#${record ?? index}\n`;
}
