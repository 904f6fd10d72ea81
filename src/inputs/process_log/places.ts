import type { CheckpointType } from '../../modinput/checkpoint';
import type { Mark, ResumeToken } from '../../winlog/types';
import { isFingerprint, type Fingerprint } from './fingerprint';

/** What `process_log` remembers of the files that it has read. */

export interface FilePlace {
  readonly fingerprint: Fingerprint;
  /** Where reading goes on; null: from the start. */
  readonly resume: ResumeToken | null;
  /** The file's size when it was looked at last: a smaller one is not the same file grown. */
  readonly size: number;
  /** The file system's number of the file. */
  readonly inode: number;
  /** Modification time (ms) of the file when it was read to its end; null while it was not. */
  readonly finished: number | null;
  /** True when parents may have to be looked up among the events before `resume`. */
  readonly hasUnnamedParents: boolean;
  /** Epoch milliseconds when the file was last there. */
  readonly seen: number;
}

/** By absolute path. */
export type Places = Readonly<Record<string, FilePlace>>;

export const placesType: CheckpointType<Places> = {
  version: 2,
  initial: () => ({}),
  read: (stored, version) => (version === 2 && isPlaces(stored) ? stored : undefined),
};

function isPlaces(value: unknown): value is Places {
  return isObject(value) && Object.values(value).every(isPlace);
}

function isPlace(value: unknown): value is FilePlace {
  return (
    isObject(value) &&
    isFingerprint(value['fingerprint']) &&
    (value['resume'] === null || isResume(value['resume'])) &&
    (value['finished'] === null || typeof value['finished'] === 'number') &&
    typeof value['size'] === 'number' &&
    typeof value['inode'] === 'number' &&
    typeof value['hasUnnamedParents'] === 'boolean' &&
    typeof value['seen'] === 'number'
  );
}

function isResume(value: unknown): value is ResumeToken {
  if (!isObject(value) || typeof value['index'] !== 'number' || typeof value['offset'] !== 'number') return false;
  if (value['mark'] !== null && !isMark(value['mark'])) return false;
  if (value['format'] === 'text') return value['done'] === undefined || typeof value['done'] === 'number';
  return value['format'] === 'evtx' && typeof value['record'] === 'number' && typeof value['chunk'] === 'number';
}

function isMark(value: unknown): value is Mark {
  return isObject(value) && typeof value['bytes'] === 'number' && typeof value['crc'] === 'number';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
