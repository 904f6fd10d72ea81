import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canMount, cli, cliInShell } from '../support/cli_process';

/** What is left of a package when the disk refuses. */

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'webshell-watch-package-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

(canMount ? test : test.skip)('a full disk: exit code 3, one message, the old package as it was', () => {
  mkdirSync(join(folder, 'disk'));
  const line = `unshare -rm sh -c 'mount -t tmpfs -o size=40k disk "$DISK" && echo old > "$DISK/app.spl" && eval "$CLI" package --out "$DISK/app.spl"; code=$?; ls -A "$DISK"; cat "$DISK/app.spl"; exit $code'`;
  const { code, said, out } = cliInShell(line, { DISK: join(folder, 'disk') });
  expect(code).toBe(3);
  expect(said.match(/error WW1301/g)).toHaveLength(1);
  expect(said).toMatch(/app\.spl:1:1 error WW1301 cannot be written: .*no space left[^\n]*\n {2}hint: /);
  expect(out).toBe('app.spl\nold\n');
});

test('a device is written to and stays a device', () => {
  if (!existsSync('/dev/full')) return;
  const { code, said } = cli(['package', '--out', '/dev/full']);
  expect([code, said.match(/error WW1301/g)?.length]).toEqual([3, 1]);
  expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  expect(existsSync('/dev/full.part')).toBe(false);
});

test('a folder in the place of the package: exit code 3, the folder stays', () => {
  const { code, said } = cli(['package', '--out', folder]);
  expect(code).toBe(3);
  expect(said).toContain('hint: ');
  expect(statSync(folder).isDirectory()).toBe(true);
});
