import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logFiles } from '../../src/winlog/log_files';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log files '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// Windows wants a right of its own for links.
(process.platform === 'win32' ? test.skip : test)(
  'links that go round or lead nowhere are named, files are found once',
  () => {
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a', 'odd %20 "é.xml'), '');
    symlinkSync('..', join(folder, 'a', 'up'));
    symlinkSync('b', join(folder, 'c'));
    symlinkSync('c', join(folder, 'b'));
    symlinkSync('nowhere', join(folder, 'dead'));
    const found = logFiles(folder).map(({ sourceFile, problem }) => [sourceFile, problem?.kind]);
    expect(found).toEqual([
      ['a/odd %20 "é.xml', undefined],
      ['b', 'skipped'],
      ['c', 'skipped'],
      ['dead', 'skipped'],
    ]);
  },
);
