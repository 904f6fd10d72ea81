import type { ExtractCommand } from '../../spl/ast';
import type { FieldValue, Row } from '../types';
import { addFields, fieldOf } from '../values/row';
import { fromList, listOf, textOf } from '../values/value';
import { mapBatches, type Runner } from './command';

/** Pairs of one event when nobody says otherwise. */
const DEFAULT_LIMIT = 50;

/** `extract` with its delimiters: fields from pairs of names and values in `_raw`. */
export const runExtract: Runner<'extract'> = ({ options }) =>
  mapBatches(({ fields, rows }) => {
    const found = new Set<string>();
    const changed = rows.map((row) => extended(row, options, found));
    return { fields: addFields(fields, found), rows: changed };
  });

function extended(row: Row, options: ExtractCommand['options'], found: Set<string>): Row {
  const text = textOf(fieldOf(row, '_raw'));
  if (text === undefined) return row;
  const result: Record<string, FieldValue> = { ...row };
  const own = new Set<string>();
  for (const [name, value] of pairsOf(text, options)) {
    // transforms.conf, MV_ADD: of several values the first stays, or all do.
    if (own.has(name) && options.mv_add !== true) continue;
    result[name] = own.has(name) ? fromList([...listOf(result[name] ?? null), value]) : value;
    own.add(name);
    found.add(name);
  }
  return result;
}

function pairsOf(
  text: string,
  { pairdelim = '', kvdelim = '', limit = DEFAULT_LIMIT, clean_keys: clean = true }: ExtractCommand['options'],
): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (const piece of pieces(text, pairdelim)) {
    const at = [...piece].findIndex((sign) => kvdelim.includes(sign));
    if (at <= 0 || pairs.length >= limit) continue;
    const name = piece.slice(0, at).trim();
    const value = piece
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/s, '$1');
    const key = clean ? name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^[_\d]+/, '') : name;
    if (key !== '' && value !== '') pairs.push([key, value]);
  }
  return pairs;
}

/** The text between delimiters; one inside quotes is part of its value. */
function pieces(text: string, delimiters: string): readonly string[] {
  const all: string[] = [];
  let piece = '';
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    if (!quoted && delimiters.includes(sign)) {
      all.push(piece);
      piece = '';
    } else piece += sign;
  }
  return [...all, piece];
}
