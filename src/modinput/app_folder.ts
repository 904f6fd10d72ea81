import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { confSpec } from './definition/conf_spec';
import type { InputDefinition } from './definition/input_definition';
import { inputsConfText } from './definition/inputs_conf';
import { shellLauncher, windowsLauncher } from './launchers';

/** What an app of inputs says of itself in app.conf. */
export interface AppInformation {
  /** The app's folder name and id: letters, digits, `_`, `-` and `.`, not beginning with a digit. */
  readonly id: string;
  /** 5 to 80 characters. */
  readonly label: string;
  readonly description: string;
  readonly author: string;
  /** Semantic, such as 1.0.0. */
  readonly version: string;
}

export interface AppParts {
  /** Where the app is written; what was there is replaced. */
  readonly folder: string;
  /** The bundled program of each input, by scheme name. */
  readonly programs: Readonly<Record<string, string>>;
  /** Hand-written parts, copied as they are, if there is such a folder. */
  readonly handWritten?: string;
}

/** Writes an installable app of inputs: conf, spec, metadata, launchers, programs. Throws what the file system throws. */
export function writeAppFolder(inputs: readonly InputDefinition[], app: AppInformation, parts: AppParts): void {
  rmSync(parts.folder, { recursive: true, force: true });
  if (parts.handWritten !== undefined && existsSync(parts.handWritten))
    cpSync(parts.handWritten, parts.folder, { recursive: true });
  const files: Readonly<Record<string, string>> = {
    'default/app.conf': appConf(app),
    'default/inputs.conf': inputs.map(inputsConfText).join('\n'),
    'README/inputs.conf.spec': inputs.map(confSpec).join('\n'),
    'metadata/default.meta': metadata,
  };
  for (const [name, text] of Object.entries(files)) write(join(parts.folder, name), text, 0o644);
  for (const { name } of inputs) writeProgram(join(parts.folder, 'bin', name), parts.programs[name]);
}

function writeProgram(path: string, program: string | undefined): void {
  write(`${path}.sh`, shellLauncher, 0o755);
  write(`${path}.cmd`, windowsLauncher, 0o644);
  if (program === undefined) throw new Error(`there is no program for ${path}`);
  copyFileSync(program, `${path}.cjs`);
  chmodSync(`${path}.cjs`, 0o644);
}

function write(path: string, text: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}

function appConf({ id, label, description, author, version }: AppInformation): string {
  return [
    '[id]',
    `name = ${id}`,
    `version = ${version}`,
    '',
    '[install]',
    'is_configured = 0',
    '',
    '[package]',
    `id = ${id}`,
    'check_for_updates = 0',
    '',
    '[ui]',
    'is_visible = 0',
    `label = ${label}`,
    '',
    '[launcher]',
    `author = ${author}`,
    `description = ${description}`,
    `version = ${version}`,
    '',
  ].join('\n');
}

const metadata = '[]\naccess = read : [ * ], write : [ admin, sc_admin ]\nexport = system\n';
