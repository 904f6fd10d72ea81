import { sep } from 'node:path';
import { isEvtx } from '../../winlog/evtx/evtx_file';
import { placeNow, type PlaceNow } from '../../winlog/place';
import type { FoundFile, FoundFiles } from './find_files';
import { beginningOf, stillFits, type Beginning } from './fingerprint';
import type { FilePlace } from './places';

/** What a file is to us, compared with what was remembered. */
export type KnownPlace =
  | { readonly kind: 'new' }
  /** Read to its end, and the same since. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'grown'; readonly place: FilePlace }
  /** An evtx log that went round faster than it was read: so many of its events are lost. */
  | { readonly kind: 'overwritten'; readonly place: FilePlace; readonly missed: number }
  /** Another file under the same name, or the same one cut short. */
  | { readonly kind: 'replaced' }
  /** A file that had another name before, and may have been packed since. */
  | { readonly kind: 'moved'; readonly from: string; readonly place: FilePlace };

/** Runs the action for a file; gives nothing when the file can't be read, which is said. */
export type Guarded = <T>(file: FoundFile, action: () => Promise<T>) => Promise<T | undefined>;

type Places = ReadonlyMap<string, FilePlace>;

/**
 * Tells by content what every file is. 1. Files that are still what they were under their names. 2. The others, beside the
 * places whose file is no longer under its name: a file that fits one had that name before. Two files that merely begin
 * alike are both read, and a place is given away once.
 */
export async function identifyFiles(
  { files, unknown }: Pick<FoundFiles, 'files' | 'unknown'>,
  places: Places,
  guarded: Guarded,
): Promise<ReadonlyMap<FoundFile, KnownPlace>> {
  const found = new Map<FoundFile, KnownPlace>();
  const strangers: FoundFile[] = [];
  const vacated = new Map([...places].filter(([path, place]) => isTelling(place) && !isBelow(path, unknown)));
  for (const file of files) {
    const own = places.get(file.path);
    const now = own === undefined ? undefined : await guarded(file, () => ownState(file, own));
    if (now !== undefined) found.set(file, now);
    if (own === undefined || now?.kind === 'replaced') strangers.push(file);
    // A log that went round may also be a new one, the old one being archived.
    if (now?.kind !== 'replaced' && now?.kind !== 'overwritten') vacated.delete(file.path);
  }
  for (const file of strangers) {
    const known = await guarded(file, () => formerPlace(file, vacated));
    if (known?.kind === 'moved') vacated.delete(known.from);
    if (known !== undefined && (known.kind === 'moved' || !found.has(file))) found.set(file, known);
  }
  return withoutArchived(found);
}

/** A log that seemed to have gone round is a new one where the old one was found under another name. */
function withoutArchived(found: ReadonlyMap<FoundFile, KnownPlace>): ReadonlyMap<FoundFile, KnownPlace> {
  const left = new Set([...found.values()].flatMap((known) => (known.kind === 'moved' ? [known.from] : [])));
  const isArchived = (file: FoundFile, { kind }: KnownPlace): boolean => kind === 'overwritten' && left.has(file.path);
  return new Map([...found].map(([file, known]) => [file, isArchived(file, known) ? { kind: 'replaced' } : known]));
}

/** What a file is that has a place of its own. */
async function ownState(file: FoundFile, own: FilePlace): Promise<KnownPlace> {
  if (isUntouched(file, own)) return { kind: 'unchanged' };
  const now = await stateOf(file, await beginningOf(file.path), own);
  switch (now.kind) {
    case 'there':
      return { kind: 'grown', place: own };
    case 'overwritten':
      return { kind: 'overwritten', place: own, missed: now.missed };
    case 'gone':
      return { kind: 'replaced' };
  }
}

/** True for a file that was read to its end and not written to since. */
function isUntouched({ modified, size, inode }: FoundFile, place: FilePlace): boolean {
  return place.finished === modified && place.size === size && place.inode === inode;
}

/** The place that a file had under another name, or that it is new. */
async function formerPlace(file: FoundFile, vacated: Places): Promise<KnownPlace> {
  const beginning = vacated.size === 0 ? undefined : await beginningOf(file.path);
  if (beginning !== undefined)
    for (const [from, place] of vacated)
      if (from !== file.path && (await stateOf(file, beginning, place)).kind === 'there')
        return { kind: 'moved', from, place };
  return { kind: 'new' };
}

/**
 * Whether a file begins as a remembered one did, was not cut short, and still holds what was read last. The header of an
 * evtx file changes while it grows and its first chunk is overwritten one day: there the record that was read last tells.
 */
async function stateOf(
  file: FoundFile,
  { head, isPacked }: Beginning,
  { size, fingerprint, resume }: FilePlace,
): Promise<PlaceNow> {
  const isGrowingEvtx = resume?.format === 'evtx' && isEvtx(head);
  const isWhole = isPacked || file.size >= size;
  if (!isGrowingEvtx && !(isWhole && stillFits(head, fingerprint))) return { kind: 'gone' };
  return resume === null ? { kind: 'there' } : placeNow(file.path, resume);
}

/** True for a place that tells one file from another: that of an empty file or log tells nothing. */
function isTelling({ fingerprint, resume }: FilePlace): boolean {
  return fingerprint.length > 0 && (resume?.format !== 'evtx' || resume.mark !== null);
}

/** Whether a path is one of these, or lies below one. */
export function isBelow(path: string, above: readonly string[]): boolean {
  return above.some((one) => path === one || path.startsWith(one.endsWith(sep) ? one : `${one}${sep}`));
}
