import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type Compiled, type Profile } from '../../src/compiler/compile';
import { readConf, type ConfFile } from '../../src/conf/read';
import type { Source } from '../../src/core/source';

/** The YAML files of a folder in the order of their paths. */
export function yamlSources(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** Compiles texts without inputs; what is not stated comes from the profile. */
export function compileTexts(texts: Readonly<Record<string, string>>, profile: Profile): Compiled {
  const sources = Object.entries(texts).map(([name, text]) => ({ name, text }));
  return compile({ sources, tables: new Map(), profile, identity: {}, withInputs: false });
}

/** A generated conf file as it is read again. */
export function confOf(compiled: Pick<Compiled, 'files'>, file: string): ConfFile {
  const text = compiled.files.get(`default/${file}`);
  return readConf({ name: file, text: typeof text === 'string' ? text : '' });
}

/** One stanza's settings as an object; empty when it is absent. */
export function stanzaOf(
  compiled: Pick<Compiled, 'files'>,
  file: string,
  stanza: string,
): Readonly<Record<string, string>> {
  const settings = [...(confOf(compiled, file).stanzas.get(stanza)?.settings.values() ?? [])];
  return Object.fromEntries(settings.map(({ key, value }) => [key, value]));
}
