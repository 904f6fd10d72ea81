import { join } from 'node:path';
import { formatDiagnostic } from '../../core/code_frame';
import { hasErrors } from '../../core/diagnostic';
import { counted } from '../../core/counted';
import { stageApp } from '../stage_app';
import type { Verb } from '../verb';
import { writeTree } from '../write_tree';
import { compileOwnApp } from './generate';

/** Puts the installable app together in build/webshell_watch. */
export const stageVerb: Verb = {
  name: 'stage',
  usage: 'stage',
  summary:
    'Puts the installable app together in build/webshell_watch (in the repository, after the bundles are built).',
  options: {},
  run: async ({ io }) => {
    const compiled = compileOwnApp(io.workingFolder);
    const staged = stageApp(io.workingFolder, compiled);
    const diagnostics = [...compiled.diagnostics, ...staged.diagnostics];
    for (const diagnostic of diagnostics) io.say(formatDiagnostic(diagnostic));
    if (hasErrors(diagnostics)) return 1;
    const folder = join('build', compiled.app.id);
    writeTree(join(io.workingFolder, folder), staged.files);
    await io.write(`${counted(staged.files.length, 'file')} in ${folder}/\n`);
    return 0;
  },
};
