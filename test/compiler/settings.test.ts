import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileOwnApp } from '../../src/cli/verbs/generate';
import { compile } from '../../src/compiler/compile';
import { alertActions, foreignSettings } from '../../src/compiler/emit/foreign_settings';
import { inputsApp } from '../../src/compiler/emit/inputs_app';
import type { AppFiles } from '../../src/compiler/emit/app_files';
import { readConf } from '../../src/conf/read';
import { isSplunkSetting, splunkSettings } from '../../src/conf/settings';
import { yamlSources } from '../support/compile';
import { corpus, describeWithCorpus } from '../support/corpus';

const root = join(__dirname, '..', '..');

/** Keys that neither Splunk's settings nor the compiler's tables know. */
function unknownKeys(files: AppFiles): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    const file = path.split('/').at(-1) ?? '';
    if (!file.endsWith('.conf') || typeof text !== 'string') return [];
    const { stanzas, diagnostics } = readConf({ name: path, text });
    const unread = diagnostics.map(({ message, line }) => `${path}:${line} ${message}`);
    const keys = [...stanzas.values()].flatMap(({ settings }) => [...settings.keys()]);
    return [...unread, ...[...new Set(keys)].filter((key) => !isKnown(file, key)).map((key) => `${file} ${key}`)];
  });
}

function isKnown(file: string, key: string): boolean {
  const action = /^action\.([^.]+)/.exec(key)?.[1];
  if (action !== undefined) return file === 'savedsearches.conf' && Object.hasOwn(alertActions, action);
  return (
    isSplunkSetting(file, key) || foreignSettings.some((setting) => setting.file === file && setting.key.test(key))
  );
}

test('every key of our own app and of the inputs alone is a known one', () => {
  const own = compileOwnApp(root);
  expect(own.files.size).toBeGreaterThan(10);
  expect(unknownKeys(own.files)).toEqual([]);
  expect(unknownKeys(inputsApp(own.app))).toEqual([]);
});

test('an unknown key is noticed', () => {
  expect(unknownKeys(new Map([['default/savedsearches.conf', '[a]\nserach = x\naction.nosuch = 1\n']]))).toEqual([
    'savedsearches.conf serach',
    'savedsearches.conf action.nosuch',
  ]);
});

describeWithCorpus('escu', 'a compiled repository', (folder) => {
  test.each(['app', 'escu'] as const)('has known keys alone in profile %s', (profile) => {
    const sources = yamlSources(folder);
    expect(
      unknownKeys(compile({ sources, tables: new Map(), profile, identity: {}, withInputs: false }).files),
    ).toEqual([]);
  });
});

describeWithCorpus('../reference/conf-settings.json', 'the settings of Splunk 10.2.3', () => {
  test('hold every name of our table', () => {
    const known = JSON.parse(readFileSync(corpus('../reference/conf-settings.json') ?? '', 'utf8')) as {
      conf: Record<string, Record<string, [string, string][]>>;
    };
    const unknown = Object.entries(splunkSettings).flatMap(([file, names]) => {
      const all = new Set(Object.values(known.conf[file] ?? {}).flatMap((pairs) => pairs.map(([name]) => name)));
      return names.filter((name) => !all.has(name)).map((name) => `${file} ${name}`);
    });
    expect(unknown).toEqual([]);
  });
});
