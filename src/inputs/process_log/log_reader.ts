import { diagnosticFor, type DiagnosticText } from '../../core/diagnostic';
import type { InputContext } from '../../modinput/input';
import { errorCode } from '../../modinput/thrown';
import { parentResolver } from '../../winlog/parents';
import { readLogFile } from '../../winlog/read_log_file';
import type { FileSummary, LogItem, ParentResolver } from '../../winlog/types';
import type { processLogDefinition } from './definition';
import { inputEvent, type EventTarget } from './event_text';
import { findFiles, type FoundFile } from './find_files';
import { fingerprintOf } from './fingerprint';
import { knownPlace, type KnownPlace } from './known_place';
import type { FilePlace, Places } from './places';

type Context = InputContext<(typeof processLogDefinition)['arguments'], Places>;

/** A file that was written to this recently may be in the middle of an event. */
const SETTLE_MILLISECONDS = 1000;
/** Places of files that have been gone for longer are forgotten. */
const REMEMBERED_MILLISECONDS = 7 * 24 * 3600 * 1000;
/** Larger files are not read again from the start just to learn who the parents were. */
const MOST_REREAD_BYTES = 256 * 1024 * 1024;

/** Reads what is new in the files of one stanza, and remembers how far it came. */
export class LogReader {
  readonly settleMilliseconds = SETTLE_MILLISECONDS;
  readonly #context: Context;
  readonly #target: EventTarget;
  readonly #places: Map<string, FilePlace>;
  readonly #resolvers = new Map<string, ParentResolver>();
  /** What was said already, so that a file that stays bad is not named at every look. */
  readonly #said = new Set<string>();

  constructor(context: Context) {
    this.#context = context;
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
    const { files, missing } = await findFiles(this.#context.arguments.paths);
    for (const { path, reason } of missing) this.#sayMissing(path, reason);
    // All are told apart before any is read: a rotated file must find the place that its old name still has.
    const found = await this.#identify(files);
    let unsettled = 0;
    for (const [file, place] of found) {
      if (this.#context.signal.aborted) break;
      if (await this.#guarded(file, () => this.#readFrom(file, place))) unsettled += 1;
    }
    this.#forgetOld();
    return { unsettled };
  }

  /** The files in which something may be new, with the place to go on from. */
  async #identify(files: readonly FoundFile[]): Promise<ReadonlyMap<FoundFile, FilePlace | undefined>> {
    const present = new Map(files.map((file) => [file.path, file]));
    const before = new Map(this.#places);
    const found = new Map<FoundFile, FilePlace | undefined>();
    for (const file of files)
      await this.#guarded(file, async () => {
        const known = await knownPlace(file, before, present);
        if (known.kind === 'moved') before.delete(known.from);
        if (known.kind !== 'unchanged') found.set(file, this.#accept(file, known));
      });
    return found;
  }

  /** Says what a file was found to be, and gives the place to go on from. */
  #accept({ path }: FoundFile, known: Exclude<KnownPlace, { kind: 'unchanged' }>): FilePlace | undefined {
    const { log } = this.#context;
    switch (known.kind) {
      case 'grown':
        return known.place;
      case 'overwritten':
        if (known.missed > 0) this.#sayOverwritten(path, known.missed);
        return known.place;
      case 'moved':
        log.info(`${path} was ${known.from} before; reading goes on where it was`);
        this.#move(known.from, path, known.place);
        return known.place;
      case 'replaced':
        log.info(`${path} is another file than before and is read from its start`);
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
      if (!isSystemError(error)) throw error;
      this.#sayFailed(file.path, error.message);
      return undefined;
    }
  }

  async #readFrom(file: FoundFile, known: FilePlace | undefined): Promise<boolean> {
    const { arguments: settings, signal, checkpoint, clock } = this.#context;
    const age = clock.now() - file.modified;
    const growing = age >= 0 && age < SETTLE_MILLISECONDS;
    let place: FilePlace = {
      fingerprint: await fingerprintOf(file.path),
      resume: known?.resume ?? null,
      size: file.size,
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
        else this.#say(file, item);
        place = placeAfter(place, item, growing ? null : file);
        this.#places.set(file.path, place);
        checkpoint.setLater(() => Object.fromEntries(this.#places));
      }
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

  #forgetOld(): void {
    const oldest = this.#context.clock.now() - REMEMBERED_MILLISECONDS;
    for (const [path, { seen }] of this.#places) if (seen < oldest) this.#places.delete(path);
  }

  #say(file: FoundFile, item: Exclude<LogItem, { kind: 'event' }>): void {
    switch (item.kind) {
      case 'unread':
        return this.#sayOnce(file.path, {
          code: 'WW0922',
          severity: 'warning',
          message: `${file.path} offset ${item.part.offset}: could not be read: ${item.part.reason}`,
          hint: 'The rest of the file is read; look at the bytes there with another tool if they matter',
        });
      case 'bad_checksum':
        return this.#sayOnce(file.path, {
          code: 'WW0925',
          severity: 'warning',
          message: `${file.path} offset ${item.part.offset}: ${item.part.reason}`,
          hint: 'Its records are read as far as they can be; look for what damaged the file (disk, copy, tampering)',
        });
      case 'skipped':
        return this.#sayOnce(file.path, {
          code: 'WW0921',
          severity: 'information',
          message: `${file.path} is no Windows log and is left aside: ${item.reason}`,
          hint: 'Name folders or patterns that hold logs alone if this is too much',
        });
      case 'failed':
        return this.#sayFailed(file.path, item.reason);
      case 'file':
        return this.#saySummary(file, item.summary);
    }
  }

  #saySummary({ path }: FoundFile, { events, processCreations, unread }: FileSummary): void {
    const { log } = this.#context;
    if (events > 0 || unread > 0)
      log.info(`file="${path}" events=${events} process_creations=${processCreations} unread=${unread}`);
  }

  #sayMissing(path: string, reason: string): void {
    this.#sayOnce(path, {
      code: 'WW0920',
      severity: 'warning',
      message: `"${path}" can't be read: ${reason}`,
      hint: 'Correct paths in inputs.conf, or give the user that runs Splunk the right to read there',
    });
  }

  #sayOverwritten(path: string, missed: number): void {
    const text: DiagnosticText = {
      code: 'WW0924',
      severity: 'warning',
      message: `${path} has gone round: ${missed} events were overwritten before they could be read`,
      hint: 'Give the log more room in the Event Viewer, or let the input look more often',
    };
    this.#context.log.say(diagnosticFor(path, text));
  }

  #sayFailed(path: string, reason: string): void {
    this.#sayOnce(path, {
      code: 'WW0923',
      severity: 'warning',
      message: `${path} can't be read: ${reason}`,
      hint: 'Give the user that runs Splunk the right to read it; it is tried again at the next look',
    });
  }

  #sayOnce(path: string, text: DiagnosticText): void {
    if (this.#said.has(text.message)) return;
    this.#said.add(text.message);
    this.#context.log.say(diagnosticFor(path, text));
  }
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
    case 'failed':
      return place;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return errorCode(error) !== undefined && typeof error === 'object' && error !== null && 'syscall' in error;
}
