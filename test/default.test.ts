import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compileOwnApp } from '../src/cli/verbs/generate';

const root = join(__dirname, '..');

const committed = readdirSync(join(root, 'default'), { recursive: true, encoding: 'utf8' })
  .map((name) => `default/${name.replaceAll('\\', '/')}`)
  .filter((name) => statSync(join(root, name)).isFile())
  .sort();

const compiled = compileOwnApp(root);
const generated = [...compiled.files].filter(([path]) => path.startsWith('default/'));

test('the sources compile without a word', () => {
  expect(compiled.diagnostics.filter(({ severity }) => severity !== 'information')).toEqual([]);
  expect(compiled.refused).toEqual([]);
});

test('default/ holds what the sources generate and nothing else', () => {
  expect(committed).toEqual(generated.map(([path]) => path).sort());
});

test.each(generated)('%s is as it is generated (if not: npm run build, then commit)', (path, content) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(content);
});
