import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import packageJson from '../../../package.json';
import { diagnosticFor } from '../../core/diagnostic';
import { OutsideError, type CommandIo, type Verb } from '../verb';

const run = promisify(execFile);

/** The inspector whose verdict the project states; another version may judge otherwise. */
const requirement = 'splunk-appinspect==4.3.1';

/** Runs Splunk's own inspector, installed for itself alone, on a package in three modes. */
export const appinspectVerb: Verb = {
  name: 'appinspect',
  usage: 'appinspect [FILE.spl] [--allow-warnings]',
  summary: "Runs Splunk's AppInspect on a package: precert, cloud and future.",
  options: {
    'allow-warnings': { type: 'boolean', help: 'Errors and failures alone count: for apps that are not ours.' },
  },
  run: async ({ positionals, flag, io }) => {
    const [file = join('dist', `webshell_watch-${packageJson.version}.spl`)] = positionals;
    const path = resolve(io.workingFolder, file);
    const cache = join(io.workingFolder, 'node_modules', '.cache', 'appinspect');
    const inspector = await install(cache, io);
    let clean = true;
    for (const mode of modes) {
      const verdict = await inspect(inspector, path, mode, join(cache, `${mode.name}.json`));
      const unexpected = verdict.findings.filter((finding) => !isExpected(finding, mode, flag('allow-warnings')));
      clean = clean && unexpected.length === 0;
      await io.write(`${mode.name}: ${JSON.stringify(verdict.summary)}\n`);
      for (const { result, name, messages } of unexpected)
        io.say(`${mode.name} ${result} ${name}: ${messages.join(' | ')}`);
    }
    return clean ? 0 : 1;
  },
};

interface Mode {
  readonly name: string;
  readonly options: readonly string[];
}

const modes: readonly Mode[] = [
  { name: 'precert', options: ['--mode', 'precert'] },
  { name: 'cloud', options: ['--mode', 'precert', '--included-tags', 'cloud'] },
  { name: 'future', options: ['--mode', 'precert', '--included-tags', 'future'] },
];

/** Warnings whose text says that nothing is to be done: an app with inputs and a KV store cannot be without them. */
const expectedWarnings = [
  'check_for_indexer_synced_configs',
  'check_for_modular_inputs',
  'check_collections_conf',
] as const;

interface Finding {
  readonly result: string;
  readonly name: string;
  readonly messages: readonly string[];
}

function isExpected({ result, name }: Finding, _mode: Mode, allowWarnings: boolean): boolean {
  return result === 'warning' && (allowWarnings || expectedWarnings.some((expected) => expected === name));
}

interface Verdict {
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

async function inspect(inspector: string, path: string, { options }: Mode, report: string): Promise<Verdict> {
  rmSync(report, { force: true });
  try {
    await run(inspector, ['inspect', path, ...options, '--data-format', 'json', '--output-file', report], {
      maxBuffer: 64_000_000,
    });
  } catch (error) {
    // It exits with an error when checks fail; only a run without a report has gone wrong.
    if (!existsSync(report)) throw new OutsideError(notRun(path, error));
  }
  return readReport(readFileSync(report, 'utf8'));
}

interface Report {
  readonly summary: Readonly<Record<string, number>>;
  readonly reports: readonly { readonly groups: readonly { readonly checks: readonly Check[] }[] }[];
}

interface Check {
  readonly result: string;
  readonly name: string;
  readonly messages: readonly { readonly message: string }[];
}

/** What the report says besides success. */
export function readReport(text: string): Verdict {
  const report = JSON.parse(text) as Report;
  const checks = report.reports.flatMap(({ groups }) => groups.flatMap((group) => group.checks));
  const quiet = ['success', 'not_applicable', 'skipped'];
  return {
    summary: report.summary,
    findings: checks
      .filter(({ result }) => !quiet.includes(result))
      .map(({ result, name, messages }) => ({ result, name, messages: messages.map(({ message }) => message) })),
  };
}

async function install(cache: string, io: CommandIo): Promise<string> {
  const environment = join(cache, 'venv');
  const inspector = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin', 'splunk-appinspect');
  if (existsSync(inspector)) return inspector;
  io.say('Installing Splunk AppInspect into node_modules/.cache (once) …');
  try {
    mkdirSync(cache, { recursive: true });
    await ensureLibmagic();
    await run('python3', ['-m', 'venv', environment]);
    await run(join(environment, 'bin', 'pip'), ['install', '--quiet', requirement], { maxBuffer: 64_000_000 });
  } catch (error) {
    rmSync(environment, { recursive: true, force: true });
    throw new OutsideError(notRun('splunk-appinspect', error));
  }
  return inspector;
}

/** Debian's package of the library that the inspector loads; elsewhere it must be there. */
async function ensureLibmagic(): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const found = await run('sh', ['-c', 'ldconfig -p | grep -c libmagic || true']);
  if (found.stdout.trim() === '0')
    await run('apt-get', ['install', '-y', '-q', 'libmagic1'], { maxBuffer: 64_000_000 });
}

function notRun(what: string, error: unknown): ReturnType<typeof diagnosticFor> {
  return diagnosticFor(what, {
    code: 'WW1307',
    severity: 'error',
    message: `AppInspect did not run: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'it needs Python 3.9 to 3.13 with venv, libmagic, and the package index for its first run',
  });
}
