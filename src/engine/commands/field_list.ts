import type { FieldName } from '../../spl/ast';
import { fieldMatcher } from '../values/row';

/** The fields of a table that a list with wildcards names, in the order of the list. */
export function expandFields(list: readonly FieldName[], fields: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const { name } of list) {
    if (!name.includes('*')) found.add(name);
    else for (const field of fields.filter(fieldMatcher(name))) if (visibleTo(name, field)) found.add(field);
  }
  return [...found];
}

/** A bare star leaves internal fields out. */
function visibleTo(pattern: string, field: string): boolean {
  return pattern.startsWith('_') || !field.startsWith('_');
}
