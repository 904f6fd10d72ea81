import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chunkOf, evtxFile, sysmonRecord } from './support/evtx_builder';
import { type Reading, readPath } from './support/read_bytes';

/** Logs that come through a pipe, whose bytes can be read once alone. */

const records = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => sysmonRecord(from + at, 'C:\\a.exe', `a ${from + at}`));
const event = (id: number): string =>
  JSON.stringify({ EventID: 1, SourceName: 'Microsoft-Windows-Sysmon', RecordNumber: id, Image: 'C:\\a.exe' });

async function throughPipe(bytes: Buffer): Promise<Reading> {
  const folder = mkdtempSync(join(tmpdir(), 'winlog-'));
  try {
    writeFileSync(join(folder, 'bytes'), bytes);
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const writer = spawn('sh', ['-c', 'cat bytes > pipe'], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((done) => writer.once('exit', done));
    const reading = await readPath(join(folder, 'pipe'));
    await ended;
    return reading;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

(process.platform === 'win32' ? describe.skip : describe)('a pipe', () => {
  test.each<[string, Buffer]>([
    ['evtx', evtxFile([chunkOf(records(0, 50)), chunkOf(records(50, 50))])],
    ['text', Buffer.from(Array.from({ length: 100 }, (_, id) => `${event(id)}\n`).join(''))],
    ['UTF-16', Buffer.from(`\ufeff${Array.from({ length: 100 }, (_, id) => `${event(id)}\n`).join('')}`, 'utf16le')],
  ])('of %s gives every event', async (_, bytes) => {
    const { events, unread } = await throughPipe(bytes);
    expect(events.map(({ record }) => record)).toEqual(Array.from({ length: 100 }, (_r, id) => id));
    expect(unread).toEqual([]);
  });

  test('of packed bytes is refused with what to do', async () => {
    const { items } = await throughPipe(gzipSync(event(1)));
    expect(items).toEqual([
      { kind: 'failed', sourceFile: 'log', reason: expect.stringContaining('gunzip -c') as string },
    ]);
  });
});
