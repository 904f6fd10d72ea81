import { collect } from '../../compiler/collect';
import { versionBumps } from '../../compiler/rules/version_bumps';
import { runChecks } from '../../compiler/rules/run_checks';
import { sarifLog } from '../../compiler/rules/sarif';
import type { Level } from '../../compiler/rules/rule';
import { formatDiagnostic } from '../../core/code_frame';
import { hasErrors, type Diagnostic } from '../../core/diagnostic';
import type { Source } from '../../core/source';
import { counted } from '../../core/counted';
import manifest from '../../../package.json';
import { checkConfTexts } from '../check_conf';
import { readTexts } from '../files';
import { readLookupTables } from '../lookup_tables';
import { readOldApp } from '../old_app';
import { placeholderOption, placeholderTable } from '../sigma_rules';
import { UsageError, type Verb, type VerbCall } from '../verb';

/** `check`: what goes wrong in production, before it does. */
export const checkVerb: Verb = {
  name: 'check',
  usage:
    'check PATH… [--format text|json|sarif] [--level minimum|recommended|strict] [--against OLD.spl] [--placeholder NAME=a,b]',
  summary: 'Validates detections, macros, conf and SPL.',
  options: {
    format: {
      type: 'string',
      choices: ['text', 'json', 'sarif'],
      default: 'text',
      help: 'for people, or one JSON document on stdout',
    },
    level: {
      type: 'string',
      choices: ['minimum', 'recommended', 'strict'],
      default: 'recommended',
      help: 'how much is demanded; each level holds the ones before it',
    },
    against: {
      type: 'string',
      value: 'OLD.spl',
      help: 'demand a higher version of every detection whose saved search changed',
    },
    placeholder: placeholderOption,
  },
  run: async (call) => {
    if (call.positionals.length === 0) throw new UsageError('Name at least one file or folder.');
    const { findings, files, text } = call.io.compute(() => checked(call));
    await call.io.write(text);
    call.io.say(summary(findings, files));
    return hasErrors(findings) ? 1 : 0;
  },
};

function checked(call: VerbCall): {
  readonly findings: readonly Diagnostic[];
  readonly files: number;
  readonly text: string;
} {
  const { sources, diagnostics } = readTexts(call.positionals, ['.yml', '.yaml', '.conf'], call.io.workingFolder);
  const findings = [...diagnostics, ...findingsIn(call, sources)];
  return { findings, files: sources.length, text: reportOf(call.text('format'), findings, sources) };
}

function findingsIn(call: VerbCall, sources: readonly Source[]): readonly Diagnostic[] {
  const isConf = ({ name }: Source): boolean => name.endsWith('.conf');
  const yaml = sources.filter((source) => !isConf(source));
  const placeholders = placeholderTable(call.list('placeholder'));
  const collected = collect(yaml, { placeholders });
  const today = new Date(call.io.now()).toISOString().slice(0, 10);
  const old = call.text('against');
  return [
    ...runChecks({
      collected,
      sources: yaml,
      tables: readLookupTables(yaml, call.io.workingFolder),
      level: levelOf(call.text('level')),
      today,
    }),
    ...checkConfTexts(sources.filter(isConf)),
    ...(old === undefined ? [] : versionBumps(yaml, readOldApp(old, call.io.workingFolder), placeholders)),
  ];
}

function levelOf(text: string | undefined): Level {
  return text === 'minimum' || text === 'strict' ? text : 'recommended';
}

function reportOf(format: string | undefined, findings: readonly Diagnostic[], sources: readonly Source[]): string {
  if (format === 'json') return `${JSON.stringify(findings, null, 1)}\n`;
  if (format === 'sarif') return `${JSON.stringify(sarifLog(findings, manifest.version), null, 1)}\n`;
  const byName = new Map(sources.map((source) => [source.name, source]));
  return findings.map((finding) => `${formatDiagnostic(finding, byName.get(finding.file))}\n`).join('');
}

function summary(findings: readonly Diagnostic[], files: number): string {
  const count = (severity: Diagnostic['severity']): number =>
    findings.filter((one) => one.severity === severity).length;
  return `${counted(files, 'file')}: ${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${counted(count('information'), 'note')}`;
}
