import { lowerDocument, type LoweredSigma } from '../../compiler/sigma_search/lower';
import { collect } from '../../compiler/collect';
import type { Diagnostic } from '../../core/diagnostic';
import type { SigmaFile } from '../../sigma/read_sources';
import type { SigmaDocument } from '../../sigma/rule';
import type { Source } from '../../core/source';
import { parseSearch } from '../../spl/parse';
import { readTexts } from '../files';
import { placeholderOption, placeholderTable, readSigmaFiles, sayDiagnostics } from '../sigma_rules';
import { type ExitCode, INTERRUPTED, UsageError, type Verb, type VerbCall } from '../verb';

/** `convert`: each rule's search. */
export const convertVerb: Verb = {
  name: 'convert',
  usage: 'convert PATH… [--placeholder NAME=a,b] [--format text|jsonl]',
  summary: 'prints the search of each Sigma rule and ESCU detection',
  options: {
    format: {
      type: 'string',
      choices: ['text', 'jsonl'],
      default: 'text',
      help: 'for people, or a JSON object a rule',
    },
    placeholder: placeholderOption,
  },
  run,
};

/** A line of the output. */
interface Converted {
  readonly file: string;
  readonly id: string | null;
  readonly title: string;
  readonly kind: LoweredSigma['kind'];
  readonly search: string;
  readonly diagnostics: readonly Diagnostic[];
}

async function run(call: VerbCall): Promise<ExitCode> {
  const { io, positionals } = call;
  if (positionals.length === 0) throw new UsageError('Name at least one file or folder.');
  const { sources, rows, outside } = io.compute(() => converted(call));
  const jsonl = call.text('format') === 'jsonl';
  for (const row of rows) {
    if (io.signal.aborted) {
      io.say('Stopped: the searches up to here were written, each whole.');
      return INTERRUPTED;
    }
    await io.write(jsonl ? `${JSON.stringify(row)}\n` : textOf(row));
  }
  const failed = sayDiagnostics(io, [...outside, ...(jsonl ? [] : rows.flatMap((row) => row.diagnostics))], sources);
  return failed || rows.some(({ kind }) => kind === 'refused') ? 1 : 0;
}

interface Conversion {
  readonly sources: readonly Source[];
  readonly rows: readonly Converted[];
  /** What belongs to no rule. */
  readonly outside: readonly Diagnostic[];
}

function converted(call: VerbCall): Conversion {
  const { sources, diagnostics } = readTexts(call.positionals, ['.yml', '.yaml'], call.io.workingFolder);
  const { files, others } = readSigmaFiles(sources, placeholderTable(call.list('placeholder')));
  const escu = escuRows(others);
  const rows = [...sigmaRows(files), ...escu.rows].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { sources, rows, outside: [...diagnostics, ...files.flatMap((file) => file.diagnostics), ...escu.outside] };
}

function sigmaRows(files: readonly SigmaFile[]): readonly Converted[] {
  return files.flatMap(({ source, documents }) =>
    documents.map((read) => row(source.name, read.document, lowerDocument(read))),
  );
}

/** ESCU's searches are written by hand: they are shown as they are, with what kind of search they begin. */
function escuRows(sources: readonly Source[]): Pick<Conversion, 'rows' | 'outside'> {
  const { detections, refused, diagnostics } = collect(sources);
  const ofFile = (file: string): readonly Diagnostic[] => diagnostics.filter((diagnostic) => diagnostic.file === file);
  const shown = detections.map(({ origin, id, name, search }): Converted => {
    const file = origin.source.name;
    const text = search.source.text.trim();
    return { file, id, title: name, kind: kindOf(text), search: text, diagnostics: ofFile(file) };
  });
  const left = refused.map(({ file, id, name }): Converted => ({
    file,
    id,
    title: name,
    kind: 'refused',
    search: '',
    diagnostics: ofFile(file),
  }));
  const rows = [...shown, ...left];
  const named = new Set(rows.map(({ file }) => file));
  return { rows, outside: diagnostics.filter(({ file }) => !named.has(file)) };
}

function kindOf(text: string): LoweredSigma['kind'] {
  const { commands } = parseSearch({ name: '<search>', text }, { report: () => undefined });
  if (commands[0]?.kind !== 'tstats') return 'search';
  return commands.some(({ kind }) => kind === 'where') ? 'tstats+where' : 'tstats';
}

function row(file: string, { id, title }: SigmaDocument, { kind, search, diagnostics }: LoweredSigma): Converted {
  return { file, id, title, kind, search, diagnostics };
}

function textOf({ file, title, kind, search }: Converted): string {
  return `# ${title} (${file}): ${kind}\n${search === '' ? '' : `${search}\n`}\n`;
}
