import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readEventStream } from '../../src/modinput/xml/event_stream_reader';
import { oneStanza, startInput } from '../inputs/built_input';

/** The newcomer's way as docs/inputs.md tells it, command by command, then the result against a local server. */

const root = resolve(__dirname, '..', '..');
const program = join(root, 'dist', 'webshell-watch.js');
const library = join(root, 'dist', 'modinput.js');
const isBuilt = existsSync(program) && existsSync(library);
const whenBuilt = isBuilt ? describe : describe.skip;

const commands =
  /<!-- test: newcomer -->\s*```sh\n([^]*?)\n```/
    .exec(readFileSync(join(root, 'docs/inputs.md'), 'utf8'))?.[1]
    ?.split('\n') ?? [];

/** What `npm install` would make, without a network: every package of the checkout, and the checkout itself. */
function linkPackages(project: string): void {
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => !entry.startsWith('.')))
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const name of readdirSync(join(root, 'node_modules', '.bin')))
    symlinkSync(join(root, 'node_modules', '.bin', name), join(modules, '.bin', name));
  symlinkSync(root, join(modules, 'webshell-watch'));
  writeBin(join(modules, '.bin', 'webshell-watch'));
}

function writeBin(path: string): void {
  execFileSync('/bin/sh', [
    '-c',
    'printf \'#!/bin/sh\\nexec node "%s" "$@"\\n\' "$1" > "$2"; chmod 755 "$2"',
    'sh',
    program,
    path,
  ]);
}

whenBuilt(`the ${commands.length} commands of docs/inputs.md${isBuilt ? '' : ' (needs npm run build)'}`, () => {
  let folder = '';
  let server: Server | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'newcomer-'));
  });
  afterAll(() => {
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are five at most, and each succeeds', () => {
    expect(commands.length).toBeGreaterThan(2);
    expect(commands.length).toBeLessThanOrEqual(5);
    let place = folder;
    for (const command of commands) {
      const [word = '', ...rest] = command.split(' ');
      if (word === 'cd') place = join(place, rest[0] ?? '');
      else if (command === 'npm install') linkPackages(place);
      else {
        const line = command.replace(/^npx webshell-watch/, `node "${program}"`);
        const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', line], { cwd: place, encoding: 'utf8' });
        if (status !== 0) throw new Error(`${command}: ${stdout}${stderr}`);
      }
    }
    expect(existsSync(join(folder, 'weather', 'dist', 'weather.spl'))).toBe(true);
  });

  test('the app that came of it: conf, spec, launchers', () => {
    const app = join(folder, 'weather', 'build', 'weather');
    expect(readFileSync(join(app, 'README/inputs.conf.spec'), 'utf8')).toContain('[weather://<name>]');
    expect(readFileSync(join(app, 'default/inputs.conf'), 'utf8')).toMatch(
      /^\[weather\]\ninterval = 300\npage_size = 100\n/,
    );
    expect(readFileSync(join(app, 'default/app.conf'), 'utf8')).toContain('id = weather');
    expect(readFileSync(join(app, 'bin/weather.sh'), 'utf8')).toBe(
      readFileSync(join(root, 'app/bin/process_log.sh'), 'utf8'),
    );
    expect(readFileSync(join(app, 'bin/weather.cmd'), 'utf8')).toBe(
      readFileSync(join(root, 'app/bin/process_log.cmd'), 'utf8'),
    );
  });

  test('the input polls a server through its launcher: pages, checkpoint, secret, Retry-After', async () => {
    const seen: string[] = [];
    let isBusy = true;
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      seen.push(url.pathname + url.search);
      if (url.pathname.includes('/storage/passwords/')) {
        if (request.headers.authorization !== 'Splunk key') return void response.writeHead(401).end();
        return void response.end(JSON.stringify({ entry: [{ content: { clear_password: 'open sesame' } }] }));
      }
      if (request.headers.authorization !== 'Bearer open sesame') return void response.writeHead(403).end();
      if (isBusy) {
        isBusy = false;
        return void response.writeHead(503, { 'Retry-After': '0' }).end();
      }
      const after = Number(url.searchParams.get('after'));
      const ids = [1, 2, 3, 4, 5].filter((id) => id > after).slice(0, Number(url.searchParams.get('limit')));
      response.end(JSON.stringify(ids.map((id) => ({ id, time: 1700000000 + id }))));
    });
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    const address = server.address();
    const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const stdin = oneStanza('weather://w', join(folder, 'checkpoints'), {
      url: `${base}/items`,
      credential: 'api',
      page_size: 2,
    });
    const start = async () => {
      const run = startInput(join(folder, 'weather', 'build', 'weather'), 'weather', {
        stdin: stdin.replace('https://127.0.0.1:8089', base),
      });
      return { code: await run.ended, ids: readEventStream(run.stdout()).map(({ time }) => time), log: run.stderr() };
    };
    const first = await start();
    expect(first).toMatchObject({ code: 0, ids: [1, 2, 3, 4, 5].map((id) => String(1700000000 + id)) });
    expect(first.log).toMatch(/^WARN .*answers 503; try 2 of 6 in 0\.0 s/m);
    expect(first.log).not.toContain('sesame');
    expect(seen[0]).toContain('/storage/passwords/weather%3Aapi%3A');
    expect((await start()).ids).toEqual([]);
  });
});
