import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputsApp } from '../src/compiler/emit/inputs_app';
import { compileOwnApp } from '../src/cli/verbs/generate';
import { readConf } from '../src/conf/read';

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'docs', 'install.md'), 'utf8');
const own = compileOwnApp(root);
const inputs = inputsApp({ ...own.app, id: 'TA-webshell_watch' });

const stanzas = (file: string, files: typeof own.files = own.files): readonly string[] => {
  const text = files.get(file);
  return [...readConf({ name: file, text: typeof text === 'string' ? text : '' }).stanzas.keys()];
};
const known = [
  ...stanzas('default/macros.conf'),
  ...stanzas('default/collections.conf'),
  ...stanzas('default/eventtypes.conf'),
  ...stanzas('default/props.conf'),
  ...stanzas('default/inputs.conf').filter((name) => !name.includes(':')),
  ...stanzas('default/authorize.conf').map((name) => name.replace('role_', '')),
  own.app.id,
  'TA-webshell_watch',
];

test('names of ours in docs/install.md are in the packages', () => {
  const named = [...page.matchAll(/`((?:webshell_watch|TA-webshell)[\w:]*|process_log|canary|security_content_\w+)`/g)];
  expect(named.length).toBeGreaterThan(12);
  expect(named.map((match) => match[1] ?? '').filter((name) => !known.includes(name))).toEqual([]);
});

test('saved searches in docs/install.md are in the package, the rules off', () => {
  const named = [...page.matchAll(/[*_](Webshell Watch -[^*_]+)[*_]/g)].map((match) =>
    (match[1] ?? '').replace(/\s+/g, ' '),
  );
  expect(named).toHaveLength(6);
  expect(named.filter((name) => !stanzas('default/savedsearches.conf').includes(name))).toEqual([]);
});

test('who may write is what metadata says', () => {
  const text = own.files.get('metadata/default.meta');
  const meta = readConf({ name: 'default.meta', text: typeof text === 'string' ? text : '' });
  const writable = [...meta.stanzas.values()]
    .filter(({ settings }) => settings.get('access')?.value.includes('webshell_watch_analyst') === true)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('transforms/'));
  const filters = stanzas('default/macros.conf').filter((name) => name.endsWith('_filter'));
  const others = writable.map((name) => name.replace(/^.*\//, '')).filter((name) => !filters.includes(name));
  expect(filters.filter((name) => !writable.includes(`macros/${name}`))).toEqual([]);
  expect(others.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(others).toHaveLength(4);
});

test('the inputs alone hold what a forwarder needs', () => {
  expect([...inputs.keys()].sort()).toEqual([
    'README/inputs.conf.spec',
    'app.manifest',
    'default/app.conf',
    'default/eventtypes.conf',
    'default/inputs.conf',
    'default/props.conf',
    'default/tags.conf',
    'default/web.conf',
    'metadata/default.meta',
  ]);
});
