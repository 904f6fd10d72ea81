import type { FoundFile } from './find_files';
import { headOf, isTelling, stillFits } from './fingerprint';
import type { FilePlace } from './places';

/** What a file is to us, compared with what was remembered. */
export type KnownPlace =
  | { readonly kind: 'new' }
  /** Read to its end, and the same since. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'grown'; readonly place: FilePlace }
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
  if (own !== undefined && isSame(file, head, own)) return { kind: 'grown', place: own };
  for (const [path, place] of places)
    if (path !== file.path && isTelling(place.fingerprint) && isSame(file, head, place))
      if (await isVacated(files.get(path), place)) return { kind: 'moved', from: path, place };
  return { kind: own === undefined ? 'new' : 'replaced' };
}

function isUnchanged(file: FoundFile, { finished, size }: FilePlace): boolean {
  return finished === file.modified && size === file.size;
}

/** The same beginning, and not cut short. */
function isSame(file: FoundFile, head: Buffer, { size, fingerprint }: FilePlace): boolean {
  return file.size >= size && stillFits(head, fingerprint);
}

/** True when the remembered name is gone, or holds something else by now. */
async function isVacated(file: FoundFile | undefined, place: FilePlace): Promise<boolean> {
  if (file === undefined) return true;
  return !isUnchanged(file, place) && !isSame(file, await headOf(file.path), place);
}
