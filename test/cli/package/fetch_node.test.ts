import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaryDeclaration, nodeFiles } from '../../../src/cli/package/fetch_node';
import { nodePlatforms } from '../../../src/cli/package/node_platforms';

const folder = mkdtempSync(join(tmpdir(), 'fetch-node-'));
const platform = nodePlatforms['linux-x64'];
const { package: name, version, program, target } = platform ?? { package: '', version: '', program: '', target: '' };

/** A package as the registry has it: Node's program and nothing else. */
function archive(): Buffer {
  const root = join(folder, 'package');
  mkdirSync(join(root, 'bin'), { recursive: true });
  writeFileSync(join(root, program), '#!/bin/sh\necho node\n', { mode: 0o755 });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name, version }));
  execFileSync('tar', ['-czf', join(folder, 'made.tgz'), '-C', folder, 'package']);
  return readFileSync(join(folder, 'made.tgz'));
}

/** npm's registry for one package, on this machine. */
async function registry(tarball: Buffer, integrity: string): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    if (url.endsWith('.tgz')) return void response.end(tarball);
    const { port } = server.address() as AddressInfo;
    const dist = { tarball: `http://127.0.0.1:${port}/${name}.tgz`, integrity };
    const body = { name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function fetched(server: Server, cache: string): ReturnType<typeof nodeFiles> {
  const { port } = server.address() as AddressInfo;
  process.env.npm_config_registry = `http://127.0.0.1:${port}/`;
  process.env.npm_config_cache = join(folder, 'npm-cache');
  process.env.npm_config_fetch_retries = '0';
  return nodeFiles(['linux-x64'], cache);
}

const sha512 = (content: Buffer): string => `sha512-${createHash('sha512').update(content).digest('base64')}`;

const before = { ...process.env };
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

test('Node is taken from its npm package, once, and declared in the README', async () => {
  const tarball = archive();
  const server = await registry(tarball, sha512(tarball));
  const cache = join(folder, 'good');
  try {
    const [file] = await fetched(server, cache);
    expect([file?.[0], String(file?.[1])]).toEqual([target, '#!/bin/sh\necho node\n']);
  } finally {
    server.close();
  }
  const [again] = await nodeFiles(['linux-x64'], cache);
  expect(again?.[0]).toBe(target);
  expect(binaryDeclaration(['linux-x64'])).toContain(`- ${target}: Node.js ${version}, from the npm package ${name};`);
});

test('a package whose hash is another is refused, and nothing of it is kept', async () => {
  const tarball = archive();
  const server = await registry(tarball, sha512(Buffer.from('another')));
  const cache = join(folder, 'bad');
  try {
    await expect(fetched(server, cache)).rejects.toMatchObject({ diagnostic: { code: 'WW1306' } });
  } finally {
    server.close();
  }
  expect(existsSync(cache)).toBe(false);
});
