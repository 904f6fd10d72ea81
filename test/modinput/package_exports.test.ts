import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as library from '../../src/modinput';

/** What a program outside the checkout gets of the library: the built file, by both of Node's module systems. */

const built = join(resolve(__dirname, '..', '..'), 'dist', 'modinput.js');
const isBuilt = existsSync(built);
const names = Object.keys(library).sort();

const nodeSays = (...words: readonly string[]): unknown =>
  JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));

(isBuilt ? describe : describe.skip)(`the built library${isBuilt ? '' : ' (needs npm run build)'}`, () => {
  test('is required with all its names', () => {
    const script = `console.log(JSON.stringify(Object.keys(require(${JSON.stringify(built)})).sort()))`;
    expect(nodeSays('-e', script)).toEqual(names);
  });

  test('is imported with all its names, one by one', () => {
    const from = JSON.stringify(pathToFileURL(built).href);
    const script = `import { ${names.join(', ')} } from ${from}; console.log(JSON.stringify([${names.map((name) => `typeof ${name}`).join(', ')}]))`;
    expect(nodeSays('--input-type=module', '-e', script)).toEqual(
      names.map((name) => typeof Reflect.get(library, name)),
    );
  });
});
