import type { Renaming } from '../../spl/ast';
import type { FieldValue, Row } from '../types';
import { fieldOf, fieldStars } from '../values/row';
import { fillStars } from '../stats/aggregate';
import { mapBatches, type Runner } from './command';

/**
 * `rename`: the renamings one after the other; a field that was there under the new name goes. Renaming a field that
 * does not exist takes away the one with the new name.
 */
export const runRename: Runner<'rename'> = ({ renamings }) =>
  mapBatches(({ fields, rows }) => {
    const names = namesAfter(fields, renamings);
    return { fields: names.map(({ to }) => to), rows: rows.map((row) => renamed(row, names)) };
  });

interface Name {
  readonly from: string;
  readonly to: string;
}

function namesAfter(fields: readonly string[], renamings: readonly Renaming[]): readonly Name[] {
  let names: readonly Name[] = fields.map((field) => ({ from: field, to: field }));
  for (const { from, to } of renamings) names = renameOnce(names, from.name, to.name);
  return names;
}

function renameOnce(names: readonly Name[], pattern: string, to: string): readonly Name[] {
  const targets = new Map<string, string>();
  for (const name of names) {
    const stars = fieldStars(pattern, name.to);
    if (stars !== null) targets.set(name.to, fillStars(to, stars));
  }
  if (targets.size === 0 && !pattern.includes('*')) return names.filter((name) => name.to !== to);
  const taken = new Set([...targets].flatMap(([from, target]) => (from === target ? [] : [target])));
  return names
    .filter((name) => targets.has(name.to) || !taken.has(name.to))
    .map((name) => ({ from: name.from, to: targets.get(name.to) ?? name.to }));
}

function renamed(row: Row, names: readonly Name[]): Row {
  const result: Record<string, FieldValue> = {};
  for (const { from, to } of names) result[to] = fieldOf(row, from);
  return result;
}
