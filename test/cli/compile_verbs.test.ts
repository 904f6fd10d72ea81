import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modeOf } from '../../src/cli/write_tree';
import { run } from '../support/io';

const detections = join(__dirname, '..', '..', 'src', 'detections');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webshell-watch-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const here = (...parts: readonly string[]): string => join(folder, ...parts);
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('compile', () => {
  test('our detections: exit code 0, and what is written is there', async () => {
    const { code, out } = await run(['compile', detections, '--out', here('app'), '--format', 'json']);
    const result = JSON.parse(out) as {
      written: string[];
      detections: unknown[];
      refused: unknown[];
      diagnostics: unknown[];
    };
    expect([code, result.detections.length, result.refused, result.diagnostics]).toEqual([0, 2, [], []]);
    expect(result.written.filter((path) => !existsSync(here('app', path)))).toEqual([]);
    expect(readdirSync(folder)).toEqual(['app']);
  });

  test('a broken file: exit code 1, its place, and the others compiled', async () => {
    mkdirSync(here('rules'));
    writeFileSync(here('rules', 'broken.yml'), 'name: a\nname: b\n');
    const { code, out, said } = await run(['compile', detections, here('rules'), '--out', here('app')]);
    expect(code).toBe(1);
    expect(said).toMatch(/broken\.yml:2:1 error WW0112/);
    expect(out).toMatch(/^2 detections/);
  });

  test('what was compiled before stays when nothing can be read', async () => {
    await run(['compile', detections, '--out', here('app')]);
    const { code } = await run(['compile', here('nowhere'), '--out', here('app')]);
    expect([code, existsSync(here('app', 'default', 'savedsearches.conf'))]).toEqual([1, true]);
  });

  test('a place that cannot be written: exit code 3 and one message', async () => {
    writeFileSync(here('file'), '');
    const { code, said } = await run(['compile', detections, '--out', here('file', 'app')]);
    expect([code, said.match(/WW\d{4}/g)]).toEqual([3, ['WW1301']]);
  });

  test.each([[['compile']], [['compile', detections]], [['compile', detections, '--out', 'x', '--app-id', '1 app']]])(
    '%j is wrong usage',
    async (words) => {
      expect((await run(words)).code).toBe(2);
    },
  );
});

describe('package', () => {
  test('the same folder gives the same bytes, and tar reads them', async () => {
    await run(['compile', detections, '--out', here('one'), '--app-id', 'my_app', '--label', 'My App']);
    await run(['compile', detections, '--out', here('two'), '--app-id', 'my_app', '--label', 'My App']);
    const first = await run(['package', '--app', here('one'), '--out', here('one.spl')]);
    const second = await run(['package', '--app', here('two'), '--out', here('two.spl')]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(sha256(here('one.spl'))).toBe(sha256(here('two.spl')));
    expect(JSON.parse(first.out)).toMatchObject({ sha256: sha256(here('one.spl')) });
    const listed = execFileSync('tar', ['-tzvf', here('one.spl')], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(listed.every((line) => /^[d-]rw.*my_app\//.test(line))).toBe(true);
    mkdirSync(here('out'));
    execFileSync('tar', ['-xzf', here('one.spl'), '-C', here('out')]);
    const conf = ['default', 'savedsearches.conf'];
    expect(readFileSync(here('out', 'my_app', ...conf))).toEqual(readFileSync(here('one', ...conf)));
  });

  test('what belongs to one installation stays out', async () => {
    await run(['compile', detections, '--out', here('app')]);
    mkdirSync(here('app', 'local'));
    writeFileSync(here('app', 'local', 'macros.conf'), '[a]\n');
    writeFileSync(here('app', '.hidden'), '');
    const { said } = await run(['package', '--app', here('app'), '--out', here('a.spl')]);
    expect(said.match(/WW1305/g)).toHaveLength(2);
    expect(execFileSync('tar', ['-tzf', here('a.spl')], { encoding: 'utf8' })).not.toMatch(/local|hidden/);
  });

  test('a folder that is no app', async () => {
    const { code, said } = await run(['package', '--app', folder]);
    expect([code, said.match(/WW\d{4}/g)]).toEqual([1, ['WW1303']]);
  });

  test('a full disk leaves nothing behind', async () => {
    await run(['compile', detections, '--out', here('app')]);
    writeFileSync(here('file'), '');
    const { code } = await run(['package', '--app', here('app'), '--out', here('file', 'a.spl')]);
    expect([code, readdirSync(folder).sort()]).toEqual([3, ['app', 'file']]);
  });
});

test.each([
  ['bin/process_log.sh', 0o755],
  ['linux_x86_64/bin/node', 0o755],
  ['bin/process_log.cjs', 0o644],
  ['default/app.conf', 0o644],
  ['appserver/static/pages/bin.sh', 0o644],
])('%s has mode %o', (path, mode) => {
  expect(modeOf(path)).toBe(mode);
});
