import { join } from 'node:path';
import packageJson from '../../../package.json';
import { compile, type Compiled } from '../../compiler/compile';
import { formatDiagnostic } from '../../core/code_frame';
import { hasErrors } from '../../core/diagnostic';
import { counted } from '../../core/counted';
import { readTexts } from '../files';
import type { Verb } from '../verb';
import { writeTree } from '../write_tree';

const { author, description, license, version } = packageJson;
const ownIdentity = {
  id: 'webshell_watch',
  label: 'Webshell Watch',
  title: 'Webshell Watch',
  version,
  author,
  description,
  licence: license,
};

/** Our own app from src/detections, package.json and the compiler's tables; `root` is the repository's folder. */
export function compileOwnApp(root: string): Compiled {
  const { sources } = readTexts([join('src', 'detections')], ['.yml', '.yaml'], root);
  return compile({
    sources,
    tables: new Map(),
    profile: 'app',
    identity: ownIdentity,
    withInputs: true,
  });
}

/** Remakes `default/` from the sources; what is no longer made disappears. */
export const generateVerb: Verb = {
  name: 'generate',
  usage: 'generate',
  summary:
    "Remakes the app's default/ from src/detections, package.json and the compiler's tables (in the repository).",
  options: {},
  run: async ({ io }) => {
    const compiled = compileOwnApp(io.workingFolder);
    for (const diagnostic of compiled.diagnostics) io.say(formatDiagnostic(diagnostic));
    if (hasErrors(compiled.diagnostics)) return 1;
    const made = [...compiled.files].filter(([path]) => path.startsWith('default/'));
    writeTree(
      join(io.workingFolder, 'default'),
      made.map(([path, content]) => [path.slice('default/'.length), content]),
    );
    await io.write(`${counted(made.length, 'file')} in default/\n`);
    return 0;
  },
};
