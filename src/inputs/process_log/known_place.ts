import { isEvtx } from '../../winlog/evtx/evtx_file';
import { placeNow, type PlaceNow } from '../../winlog/place';
import type { FoundFile } from './find_files';
import { headOf, stillFits } from './fingerprint';
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
  /** A file that had another name before. */
  | { readonly kind: 'moved'; readonly from: string; readonly place: FilePlace };

/**
 * Tells by content which file this is. A file that begins like a remembered one is taken for it only when the old name
 * is gone or holds something else by now: two files that merely begin alike are both read.
 */
export async function knownPlace(
  file: FoundFile,
  places: ReadonlyMap<string, FilePlace>,
  files: ReadonlyMap<string, FoundFile>,
): Promise<KnownPlace> {
  const own = places.get(file.path);
  if (own !== undefined && isUnchanged(file, own)) return { kind: 'unchanged' };
  const head = await headOf(file.path);
  if (own !== undefined) {
    const now = await ownPlace(file, head, own);
    if (now.kind === 'there') return { kind: 'grown', place: own };
    if (now.kind === 'overwritten') return { kind: 'overwritten', place: own, missed: now.missed };
  }
  for (const [path, place] of places)
    if (path !== file.path && isTelling(place) && (await isSame(file, head, place)))
      if (await isVacated(files.get(path), place)) return { kind: 'moved', from: path, place };
  return { kind: own === undefined ? 'new' : 'replaced' };
}

function isUnchanged(file: FoundFile, { finished, size }: FilePlace): boolean {
  return finished === file.modified && size === file.size;
}

/**
 * Whether a file begins as a remembered one did, was not cut short, and still holds what was read last. The header of an
 * evtx file changes while it grows and its first chunk is overwritten one day: there the record that was read last tells.
 */
async function ownPlace(file: FoundFile, head: Buffer, { size, fingerprint, resume }: FilePlace): Promise<PlaceNow> {
  const isGrowingEvtx = resume?.format === 'evtx' && isEvtx(head);
  if (!isGrowingEvtx && !(file.size >= size && stillFits(head, fingerprint))) return { kind: 'gone' };
  return resume === null ? { kind: 'there' } : placeNow(file.path, resume);
}

async function isSame(file: FoundFile, head: Buffer, place: FilePlace): Promise<boolean> {
  return (await ownPlace(file, head, place)).kind === 'there';
}

/** True for a place that tells one file from another: that of an empty file or log tells nothing. */
function isTelling({ fingerprint, resume }: FilePlace): boolean {
  return fingerprint.length > 0 && (resume?.format !== 'evtx' || resume.mark !== null);
}

/** True when the remembered name is gone, or holds something else by now. */
async function isVacated(file: FoundFile | undefined, place: FilePlace): Promise<boolean> {
  if (file === undefined) return true;
  return !isUnchanged(file, place) && !(await isSame(file, await headOf(file.path), place));
}
