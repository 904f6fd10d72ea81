import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandIo, parseCall, UsageError } from '../../../src/cli/verb';
import { readVerb } from '../../../src/cli/verbs/read';
import { chunkOf, evtxFile, sysmonRecord } from '../../winlog/support/evtx_builder';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-'));
  mkdirSync(join(folder, 'logs', 'b'), { recursive: true });
  const cmd = 'C:\\Windows\\cmd.exe';
  writeFileSync(join(folder, 'logs', 'b', 'one.evtx'), evtxFile([chunkOf([sysmonRecord(7, cmd, 'cmd "x, y"')])]));
  const lines = [10, 1].map((EventID) =>
    JSON.stringify({
      SourceName: 'Microsoft-Windows-Sysmon',
      EventID,
      Hostname: 'H',
      Image: cmd,
      UtcTime: '2024-01-02 03:04:05.6',
    }),
  );
  writeFileSync(join(folder, 'logs', 'a.json'), `${lines.join('\n')}\n{"SourceName": \n`);
  writeFileSync(join(folder, 'logs', 'notes.md'), '# Notes\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly out: string;
  readonly said: readonly string[];
}

const run = (...words: readonly string[]): Promise<Run> => runUntil(new AbortController(), words);

/** Runs it; `stop` is aborted by the first output. */
async function runUntil(stop: AbortController, words: readonly string[], stops = false): Promise<Run> {
  let out = '';
  const said: string[] = [];
  const io: CommandIo = {
    write: (text) => {
      out += text;
      if (stops) stop.abort();
      return Promise.resolve();
    },
    say: (text) => void said.push(text),
    now: () => 0,
    environment: {},
    workingFolder: folder,
    signal: stop.signal,
    compute: (work) => work(),
    isTerminal: false,
  };
  const code = await readVerb.run(parseCall(readVerb, words, io));
  return { code, out, said };
}

test('a line an event: CIM fields, time, place, in the order of the file names', async () => {
  const { code, out } = await run('logs');
  expect(code).toBe(0);
  const rows = out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(rows).toEqual([
    expect.objectContaining({
      _time: Date.UTC(2024, 0, 2, 3, 4, 5) / 1000 + 0.6,
      source_file: 'a.json',
      index: 1,
      record: null,
      event_id: 1,
      provider: 'Microsoft-Windows-Sysmon',
      dest: 'H',
      process: 'unknown',
      process_name: 'cmd.exe',
      process_id: null,
    }),
    expect.objectContaining({
      source_file: 'b/one.evtx',
      index: 0,
      record: 7,
      process: 'cmd "x, y"',
      process_id: 4321,
    }),
  ]);
});

test('CSV has a heading, and quotes what needs quotes', async () => {
  const { out } = await run('logs/b/one.evtx', '--format', 'csv');
  const [heading, row, ...rest] = out.trimEnd().split('\n');
  expect(heading?.startsWith('_time,dest,user,')).toBe(true);
  expect(row).toContain(',"cmd ""x, y""",cmd.exe,');
  expect(row).toContain(',one.evtx,0,7,1,Microsoft-Windows-Sysmon,false,false');
  expect(rest).toEqual([]);
});

test('the summary is the last line, counts all events, and names what could not be read', async () => {
  const { code, said } = await run('logs', '--summary');
  expect(code).toBe(0);
  const summary: unknown = JSON.parse(said.at(-1) ?? '');
  expect(summary).toEqual({
    bad_checksums: 0,
    guessed_encodings: 0,
    files: 2,
    events: 3,
    process_creations: 2,
    unread: 1,
    skipped: 1,
    failed: 0,
    by_file: {
      'a.json': {
        format: 'json',
        events: 2,
        process_creations: 1,
        unread: 1,
        unread_parts: [{ offset: expect.any(Number) as number, reason: expect.any(String) as string }],
      },
      'b/one.evtx': { format: 'evtx', events: 1, process_creations: 1, unread: 0 },
    },
  });
  expect(said.join('\n')).toMatch(/notes\.md.* WW0803 /);
  expect(said.join('\n')).toMatch(/a\.json.* WW0804 /);
});

test('a file that is no log is named and is no error; a path that is not there is one', async () => {
  expect(await run('logs/notes.md')).toMatchObject({ code: 0, out: '' });
  const missing = await run('logs', 'nowhere');
  expect(missing).toMatchObject({ code: 1, out: '' });
  expect(missing.said[0]).toMatch(/nowhere.* WW0801 /);
});

test('stopped by a person: whole lines up to there, one line that says so, exit code 130', async () => {
  const record = (id: number) => sysmonRecord(id, 'C:\\a.exe', `a ${id}`);
  const chunks = Array.from({ length: 20 }, (_, at) =>
    chunkOf(Array.from({ length: 50 }, (_r, i) => record(at * 50 + i))),
  );
  writeFileSync(join(folder, 'long.evtx'), evtxFile(chunks));
  const { code, out, said } = await runUntil(new AbortController(), ['long.evtx', '--summary'], true);
  const rows = out.trimEnd().split('\n');
  expect(code).toBe(130);
  expect(out.endsWith('\n')).toBe(true);
  expect(rows.length).toBeLessThan(1000);
  expect(rows.map((row) => (JSON.parse(row) as { record: number }).record)).toEqual(rows.map((_, at) => at));
  expect(said[0]).toMatch(new RegExp(`^Stopped: ${rows.length} process creations `));
  expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ stopped: true });
});

test('without a path, or with an option that it does not know: wrong usage', async () => {
  await expect(run()).rejects.toThrow(UsageError);
  await expect(run('logs', '--format', 'xml')).rejects.toThrow('--format takes jsonl, csv');
});
