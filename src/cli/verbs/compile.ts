import { join, resolve } from 'node:path';
import { appIdProblem, type AppIdentity } from '../../compiler/app_identity';
import { compile, type Compiled, type Profile } from '../../compiler/compile';
import { formatDiagnostic } from '../../core/code_frame';
import { hasErrors, type Diagnostic } from '../../core/diagnostic';
import type { Source } from '../../core/source';
import { counted } from '../../core/counted';
import { readTexts } from '../files';
import { readLookupTables } from '../lookup_tables';
import { placeholderOption, placeholderTable } from '../sigma_rules';
import { folderFiles } from '../stage_app';
import { UsageError, type Verb, type VerbCall } from '../verb';
import { writeTree, type TreeFile } from '../write_tree';

/** Detection YAML to an app's folder. Files with errors are left out and named; the exit code is 1 then. */
export const compileVerb: Verb = {
  name: 'compile',
  usage:
    'compile PATH… --out DIR [--app-id ID] [--label TEXT] [--profile app|escu] [--placeholder NAME=a,b] [--format text|json]',
  summary: 'Turns detection YAML (Sigma, ESCU v4, v5 and v6, mixed) into an app.',
  options: {
    out: { type: 'string', value: 'DIR', help: 'The folder of the app; what is in it is replaced.' },
    'app-id': { type: 'string', value: 'ID', help: "The app's id; without it contentctl.yml's, else the profile's." },
    label: { type: 'string', value: 'TEXT', help: "What the saved searches' names begin with." },
    profile: {
      type: 'string',
      choices: ['app', 'escu'],
      default: 'app',
      help: 'app: our pages, throttling and alert tracking; escu: what contentctl writes.',
    },
    placeholder: placeholderOption,
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'json: one object on stdout.' },
  },
  run: async (call) => {
    const out = call.text('out');
    if (call.positionals.length === 0 || out === undefined) throw new UsageError('compile needs a path and --out');
    const { sources, all, compiled, files } = call.io.compute(() => appOf(call));
    if (files !== undefined) writeTree(resolve(call.io.workingFolder, out), files);
    const written = (files ?? []).map(([path]) => path);
    await say(call, compiled, all, written, sources);
    return hasErrors(all) ? 1 : 0;
  },
};

/** What the call compiles to; no files where errors leave nothing. */
function appOf(call: VerbCall): Omit<CompiledPaths, 'diagnostics'> & {
  readonly all: readonly Diagnostic[];
  readonly files: readonly TreeFile[] | undefined;
} {
  const { sources, diagnostics, compiled } = compilePaths(call);
  const all = [...diagnostics, ...compiled.diagnostics];
  const isAnythingLeft = compiled.detections.length > 0 || (sources.length > 0 && !hasErrors(all));
  const files = isAnythingLeft ? [...compiled.files, ...extraFiles(compiled, profileOf(call))] : undefined;
  return { sources, all, compiled, files };
}

interface CompiledPaths {
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
  readonly compiled: Compiled;
}

/** Reads the paths of the call and compiles what is there. Throws UsageError for an id that no app can have. */
function compilePaths(call: VerbCall): CompiledPaths {
  const { sources, diagnostics } = readTexts(call.positionals, ['.yml', '.yaml'], call.io.workingFolder);
  const compiled = compile({
    sources,
    tables: readLookupTables(sources, call.io.workingFolder),
    profile: profileOf(call),
    identity: identityOf(call),
    withInputs: false,
    placeholders: placeholderTable(call.list('placeholder')),
  });
  return { sources, diagnostics, compiled };
}

function profileOf(call: VerbCall): Profile {
  return call.text('profile') === 'escu' ? 'escu' : 'app';
}

function identityOf(call: VerbCall): Partial<AppIdentity> {
  const id = call.text('app-id');
  const label = call.text('label');
  const problem = id === undefined ? undefined : appIdProblem(id);
  if (problem !== undefined) throw new UsageError(`--app-id ${id ?? ''}: ${problem}`);
  return { ...(id === undefined ? {} : { id }), ...(label === undefined ? {} : { label }) };
}

/** What an app needs beyond what is compiled: icons, and in profile app the pages' bundles beside this program. */
function extraFiles(compiled: Compiled, profile: Profile): readonly TreeFile[] {
  const root = join(__dirname, '..');
  const icons = folderFiles(join(root, 'app', 'static'), 'static/');
  const pages = profile === 'app' ? folderFiles(join(__dirname, 'pages'), 'appserver/static/pages/') : [];
  return [...icons, ...pages].filter(([path]) => !compiled.files.has(path));
}

async function say(
  { io, text }: VerbCall,
  compiled: Compiled,
  diagnostics: readonly Diagnostic[],
  written: readonly string[],
  sources: readonly Source[],
): Promise<void> {
  const { detections, refused, app } = compiled;
  if (text('format') === 'json') {
    const shown = detections.map((detection) => ({
      file: detection.origin.source.name,
      id: detection.id,
      name: detection.name,
      kind: detection.search.kind,
      type: detection.type,
      stanza: `${app.label} - ${detection.name} - Rule`,
      filter_macro: detection.filterMacro,
    }));
    await io.write(`${JSON.stringify({ written: [...written].sort(), detections: shown, refused, diagnostics })}\n`);
    return;
  }
  const byName = new Map(sources.map((source) => [source.name, source]));
  for (const diagnostic of diagnostics) io.say(formatDiagnostic(diagnostic, byName.get(diagnostic.file)));
  for (const { file, name, reasons } of refused) io.say(`refused: ${name} (${file}): ${reasons.join('; ')}`);
  await io.write(
    `${counted(detections.length, 'detection')}, ${refused.length} refused, ${counted(written.length, 'file')}\n`,
  );
}
