import { printHeader, printSetting } from './print';
import type { ConfFile, ConfPiece } from './read';

/** What to do with a key: set it to a text, or take it out with null. */
export type ConfChanges = Readonly<Record<string, string | null>>;

/**
 * The file's text with some keys of one stanza changed; everything else, comments included, stays as it was.
 * A missing stanza is added at the end. Values must be printable (see `valueProblem`).
 */
export function editConf(file: ConfFile, stanza: string, changes: ConfChanges): string {
  const owned = piecesWithStanza(file.pieces);
  const last = owned.findLastIndex((piece) => piece.stanza === stanza && piece.kind !== 'blank');
  const kept = owned.map((piece) => ({ ...piece, text: changedText(piece, stanza, changes) }));
  const present = new Set(
    owned.flatMap((piece) => (piece.stanza === stanza && piece.kind === 'setting' ? [piece.key] : [])),
  );
  const added = Object.entries(changes).flatMap(([key, value]) =>
    value === null || present.has(key) ? [] : [printSetting(key, value)],
  );
  if (last === -1) return `${withLineBreak(file.source.text)}${gap(file)}${printHeader(stanza)}${added.join('')}`;
  const texts = kept.map((piece) => piece.text);
  return [withLineBreak(texts.slice(0, last + 1).join('')), ...added, ...texts.slice(last + 1)].join('');
}

/** The file's text without a stanza, all of its headers included. */
export function removeStanza(file: ConfFile, stanza: string): string {
  return piecesWithStanza(file.pieces)
    .filter((piece) => piece.stanza !== stanza)
    .map((piece) => piece.text)
    .join('');
}

type OwnedPiece = ConfPiece & { readonly stanza: string };

/** Every piece with the stanza that it stands in; comments right above a header go with what is before them. */
function piecesWithStanza(pieces: readonly ConfPiece[]): readonly OwnedPiece[] {
  let stanza = 'default';
  return pieces.map((piece) => {
    if (piece.kind === 'header') stanza = piece.name;
    return { ...piece, stanza };
  });
}

/** A repeated key gets the new value in each of its places. */
function changedText(piece: OwnedPiece, stanza: string, changes: ConfChanges): string {
  if (piece.stanza !== stanza || piece.kind !== 'setting' || !Object.hasOwn(changes, piece.key)) return piece.text;
  const value = changes[piece.key];
  return value === null || value === undefined ? '' : printSetting(piece.key, value);
}

/** A value that a last backslash leaves open would swallow what follows: an empty line closes it. */
function withLineBreak(text: string): string {
  if (/\\(\r?\n)?$/.test(text)) return `${text}${text.endsWith('\n') ? '\n' : '\n\n'}`;
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function gap(file: ConfFile): string {
  return file.source.text.trim() === '' || file.source.text.endsWith('\n\n') ? '' : '\n';
}
