import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { diagnosticFor } from '../../core/diagnostic';
import { projectFiles, publishedVersion } from '../new_input/project_files';
import { sourceFiles } from '../new_input/source_files';
import { OutsideError, UsageError, type ExitCode, type Verb, type VerbCall } from '../verb';
import { newDetection } from './new_detection';
import { cannotWrite, writeTree } from '../write_tree';

/** What `new` can make. */
const makers: Readonly<Record<string, (name: string, call: VerbCall) => readonly string[]>> = {
  input: newInput,
  detection: newDetection,
};

/** `new input NAME`, `new detection NAME`: a working skeleton with its test. */
export const newVerb: Verb = {
  name: 'new',
  usage: 'new input NAME [--out DIR] | new detection NAME [--from FILE] [--out DIR]',
  summary: 'Writes a working skeleton with its test.',
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      help: 'where it is made (default: here; a detection: src/detections, if there)',
    },
    from: { type: 'string', value: 'FILE', help: 'the Sigma rule or ESCU detection that a new detection begins from' },
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'json prints {written}' },
  },
  run: async (call) => {
    const [what, name, ...rest] = call.positionals;
    const make = makers[what ?? ''];
    if (make === undefined || name === undefined || rest.length > 0)
      throw new UsageError(`new takes one of ${Object.keys(makers).join(', ')} and a name`);
    return report(made(make, name, call), call);
  },
};

/** What is made; a disk or a folder that refuses is told as everywhere. */
function made(make: (typeof makers)[string], name: string, call: VerbCall): readonly string[] {
  try {
    return make(name, call);
  } catch (error) {
    if (error instanceof UsageError || error instanceof OutsideError) throw error;
    throw new OutsideError(cannotWrite(call.text('out') ?? name, error));
  }
}

async function report(written: readonly string[], call: VerbCall): Promise<ExitCode> {
  if (call.text('format') === 'json') await call.io.write(`${JSON.stringify({ written })}\n`);
  else for (const file of written) call.io.say(`wrote ${file}`);
  return 0;
}

function newInput(name: string, call: VerbCall): readonly string[] {
  if (!/^[a-zA-Z][0-9a-zA-Z_]*$/.test(name))
    throw new UsageError(`"${name}" can't name an input: a letter, then letters, digits and _`);
  const folder = resolve(call.io.workingFolder, call.text('out') ?? '.', name);
  if (existsSync(folder)) throw new OutsideError(taken(folder));
  const files = { ...projectFiles(name, packageSource()), ...sourceFiles(name) };
  writeTree(folder, Object.entries(files));
  return Object.keys(files).map((file) => relative(call.io.workingFolder, join(folder, file)));
}

function taken(folder: string) {
  return diagnosticFor(folder, {
    code: 'WW0940',
    severity: 'error',
    message: `${folder} is there already`,
    hint: 'Choose another name, or another place with --out; nothing was written',
  });
}

/** A checkout is used as it is; an installed package by its version. */
function packageSource(): string {
  const root = resolve(__dirname, '..');
  return existsSync(join(root, 'src', 'modinput')) ? `file:${root}` : publishedVersion;
}
