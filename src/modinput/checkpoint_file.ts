import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diagnosticFor } from '../core/diagnostic';
import type { CheckpointStore, CheckpointType } from './checkpoint';
import type { Log } from './log';
import { errorCode, errorText } from './thrown';

/** Checkpoints as files in splunkd's checkpoint folder, which all stanzas of a scheme share. */

interface StoredCheckpoint {
  readonly stanza: string;
  readonly version: number;
  /** SHA-256 of the value's JSON. */
  readonly checksum: string;
  readonly value: unknown;
}

/** The file of a stanza's checkpoint: stanza names hold characters that file names can't. */
export function checkpointFile(folder: string, stanza: string): string {
  return join(folder, `${sha256(stanza)}.json`);
}

/** The file that keeps the checkpoint before the last. */
export function previousCheckpointFile(file: string): string {
  return file.replace(/\.json$/, '.previous.json');
}

/**
 * A store of one file: written beside it, synced, then renamed over it, so that a reader finds the old one or the new one
 * and never half of one. Says WW0907 once while it can't save, WW0908 when a stored one is not readable.
 */
export function checkpointStore<C>(
  folder: string,
  stanza: string,
  type: CheckpointType<C>,
  log: Log,
): CheckpointStore<C> {
  const file = checkpointFile(folder, stanza);
  let failing = false;
  return {
    load: async () => {
      await removeLeftovers(folder, file);
      return load(file, stanza, type, log);
    },
    save: async (value) => {
      try {
        await write(folder, file, storedParts(stanza, type.version, value));
        if (failing) log.info(`the checkpoint can be saved again: ${file}`);
        failing = false;
        return true;
      } catch (error) {
        if (!failing) sayCannotSave(log, file, error);
        failing = true;
        return false;
      }
    },
  };
}

/** A StoredCheckpoint as JSON in parts: the value may be long, and it is saved with every batch of events. */
function* storedParts(stanza: string, version: number, value: unknown): Generator<string> {
  const hash = createHash('sha256');
  yield `{"stanza":${JSON.stringify(stanza)},"version":${version},"value":`;
  for (const part of jsonParts(value)) {
    hash.update(part);
    yield part;
  }
  yield `,"checksum":"${hash.digest('hex')}"}`;
}

const PART_CHARACTERS = 1 << 16;

/** What JSON.stringify gives, an object's members one by one and joined to parts. */
function* jsonParts(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'toJSON' in value) {
    yield JSON.stringify(value);
    return;
  }
  let part = '{';
  let separator = '';
  for (const [name, member] of Object.entries(value)) {
    if (!isWritten(member)) continue;
    part += `${separator}${JSON.stringify(name)}:${JSON.stringify(member)}`;
    separator = ',';
    if (part.length < PART_CHARACTERS) continue;
    yield part;
    part = '';
  }
  yield `${part}}`;
}

/** JSON leaves these out of objects. */
function isWritten(member: unknown): boolean {
  return member !== undefined && typeof member !== 'function' && typeof member !== 'symbol';
}

function temporaryFile(file: string, by: number | string): string {
  return `${file}.${by}.tmp`;
}

/** What a process was writing when it was ended; only one at a time works on a stanza. What can't be removed harms nobody. */
async function removeLeftovers(folder: string, file: string): Promise<void> {
  const [before = '', after = ''] = temporaryFile(basename(file), '*').split('*');
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => name.startsWith(before) && name.endsWith(after));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true }).catch(() => undefined)));
}

async function write(folder: string, file: string, parts: Iterable<string>): Promise<void> {
  await makeFolder(folder);
  const temporary = temporaryFile(file, process.pid);
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await writeFile(handle, parts);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await keepPrevious(file);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A folder and those above it; Node's own recursive way never ends where the system says "no such file", as /proc does. */
async function makeFolder(path: string, mayLackParent = true): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || !mayLackParent) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path, false);
  }
}

/** The old file gets a second name before the new one takes its place, so that there is one at every moment. */
async function keepPrevious(file: string): Promise<void> {
  const previous = previousCheckpointFile(file);
  await rm(previous, { force: true });
  try {
    await link(file, previous);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    await copyFile(file, previous, constants.COPYFILE_FICLONE);
  }
}

async function load<C>(file: string, stanza: string, type: CheckpointType<C>, log: Log): Promise<C> {
  const problems: string[] = [];
  for (const candidate of [file, previousCheckpointFile(file)]) {
    const result = await read(candidate, stanza, type);
    if (result.kind === 'good') {
      if (problems.length > 0) sayPrevious(log, candidate, problems);
      return result.value;
    }
    if (result.kind === 'bad') problems.push(`${candidate}: ${result.reason}`);
  }
  if (problems.length > 0) sayFromTheStart(log, file, problems);
  return type.initial();
}

type ReadResult<C> =
  | { readonly kind: 'good'; readonly value: C }
  | { readonly kind: 'absent' }
  | { readonly kind: 'bad'; readonly reason: string };

async function read<C>(file: string, stanza: string, type: CheckpointType<C>): Promise<ReadResult<C>> {
  try {
    return parse(await readFile(file, 'utf8'), stanza, type);
  } catch (error) {
    const isAbsent = ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
    return isAbsent ? { kind: 'absent' } : { kind: 'bad', reason: errorText(error) };
  }
}

function parse<C>(text: string, stanza: string, type: CheckpointType<C>): ReadResult<C> {
  const document: unknown = JSON.parse(text);
  if (!isStored(document)) return { kind: 'bad', reason: 'it is no checkpoint' };
  if (document.stanza !== stanza) return { kind: 'bad', reason: `it belongs to ${document.stanza}` };
  if (sha256(JSON.stringify(document.value)) !== document.checksum)
    return { kind: 'bad', reason: 'its checksum does not fit its content' };
  const value = type.read(document.value, document.version);
  return value === undefined
    ? { kind: 'bad', reason: `version ${document.version} is not understood` }
    : { kind: 'good', value };
}

function isStored(value: unknown): value is StoredCheckpoint {
  return (
    typeof value === 'object' &&
    value !== null &&
    'stanza' in value &&
    typeof value.stanza === 'string' &&
    'version' in value &&
    typeof value.version === 'number' &&
    'checksum' in value &&
    typeof value.checksum === 'string' &&
    'value' in value
  );
}

function sayCannotSave(log: Log, file: string, error: unknown): void {
  log.say(
    diagnosticFor(file, {
      code: 'WW0907',
      severity: 'error',
      message: `the checkpoint ${file} can't be saved: ${errorText(error)}`,
      hint: 'Free disk space or give the user that runs Splunk the right to write there; events go on, but a restart would repeat them',
    }),
  );
}

function sayPrevious(log: Log, file: string, problems: readonly string[]): void {
  log.say(
    diagnosticFor(file, {
      code: 'WW0908',
      severity: 'warning',
      message: `the last checkpoint can't be read, the one before it is used: ${problems.join('; ')}`,
      hint: 'Some events may come twice; nothing else is to be done',
    }),
  );
}

function sayFromTheStart(log: Log, file: string, problems: readonly string[]): void {
  log.say(
    diagnosticFor(file, {
      code: 'WW0908',
      severity: 'error',
      message: `no checkpoint can be read, reading starts anew: ${problems.join('; ')}`,
      hint: 'All events come again; look for the cause on the disk of the checkpoint folder',
    }),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
