import type { Diagnostic } from '../../core/diagnostic';
import { expandMacros } from '../../spl/expand';
import { fieldsOutput } from '../../spl/fields';
import type { MacroDefinition } from '../../spl/macros';
import { parseSearch } from '../../spl/parse';
import type { Json } from '../shared/decode';
import { HOST_FIELD } from './exceptions';

/** What exceptions are made of most, in this order; the other fields follow by name. */
const FIRST = [HOST_FIELD, 'parent_process_name', 'process_name', 'process', 'user', 'process_path', 'parent_process'];

/**
 * The fields that a filter at the end of this search can compare: what its last command leaves, prefixes of the data
 * model already gone. Where only the data can tell, the fields of its results.
 */
export function filterFields(
  search: string,
  macros: readonly MacroDefinition[],
  results: readonly Json[],
): readonly string[] {
  const problems: Diagnostic[] = [];
  const report = (problem: Diagnostic): number => problems.push(problem);
  const find = (name: string, count: number): MacroDefinition | undefined =>
    macros.find((macro) => macro.name === name && macro.args.length === count);
  const expanded = expandMacros({ name: 'detection', text: search }, { macro: find }, report);
  const { names, open } = fieldsOutput(parseSearch(expanded, { report }));
  const isKnown = !open && problems.every(({ severity }) => severity !== 'error');
  return inOrder(isKnown ? [...names] : [...new Set(results.flatMap((row) => Object.keys(row)))]);
}

const inOrder = (names: readonly string[]): readonly string[] => [
  ...FIRST.filter((name) => names.includes(name)),
  ...names.filter((name) => !FIRST.includes(name)).sort(),
];
