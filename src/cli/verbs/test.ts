import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { counted } from '../../core/counted';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type FileSet, readTexts, missingPaths } from '../files';
import { planTests, type Plan } from '../detection_tests/plan_tests';
import { reports, summary, type ReportFormat } from '../detection_tests/report';
import { runTest, type TestResult } from '../detection_tests/run_test';
import { appEnvironment } from '../search/app_environment';
import { placeholderOption, placeholderTable, sayDiagnostics } from '../sigma_rules';
import { type ExitCode, OutsideError, UsageError, type Verb, type VerbCall, INTERRUPTED } from '../verb';
import { cannotWrite, writeTree } from '../write_tree';

/** `test`: the detections' own tests, without Splunk. */
export const testVerb: Verb = {
  name: 'test',
  usage: 'test [PATH…] [--format text|json|junit] [--attack-data DIR…] [--placeholder NAME=a,b]',
  summary: 'runs the detections’ own tests over local event files, without Splunk',
  options: {
    format: { type: 'string', choices: ['text', 'json', 'junit'], default: 'text', help: 'json: an object a test' },
    'attack-data': {
      type: 'string',
      variadic: true,
      value: 'DIR…',
      help: 'folders in which test data is looked for too, for example a copy of splunk/attack_data',
    },
    placeholder: placeholderOption,
  },
  run,
};

const OWN_DETECTIONS = 'src/detections';

async function run(call: VerbCall): Promise<ExitCode> {
  const { io } = call;
  const paths = call.positionals.length > 0 ? call.positionals : [OWN_DETECTIONS];
  if (call.positionals.length === 0 && !existsSync(resolve(io.workingFolder, OWN_DETECTIONS)))
    throw new UsageError(`Name a file or folder; there is no ${OWN_DETECTIONS} here.`);
  const roots = call.list('attack-data').map((folder) => resolve(io.workingFolder, folder));
  if (sayDiagnostics(io, missingPaths(call.list('attack-data'), io.workingFolder), [])) return 1;
  const { sources, diagnostics, plan } = io.compute(() => planned(call, paths, roots));
  const errors = [...diagnostics, ...plan.compiled.diagnostics].filter(({ severity }) => severity === 'error');
  const failed = sayDiagnostics(io, errors, sources);
  const results = await runAll(plan, roots, call);
  await report(results, plan, call);
  if (results.length < plan.tests.length) {
    io.say(`Stopped: ${plan.tests.length - results.length} tests were not run.`);
    return INTERRUPTED;
  }
  return failed || results.some(({ verdict }) => verdict === 'failed' || verdict === 'error') ? 1 : 0;
}

interface Planned extends FileSet {
  readonly plan: Plan;
}

function planned(call: VerbCall, paths: readonly string[], roots: readonly string[]): Planned {
  const { workingFolder } = call.io;
  const { sources, diagnostics } = readTexts(paths, ['.yml', '.yaml'], workingFolder);
  const named = sources.map((source) => ({ ...source, name: resolve(workingFolder, source.name) }));
  return { sources, diagnostics, plan: planTests(named, roots, placeholderTable(call.list('placeholder'))) };
}

/** The compiled app stands in a temporary folder while its searches run: its macros and lookups count. */
async function runAll(plan: Plan, roots: readonly string[], { io }: VerbCall): Promise<readonly TestResult[]> {
  const folder = temporaryFolder();
  try {
    writeTree(join(folder, 'app'), plan.compiled.files);
    const environment = appEnvironment(join(folder, 'app'), io.say);
    const results: TestResult[] = [];
    for (const test of plan.tests) {
      if (io.signal.aborted) break;
      results.push(await runTest(test, environment, roots, io));
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'webshell-watch-test-'));
  } catch (error) {
    throw new OutsideError(cannotWrite(tmpdir(), error));
  }
}

async function report(results: readonly TestResult[], { untested }: Plan, { io, text }: VerbCall): Promise<void> {
  await io.write(reports[formatOf(text('format'))](results));
  if (untested.length > 0) io.say(`${counted(untested.length, 'detection')} without a test.`);
  io.say(summary(results));
}

function formatOf(text: string | undefined): ReportFormat {
  return text === 'json' || text === 'junit' ? text : 'text';
}
