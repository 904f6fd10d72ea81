import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processLog } from '../../src/inputs/process_log/process_log';
import { globExpression } from '../../src/inputs/process_log/glob';
import { runInput, type HarnessResult } from '../../src/modinput';
import { chunkOf, evtxFile, sysmonRecord } from '../winlog/support/evtx_builder';
import { corpus, describeWithCorpus } from '../support/corpus';
import { lineNumber, sysmonLine, sysmonLines } from './sysmon_lines';

let folder = '';
let checkpoints: HarnessResult['checkpoints'] = {};
const inFolder = (name: string): string => join(folder, name);
const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** One start by splunkd: what it read, by line number; the checkpoint goes on to the next start. */
async function start(
  settings: Readonly<Record<string, string>> = {},
): Promise<HarnessResult & { readonly lines: readonly number[] }> {
  const result = await runInput(processLog, { stanzas: { x: { paths: folder, ...settings } }, checkpoints });
  checkpoints = result.checkpoints;
  return { ...result, lines: result.events.map(({ data }) => lineNumber(data)) };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logs '));
  checkpoints = {};
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an event: CIM row, original fields, where it came from', async () => {
  writeFileSync(inFolder('a.json'), sysmonLine(7));
  const { events, exitCode } = await start({ index: 'win', host: 'forwarder' });
  expect(exitCode).toBe(0);
  expect(events[0]).toMatchObject({
    stanza: 'process_log://x',
    time: '1772359207.123',
    source: inFolder('a.json'),
    sourcetype: 'webshell_watch:process',
    index: 'win',
    host: 'WEB-01',
    done: true,
  });
  expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({
    dest: 'WEB-01',
    user: 'Default',
    process_name: 'whoami.exe',
    parent_process_name: 'w3wp.exe',
    process_id: 1007,
    vendor_product: 'Microsoft Sysmon',
    source_file: 'a.json',
    event_index: 0,
    event: { Image: 'C:\\Windows\\System32\\whoami.exe', CommandLine: 'whoami.exe /n 7' },
  });
});

test('format xml, and the host of the stanza', async () => {
  writeFileSync(inFolder('a.json'), sysmonLine(7));
  const { events } = await start({ format: 'xml', host_from: 'stanza', host: 'forwarder' });
  expect(events[0]).toMatchObject({ sourcetype: 'XmlWinEventLog', host: 'forwarder' });
  expect(events[0]?.data).toMatch(
    /^<Event xmlns='http:\/\/schemas\.microsoft\.com\/win\/2004\/08\/events\/event'>.*<Data Name='CommandLine'>whoami\.exe \/n 7<\/Data>/,
  );
});

describe('a second start', () => {
  beforeEach(async () => {
    writeFileSync(inFolder('a.json'), sysmonLines(0, 20));
    expect((await start()).lines).toEqual(range(0, 20));
  });

  test('reads nothing again', async () => {
    expect((await start()).lines).toEqual([]);
  });

  test('reads what was added', async () => {
    appendFileSync(inFolder('a.json'), sysmonLines(20, 23));
    expect((await start()).lines).toEqual([20, 21, 22]);
  });

  test('goes on in a file that was renamed, and reads the new one of the old name', async () => {
    renameSync(inFolder('a.json'), inFolder('a.json.1'));
    appendFileSync(inFolder('a.json.1'), sysmonLines(20, 22));
    writeFileSync(inFolder('a.json'), sysmonLines(100, 102));
    expect([...(await start()).lines].sort((a, b) => a - b)).toEqual([20, 21, 100, 101]);
    expect((await start()).lines).toEqual([]);
  });

  test('copy and truncate: the copy is not read again, the rest is', async () => {
    copyFileSync(inFolder('a.json'), inFolder('a.json.1'));
    truncateSync(inFolder('a.json'));
    appendFileSync(inFolder('a.json'), sysmonLines(30, 32));
    expect((await start()).lines).toEqual([30, 31]);
  });

  test('reads a file anew that was replaced, even by a longer one', async () => {
    writeFileSync(inFolder('a.json'), sysmonLines(500, 540));
    expect((await start()).lines).toEqual(range(500, 540));
  });

  test('reads a file anew that was cut short', async () => {
    writeFileSync(inFolder('a.json'), sysmonLines(0, 5));
    expect((await start()).lines).toEqual(range(0, 5));
  });

  test('reads a copy as a file of its own: two files that begin alike are two', async () => {
    copyFileSync(inFolder('a.json'), inFolder('b.json'));
    expect((await start()).lines).toEqual(range(0, 20));
  });

  test('a line that is being written is read once, when it is whole', async () => {
    const line = sysmonLine(20);
    appendFileSync(inFolder('a.json'), line.slice(0, 100));
    expect((await start()).lines).toEqual([]);
    appendFileSync(inFolder('a.json'), line.slice(100));
    expect((await start()).lines).toEqual([20]);
  });
});

test('a file that was cut and has grown past its old size is read anew, though it begins as before', async () => {
  writeFileSync(inFolder('a.json'), sysmonLines(0, 20));
  expect((await start()).lines).toEqual(range(0, 20));
  writeFileSync(inFolder('a.json'), sysmonLines(0, 3) + sysmonLines(500, 540));
  expect((await start()).lines).toEqual([...range(0, 3), ...range(500, 540)]);
});

describe('a live evtx log', () => {
  const log = (...chunks: readonly (readonly [number, number])[]): Buffer =>
    evtxFile(
      chunks.map(([from, to]) => chunkOf(range(from, to).map((id) => sysmonRecord(id, 'C:\\a.exe', `a /n ${id}`)))),
    );
  const look = async (bytes: Buffer, modified: number): Promise<readonly [readonly number[], string]> => {
    writeFileSync(inFolder('a.evtx'), bytes);
    utimesSync(inFolder('a.evtx'), modified, modified);
    const { lines, logs } = await start();
    return [lines, logs.join('\n')];
  };

  test('that overwrites its oldest chunk, be it the first one, is gone on with', async () => {
    expect((await look(log([1, 4], [4, 6]), 1000))[0]).toEqual([1, 2, 3, 4, 5]);
    const [lines, logs] = await look(log([8, 10], [4, 8]), 2000);
    expect(lines).toEqual([6, 7, 8, 9]);
    expect(logs).not.toMatch(/another file|WW0924/);
    expect((await look(log([8, 11], [4, 8]), 3000))[0]).toEqual([10]);
  });

  test('that went round faster than it was read says how much was lost', async () => {
    await look(log([1, 4], [4, 6]), 1000);
    const [lines, logs] = await look(log([24, 26], [20, 24]), 2000);
    expect(lines).toEqual([20, 21, 22, 23, 24, 25]);
    expect(logs).toMatch(/^WARN .*WW0924 .*14 events were overwritten/m);
  });

  test('that was cleared is read from its start', async () => {
    await look(log([5, 8], [8, 10]), 1000);
    const [lines, logs] = await look(log([1, 3]), 2000);
    expect(lines).toEqual([1, 2]);
    expect(logs).toContain('another file');
  });

  test('that was archived under another name is not read again, and the new one is', async () => {
    await look(log([1, 4]), 1000);
    renameSync(inFolder('a.evtx'), inFolder('Archive-a.evtx'));
    expect((await look(log([4, 6]), 2000))[0]).toEqual([4, 5]);
  });

  test('that had no event yet is the same when it has some', async () => {
    await look(evtxFile([]), 1000);
    const [lines, logs] = await look(log([1, 4]), 2000);
    expect(lines).toEqual([1, 2, 3]);
    expect(logs).not.toContain('another file');
  });
});

test('what is no log is named once and left aside; what is not there is a warning', async () => {
  writeFileSync(inFolder('notes.txt'), 'hello');
  const { logs, exitCode } = await start({ paths: `${folder};${inFolder('gone')};${inFolder('*.evtx')}` });
  expect(exitCode).toBe(0);
  expect(logs.filter((line) => line.includes('WW0921'))).toEqual([expect.stringMatching(/^INFO .*notes\.txt/)]);
  expect(logs.filter((line) => line.includes('WW0920')).length).toBe(2);
  expect((await start()).logs.join('\n')).not.toContain('WW0921');
});

test('what could not be read is a warning with file and offset', async () => {
  writeFileSync(inFolder('a.json'), `${sysmonLine(0)}{"EventID": 1, "broken\n${sysmonLine(1)}`);
  utimesSync(inFolder('a.json'), 1000, 1000);
  const { logs, lines } = await start();
  expect(lines).toEqual([0, 1]);
  expect(logs.filter((line) => /^WARN .*WW0922 .*a\.json offset \d+/.test(line)).length).toBeGreaterThan(0);
});

test('a checksum that does not fit is a warning with file and offset, and every record is read', async () => {
  const chunk = chunkOf([1, 2].map((id) => sysmonRecord(id, 'C:\\a.exe', `a /n ${id}`)));
  chunk.write('b', chunk.indexOf('a /n 2', 0, 'utf16le'), 'utf16le');
  writeFileSync(inFolder('a.evtx'), evtxFile([chunk]));
  // Far from the test's clock: not a file that is being written.
  utimesSync(inFolder('a.evtx'), 1e9, 1e9);
  const { logs, lines } = await start();
  expect(lines).toEqual([1, 2]);
  expect(logs.filter((line) => line.startsWith('WARN'))).toEqual([
    expect.stringMatching(/WW0925 .*a\.evtx offset 4148: .*checksum/),
  ]);
});

test('files, folders and globs; a file that two name comes once', async () => {
  mkdirSync(inFolder('sub/deep'), { recursive: true });
  writeFileSync(inFolder('one.json'), sysmonLine(1));
  writeFileSync(inFolder('sub/two.json'), sysmonLine(2));
  writeFileSync(inFolder('sub/deep/three.json'), sysmonLine(3));
  writeFileSync(inFolder('sub/deep/four;five.json'), sysmonLine(4));
  const read = async (paths: string): Promise<readonly number[]> => {
    checkpoints = {};
    return [...(await start({ paths })).lines].sort();
  };
  expect(await read(`${folder}/*.json`)).toEqual([1]);
  expect(await read(`${folder}/**/t*.json`)).toEqual([2, 3]);
  expect(await read(`${folder}/**/{one,two}.json;${folder}/one.json`)).toEqual([1, 2]);
  expect(await read(`"${folder}/sub/deep/four;five.json"`)).toEqual([4]);
  expect(await read(folder)).toEqual([1, 2, 3, 4]);
});

test.each([
  ['*.evtx', 'a.evtx', true],
  ['*.evtx', 'a/b.evtx', false],
  ['**/*.evtx', 'a/b/c.evtx', true],
  ['**/*.evtx', 'c.evtx', true],
  ['a?c.{xml,json}', 'abc.json', true],
  ['a+(b).[x]', 'a+(b).[x]', true],
  ['*,b.json', 'a,b.json', true],
  ['*,b.json', 'a', false],
  ['{a*,b}.json', 'axy.json', true],
  ['{*.json', '{a.json', true],
  ['*}.json', 'a}.json', true],
])('glob %s against %s', (glob, name, fits) => {
  expect(globExpression(glob).test(name)).toBe(fits);
});

test('validation says what is not there', async () => {
  const context = { arguments: { paths: [inFolder('gone')] } };
  const { files, missing } = await import('../../src/inputs/process_log/find_files').then(({ findFiles }) =>
    findFiles(context.arguments.paths),
  );
  expect(files).toEqual([]);
  expect(missing[0]?.reason).toContain('ENOENT');
});

describeWithCorpus('process-logs/manifest.json', 'real logs', () => {
  test('every process creation of the manifest, each once', async () => {
    const logs = corpus('process-logs') ?? '';
    const { events } = await start({ paths: logs });
    expect(events.length).toBe(2669);
    expect((await start({ paths: logs })).events.length).toBe(0);
  });
});
