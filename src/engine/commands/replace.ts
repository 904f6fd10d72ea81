import type { Replacement } from '../../spl/ast';
import { fieldOf, isInternal } from '../values/row';
import type { FieldValue, Row } from '../types';
import { fromList, listOf, scalarText } from '../values/value';
import { mapBatches, type Runner } from './command';

/** `replace`: values that equal (with `*` for anything) become another; case counts, as documented for this command. */
export const runReplace: Runner<'replace'> = ({ replacements, fields: list }) => {
  const changes = replacements.map(change);
  const replaced = (text: string): string => changes.find((one) => one(text) !== undefined)?.(text) ?? text;
  return mapBatches(({ fields, rows }) => {
    const names = list.length > 0 ? list.map(({ name }) => name) : fields.filter((field) => !isInternal(field));
    return { fields, rows: rows.map((row) => replacedRow(row, names, replaced)) };
  });
};

function change({ from, to }: Replacement): (text: string) => string | undefined {
  const pattern = new RegExp(
    `^${from.pieces.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('([\\s\\S]*)')}$`,
  );
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const stars = match.slice(1);
    return to.pieces.reduce((result, piece, i) => result + (stars[i - 1] ?? '') + piece);
  };
}

function replacedRow(row: Row, names: readonly string[], replaced: (text: string) => string): Row {
  const result: Record<string, FieldValue> = { ...row };
  for (const name of names) {
    const values = listOf(fieldOf(row, name));
    if (values.length > 0)
      result[name] = fromList(
        values.map((value) =>
          typeof value === 'number' && replaced(scalarText(value)) === scalarText(value)
            ? value
            : replaced(scalarText(value)),
        ),
      );
  }
  return result;
}
