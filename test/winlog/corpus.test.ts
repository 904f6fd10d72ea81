import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ProcessEvent } from '../../src/cim/process';
import { readLogBatches } from '../../src/winlog/read_logs';
import type { FileSummary } from '../../src/winlog/types';
import { corpus, describeWithCorpus } from '../support/corpus';

/** What an independent reader says of a log. */
interface ManifestFile {
  readonly file: string;
  readonly events: number;
  readonly process_creation_events: number;
  readonly evtx_header?: { readonly walk_records: number };
}

interface ExpectedEvent {
  readonly file: string;
  readonly index: number;
  readonly _time: number;
  readonly resolved_parent?: { readonly parent_process_path: string; readonly parent_process_name: string };
  readonly [field: string]: unknown;
}

const isManifest = (value: unknown): value is { readonly files: readonly ManifestFile[] } =>
  typeof value === 'object' && value !== null && 'files' in value;
const isExpected = (value: unknown): value is ExpectedEvent =>
  typeof value === 'object' && value !== null && 'file' in value && 'index' in value;

async function readAll(
  folder: string,
  parentResolution: boolean,
): Promise<{ readonly events: readonly ProcessEvent[]; readonly files: ReadonlyMap<string, FileSummary> }> {
  const events: ProcessEvent[] = [];
  const files = new Map<string, FileSummary>();
  for await (const batch of readLogBatches([folder], { parentResolution, raw: false }))
    for (const item of batch) {
      if (item.kind === 'event') events.push(item.event);
      if (item.kind === 'file') files.set(item.summary.sourceFile, item.summary);
    }
  return { events, files };
}

/**
 * Files in which we read more than the manifest's readers did: a record without template, which they give up on; records
 * behind damage, inside the chunk's range (28 more than walking finds); rendered events between the XML ones (19).
 */
const more: Readonly<Record<string, number>> = {
  'omer-evtx/samples/issue_201.evtx': 1,
  'omer-evtx/samples/sample_with_a_bad_chunk_magic.evtx': 298,
  'splunk-attack/datasets/attack_techniques/T1552.004/certutil_exe_certificate_extraction/certutil_exe_certificate_extraction.raw': 59,
};

describeWithCorpus('process-logs', 'real logs', (folder) => {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const reading = readAll(folder, false);
  const key = (file: string, index: number): string => `${file}#${index}`;

  test('events and process creations of each file are those that an independent reader counts', async () => {
    const { files } = await reading;
    const counted = isManifest(manifest) ? manifest.files : [];
    expect(counted).toHaveLength(286);
    for (const { file, events, process_creation_events } of counted)
      expect([file, files.get(file)?.events, files.get(file)?.processCreations]).toEqual([
        file,
        more[file] ?? events,
        process_creation_events,
      ]);
    expect([...files.keys()].length).toBe(286);
  });

  const expectedPath = corpus('expected/process-events.jsonl.gz');
  (expectedPath === undefined ? test.skip : test)(
    "every field of every event equals the independent reader's",
    async () => {
      const { events } = await reading;
      const ours = new Map(events.map((event) => [key(event.sourceFile, event.index), event]));
      const expected = expectedEvents(expectedPath ?? '');
      expect(ours.size).toBe(expected.length);
      const differences = expected.flatMap((theirs) => differing(ours.get(key(theirs.file, theirs.index)), theirs));
      expect(differences).toEqual([]);
    },
  );

  (expectedPath === undefined ? test.skip : test)(
    'the parents of 44 of 118 events without a name are found',
    async () => {
      const { events } = await readAll(folder, true);
      const expected = expectedEvents(expectedPath ?? '').filter(
        ({ resolved_parent }) => resolved_parent !== undefined,
      );
      const resolved = events.filter(({ parentResolved }) => parentResolved);
      expect(resolved).toHaveLength(44);
      expect(
        resolved
          .map(({ sourceFile, index, cim }) => [
            key(sourceFile, index),
            cim.parent_process_path,
            cim.parent_process_name,
          ])
          .sort(),
      ).toEqual(
        expected
          .map(({ file, index, resolved_parent: parent }) => [
            key(file, index),
            parent?.parent_process_path,
            parent?.parent_process_name,
          ])
          .sort(),
      );
    },
  );
});

function expectedEvents(path: string): readonly ExpectedEvent[] {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n').filter(Boolean);
  return lines.map((line): unknown => JSON.parse(line)).filter(isExpected);
}

const compared = ['record', 'event_id', 'provider'] as const;
const notCompared = new Set(['file', 'index', '_time', 'resolved_parent', ...compared]);

/** The fields that differ; what the other reader leaves empty is not compared. */
function differing(ours: ProcessEvent | undefined, theirs: ExpectedEvent): readonly string[] {
  if (ours === undefined) return [`${theirs.file}#${theirs.index} is missing`];
  const values: Readonly<Record<string, unknown>> = {
    ...ours.cim,
    record: ours.record,
    event_id: ours.eventId,
    provider: ours.provider,
  };
  const names = [...Object.keys(theirs).filter((name) => !notCompared.has(name)), ...compared];
  const wrong = names.filter((name) => {
    const value = theirs[name];
    if (value === null || value === '' || value === '-') return false;
    return plain(value) !== plain(values[name]);
  });
  const isLate = Math.abs(ours.time - theirs._time) >= 0.0015;
  return [...wrong, ...(isLate ? ['_time'] : [])].map((name) => `${theirs.file}#${theirs.index} ${name}`);
}

const plain = (value: unknown): string => String(value).trim().toLowerCase().replace(/[{}]/g, '');
