import type { InputContext } from '../../modinput/input';
import { errorCode } from '../../modinput/thrown';
import { parentResolver } from '../../winlog/parents';
import { readLogFile } from '../../winlog/read_log_file';
import type { LogItem, ParentResolver } from '../../winlog/types';
import type { processLogDefinition } from './definition';
import { inputEvent, type EventTarget } from './event_text';
import { findFiles, type FoundFile, type FoundFiles } from './find_files';
import { beginningOf, fingerprintOf } from './fingerprint';
import { identifyFiles, isBelow, type KnownPlace } from './identify_files';
import type { FilePlace, Places } from './places';
import { ReaderLog } from './reader_log';

type Context = InputContext<(typeof processLogDefinition)['arguments'], Places>;

/** A file that was written to this recently may be in the middle of an event. */
const SETTLE_MILLISECONDS = 1000;
const DAY_MILLISECONDS = 24 * 3600 * 1000;
/** Places of files that have been gone for longer are forgotten. */
const REMEMBERED_MILLISECONDS = 7 * DAY_MILLISECONDS;
/** Larger files are not read again from the start just to learn who the parents were. */
const MOST_REREAD_BYTES = 256 * 1024 * 1024;

/** Reads what is new in the files of one stanza, and remembers how far it came. */
export class LogReader {
  readonly settleMilliseconds = SETTLE_MILLISECONDS;
  readonly #context: Context;
  readonly #target: EventTarget;
  readonly #places: Map<string, FilePlace>;
  readonly #resolvers = new Map<string, ParentResolver>();
  readonly #log: ReaderLog;

  constructor(context: Context) {
    this.#context = context;
    this.#log = new ReaderLog(context.log);
    this.#places = new Map(Object.entries(context.checkpoint.value));
    this.#target = {
      format: context.arguments.format,
      hostFrom: context.arguments.host_from,
      stanza: context.stanza,
      scheme: 'process_log',
    };
  }

  /** One look at all files. `unsettled`: how many were being written, so that a later look is due. */
  async readNews(): Promise<{ readonly unsettled: number }> {
    const found = await findFiles(this.#context.arguments.paths);
    for (const { path, reason } of found.missing) this.#log.missing(path, reason);
    // All are told apart before any is read: a rotated file must find the place that its old name still has.
    const known = await identifyFiles(found, this.#places, (file, action) => this.#guarded(file, action));
    const due = [...known].flatMap(([file, state]) =>
      state.kind === 'unchanged' ? [] : [{ file, place: this.#accept(file, state) }],
    );
    let unsettled = 0;
    for (const { file, place } of due) {
      if (this.#context.signal.aborted) break;
      if (await this.#guarded(file, () => this.#readFrom(file, place))) unsettled += 1;
    }
    this.#forgetGone(found);
    return { unsettled };
  }

  /** Says what a file was found to be, and gives the place to go on from. */
  #accept({ path }: FoundFile, known: Exclude<KnownPlace, { kind: 'unchanged' }>): FilePlace | undefined {
    switch (known.kind) {
      case 'grown':
        return known.place;
      case 'overwritten':
        this.#log.overwritten(path, known.missed);
        return known.place;
      case 'moved':
        this.#log.moved(path, known.from);
        this.#move(known.from, path, known.place);
        return known.place;
      case 'replaced':
        this.#log.replaced(path);
        this.#resolvers.delete(path);
        return undefined;
      case 'new':
        return undefined;
    }
  }

  /** A file that can't be read is said; the others go on. */
  async #guarded<T>(file: FoundFile, action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      if (!isFileError(error)) throw error;
      this.#log.failed(file.path, error.message);
      return undefined;
    }
  }

  /** Reads a file from a place on; true when it is being written, so that it has to be looked at again. */
  async #readFrom(file: FoundFile, known: FilePlace | undefined): Promise<boolean> {
    const { arguments: settings, signal, checkpoint, clock } = this.#context;
    const growing = isGrowing(file, clock.now());
    const beginning = await beginningOf(file.path);
    // A log that is just being packed: its former self is still there, or its end is still missing.
    if (growing && beginning.isPacked && known === undefined) return true;
    let place: FilePlace = {
      fingerprint: fingerprintOf(beginning),
      resume: known?.resume ?? null,
      size: file.size,
      inode: file.inode,
      finished: null,
      hasUnnamedParents: known?.hasUnnamedParents ?? false,
      seen: clock.now(),
    };
    const resolver = settings.parent_resolution ? await this.#resolverOf(file, place) : undefined;
    const batches = readLogFile(file.path, {
      sourceFile: file.sourceFile,
      parentResolution: settings.parent_resolution,
      raw: settings.format === 'xml',
      signal,
      growing,
      resumable: true,
      ...(place.resume === null ? {} : { resume: place.resume }),
      ...(resolver === undefined ? {} : { resolver }),
    });
    for await (const batch of batches)
      for (const item of batch) {
        if (item.kind === 'event') await this.#context.emit(inputEvent(item.event, file.path, this.#target));
        else this.#log.item(file.path, item);
        place = placeAfter(place, item, growing ? null : file);
        this.#places.set(file.path, place);
        checkpoint.setLater(() => Object.fromEntries(this.#places));
      }
    // Nobody comes back to it in this run: many files must not keep all their processes in memory.
    if (!settings.follow && !growing) this.#resolvers.delete(file.path);
    return growing;
  }

  /** The parents of a file's earlier events: kept while this process runs, learned again by reading after a restart. */
  async #resolverOf(file: FoundFile, { resume, hasUnnamedParents }: FilePlace): Promise<ParentResolver> {
    const known = this.#resolvers.get(file.path);
    if (known !== undefined) return known;
    const resolver = parentResolver();
    this.#resolvers.set(file.path, resolver);
    if (resume === null || !hasUnnamedParents || file.size > MOST_REREAD_BYTES) return resolver;
    const { signal } = this.#context;
    const { sourceFile, path } = file;
    for await (const batch of readLogFile(path, { sourceFile, raw: false, signal, resolver, resumable: true }))
      for (const item of batch) if (item.kind === 'event' && item.event.index + 1 >= resume.index) return resolver;
    return resolver;
  }

  #move(from: string, to: string, place: FilePlace): void {
    const resolver = this.#resolvers.get(from);
    if (resolver !== undefined) this.#resolvers.set(to, resolver);
    this.#resolvers.delete(from);
    if (this.#places.get(from) === place) this.#places.delete(from);
    this.#places.set(to, place);
  }

  /** Forgets files that have been gone for long; of those that are there it is noted, once a day, that they are. */
  #forgetGone({ files, unknown }: FoundFiles): void {
    const now = this.#context.clock.now();
    const present = new Set(files.map(({ path }) => path));
    let isNews = false;
    for (const [path, place] of this.#places) {
      const isThere = present.has(path) || isBelow(path, unknown);
      if (!isThere) this.#resolvers.delete(path);
      if (isThere && now - place.seen > DAY_MILLISECONDS) this.#places.set(path, { ...place, seen: now });
      else if (!isThere && now - place.seen > REMEMBERED_MILLISECONDS) this.#places.delete(path);
      else continue;
      isNews = true;
    }
    if (isNews) this.#context.checkpoint.setLater(() => Object.fromEntries(this.#places));
  }
}

/** True for a file that was written to just now; a clock elsewhere (a share's) may be ahead of ours. */
function isGrowing({ modified }: FoundFile, now: number): boolean {
  const age = now - modified;
  return age < SETTLE_MILLISECONDS && age > -DAY_MILLISECONDS;
}

/** `settled` is the file as it was found, or null when it was being written and has to be looked at again. */
function placeAfter(place: FilePlace, item: LogItem, settled: FoundFile | null): FilePlace {
  const finished = settled?.modified ?? null;
  switch (item.kind) {
    case 'event':
      return {
        ...place,
        resume: item.resume,
        hasUnnamedParents: place.hasUnnamedParents || item.event.eventId === 4688,
      };
    case 'file':
      return { ...place, resume: item.summary.resume, finished };
    case 'skipped':
      return { ...place, finished };
    case 'unread':
    case 'bad_checksum':
    case 'guessed_encoding':
    case 'failed':
      return place;
  }
}

/** An error in looking at a file; one in writing is about what takes our events, and ends the run. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  const isSystemError = errorCode(error) !== undefined && typeof error === 'object' && error !== null;
  return isSystemError && 'syscall' in error && error.syscall !== 'write';
}
