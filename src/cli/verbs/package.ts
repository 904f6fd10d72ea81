import { createHash } from 'node:crypto';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { inputsApp } from '../../compiler/emit/inputs_app';
import { formatDiagnostic } from '../../core/code_frame';
import { hasErrors, type Diagnostic } from '../../core/diagnostic';
import { readAppFolder } from '../package/app_folder';
import { binaryDeclaration, nodeFiles } from '../package/fetch_node';
import { tarGz } from '../package/ustar';
import { stageApp } from '../stage_app';
import { OutsideError, UsageError, type Verb, type VerbCall } from '../verb';
import { makeFolder } from '../../preview/durable/make_folder';
import { cannotWrite, modeOf, type TreeFile } from '../write_tree';
import { compileOwnApp } from './generate';

/** The `.spl` of our app, of the app in a folder, or of the inputs alone; the same bytes from the same files. */
export const packageVerb: Verb = {
  name: 'package',
  usage: 'package [--app DIR] [--only inputs] [--out FILE] [--with-node linux-x64,…]',
  summary: 'Packs our app, or the app in a folder, into an installable .spl.',
  options: {
    app: { type: 'string', value: 'DIR', help: 'The folder of an app; without it our own app, staged anew.' },
    only: { type: 'string', choices: ['inputs'], help: 'inputs: TA-webshell_watch, for heavy forwarders.' },
    out: { type: 'string', value: 'FILE', help: 'Where to write; without it dist/<id>-<version>.spl.' },
    'with-node': {
      type: 'string',
      value: 'linux-x64,…',
      help: 'Puts Node into the app for linux-x64, linux-arm64, darwin-x64, darwin-arm64, win-x64.',
    },
  },
  run: async (call) => {
    const { io } = call;
    const content = io.compute(() => packageContent(call));
    for (const diagnostic of content.diagnostics) io.say(formatDiagnostic(diagnostic));
    if (hasErrors(content.diagnostics)) return 1;
    const platforms = (call.text('with-node') ?? '').split(',').filter((name) => name !== '');
    const cache = join(io.workingFolder, 'node_modules', '.cache', 'webshell-watch-node');
    const files = withNode(content.files, await nodeFiles(platforms, cache), platforms);
    const packed = io.compute(() => pack(content.id, files));
    const out = resolve(io.workingFolder, call.text('out') ?? join('dist', `${content.id}-${content.version}.spl`));
    writeWhole(out, packed);
    const sha256 = createHash('sha256').update(packed).digest('hex');
    await io.write(`${JSON.stringify({ file: shown(out, io.workingFolder), sha256, files: files.length })}\n`);
    return 0;
  },
};

interface PackageContent {
  readonly id: string;
  readonly version: string;
  readonly files: readonly TreeFile[];
  readonly diagnostics: readonly Diagnostic[];
}

function packageContent(call: VerbCall): PackageContent {
  const folder = call.text('app');
  const root = call.io.workingFolder;
  if (folder !== undefined && call.text('only') !== undefined)
    throw new UsageError('--app and --only exclude each other');
  if (folder !== undefined) return readAppFolder(resolve(root, folder));
  const compiled = compileOwnApp(root);
  const staged = stageApp(root, compiled);
  const diagnostics = [...compiled.diagnostics, ...staged.diagnostics];
  if (call.text('only') === undefined)
    return { id: compiled.app.id, version: compiled.app.version, files: staged.files, diagnostics };
  const app = { ...compiled.app, id: 'TA-webshell_watch', title: 'Webshell Watch Inputs' };
  const parts = staged.files.filter(
    ([path]) => path.startsWith('bin/') || path.startsWith('static/') || path === 'README.md',
  );
  const isInput = ({ file }: Diagnostic): boolean => file.startsWith('bin/');
  return {
    id: app.id,
    version: app.version,
    files: [...inputsApp(app), ...parts],
    diagnostics: diagnostics.filter(isInput),
  };
}

function withNode(
  files: readonly TreeFile[],
  node: readonly TreeFile[],
  platforms: readonly string[],
): readonly TreeFile[] {
  if (node.length === 0) return files;
  const readme = files.find(([path]) => path === 'README.md')?.[1] ?? '';
  const text = typeof readme === 'string' ? readme : new TextDecoder().decode(readme);
  return [
    ...files.filter(([path]) => path !== 'README.md'),
    ['README.md', text + binaryDeclaration(platforms)],
    ...node,
  ];
}

function pack(id: string, files: readonly TreeFile[]): Buffer {
  const encoder = new TextEncoder();
  return tarGz(
    files.map(([path, content]) => ({
      path: `${id}/${path}`,
      content: typeof content === 'string' ? encoder.encode(content) : content,
      mode: modeOf(path),
    })),
  );
}

/** Beside its place first, so that a full disk leaves no half package; a device is written to, never replaced. */
function writeWhole(path: string, content: Buffer): void {
  const part = `${path}.part`;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) {
      writeFileSync(path, content);
      return;
    }
    makeFolder(dirname(path));
    writeFileSync(part, content);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw new OutsideError(cannotWrite(path, error));
  }
}

function shown(path: string, workingFolder: string): string {
  const short = relative(workingFolder, path);
  return short.startsWith('..') ? path : short;
}
