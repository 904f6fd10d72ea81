import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canMount, cli, cliInShell, type ProcessResult } from '../support/cli_process';

/** What a person does wrong, and what a disk or a port does to them: one message with place and next step each. */

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'webshell-watch-bad-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const detection = (search: string, extra = ''): string => `name: Shell From Server
id: 0c1cd6b8-32a5-4dc6-a8ee-0b5d6a0d7a11
version: 1
date: '2026-01-02'
author: A Tester
status: production
type: Hunting
description: A shell that a server started.
data_source:
- Sysmon EventID 1
search: '${search}'
how_to_implement: Collect process creations.
known_false_positives: None are known.
references: []
${extra}tags:
  analytic_story: []
  asset_type: Endpoint
  product:
  - Splunk Enterprise
  security_domain: endpoint
`;

const fine =
  '| tstats `security_content_summariesonly` count from datamodel=Endpoint.Processes where Processes.process_name="cmd.exe" by Processes.dest | `drop_dm_object_name(Processes)` | `shell_from_server_filter`';

function compile(text: string): ProcessResult {
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in', 'shell_from_server.yml'), text);
  return cli(['compile', join(folder, 'in'), '--out', join(folder, 'out')]);
}

/** Every message has `file:line:column severity code`, and a hint below it; nothing looks like a stack trace. */
function expectMessage(said: string, place: RegExp, code: RegExp): void {
  expect(said).toMatch(place);
  expect(said).toMatch(code);
  expect(said).toContain('hint: ');
  expect(said).not.toMatch(/^\s+at .*\(.*:\d+:\d+\)/m);
}

test('a good detection compiles, so that the bad ones below fail for their own reason', () => {
  const { code, said } = compile(detection(fine));
  expect([code, said.includes(' error ')]).toEqual([0, false]);
  expect(existsSync(join(folder, 'out', 'default', 'savedsearches.conf'))).toBe(true);
});

test('broken YAML: exit code 1, the line, nothing written', () => {
  const { code, said } = compile(detection(fine).replace('author: A Tester', 'author: [A Tester'));
  expect(code).toBe(1);
  expectMessage(said, /shell_from_server\.yml:\d+:\d+ error/, /WW01\d\d/);
  expect(existsSync(join(folder, 'out'))).toBe(false);
});

test('an unknown key: a warning with its line and the nearest name; the detection is still there', () => {
  const { code, said } = compile(detection(fine, 'knwon_false_positives: x\n'));
  expect(code).toBe(0);
  expectMessage(said, /shell_from_server\.yml:15:1 warning/, /WW05\d\d/);
  expect(said).toContain('known_false_positives');
});

test('SPL that does not parse: exit code 1, the place inside the YAML', () => {
  const { code, said } = compile(detection(fine.replace('| tstats', '| tsats')));
  expect(code).toBe(1);
  expectMessage(said, /shell_from_server\.yml:11:\d+ error/, /WW0[367]\d\d/);
  expect(said).toContain('tstats');
});

test('a macro that does not parse says so where the search calls it', () => {
  const app = join(folder, 'app');
  mkdirSync(join(app, 'default'), { recursive: true });
  writeFileSync(join(app, 'default', 'macros.conf'), '[broken]\ndefinition = where (dest="x"\n');
  const { code, said } = cli(['search', '| makeresults | `broken`', '--app', app]);
  expect(code).toBe(1);
  expectMessage(said, /:\d+:\d+ error/, /WW(03|10)\d\d/);
  expect(said).toContain('broken');
});

test('a log that is no log is named and skipped, exit code 0', () => {
  writeFileSync(join(folder, 'holiday.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]));
  const { code, said, out } = cli(['read', folder, '--summary']);
  expect([code, out]).toEqual([0, '']);
  expect(said).toContain('holiday.jpg');
});

test('a path that does not exist is an error with its name', () => {
  const { code, said } = cli(['read', join(folder, 'absent')]);
  expect(code).not.toBe(0);
  expectMessage(said, /absent/, /WW(01|08|12)\d\d/);
});

(canMount ? test : test.skip)('a full disk while compiling: exit code 3, nothing half written', () => {
  mkdirSync(join(folder, 'in'));
  mkdirSync(join(folder, 'disk'));
  writeFileSync(join(folder, 'in', 'shell_from_server.yml'), detection(fine));
  const mount = 'mount -t tmpfs -o size=8k disk "$DISK"';
  const line = `unshare -rm sh -c '${mount} && eval "$CLI" compile "$IN" --out "$DISK/out"; code=$?; ls -A "$DISK" >&2; exit $code'`;
  const { code, said } = cliInShell(line, { DISK: join(folder, 'disk'), IN: join(folder, 'in') });
  expect(code).toBe(3);
  expect(said).toMatch(/no space left/i);
  expect(said.trim().split('\n').at(-1)).toContain('hint: ');
});

(existsSync('/dev/full') ? test : test.skip)('results that cannot be written: exit code 3', () => {
  writeFileSync(join(folder, 'rule.yml'), detection(fine));
  const { code, said } = cliInShell(`eval "$CLI" convert "${folder}" > /dev/full`);
  expect(code).toBe(3);
  expectMessage(said, /<stdout>/, /WW1201/);
});

test('a taken port: one message, exit code 3', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  // The port's owner must go on answering while the other program runs, hence no spawnSync here.
  const { spawn } = await import('node:child_process');
  const child = spawn(
    process.execPath,
    ['dist/webshell-watch.js', 'serve', '--port', port, '--data', join(folder, 'data')],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((done) => child.once('close', done));
  server.close();
  expect(code).toBe(3);
  expect(said).toContain(port);
  expectMessage(said, /error/, /WW(11|12)\d\d/);
});

test('nothing of the above leaves temporary folders beside its output', () => {
  compile(detection(fine));
  expect(readdirSync(folder).sort()).toEqual(['in', 'out']);
});
