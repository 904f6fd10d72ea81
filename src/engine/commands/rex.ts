import { allMatches, replaceMatches } from '../regex/pattern';
import type { Pattern, PatternMatch } from '../regex/match';
import { patternOf, withinBudget } from '../eval/eval_value';
import { problemAt } from '../problem';
import type { FieldValue, Row } from '../types';
import { fieldOf } from '../values/row';
import { fromList, listOf, scalarText, textOf } from '../values/value';
import { mapRows, type Runner } from './command';
import { parseSed, transliterated } from '../../spl/sed';

/** `rex`: fields from the named groups of a pattern, or `mode=sed` to change the text. */
export const runRex: Runner<'rex'> = (command, context) => {
  const { options, field, pattern, patternSpan } = command;
  if (options.mode === 'sed') return runSed(command, context);
  const compiled = patternOf(pattern, patternSpan);
  if (compiled.names.size === 0)
    throw problemAt(
      'badPattern',
      patternSpan,
      'The pattern of rex has no named group, so it extracts nothing',
      'Name a group: (?<field>…).',
    );
  const most = options.max_match === 0 ? Infinity : (options.max_match ?? 1);
  const names = [...compiled.names.keys(), ...(options.offset_field === undefined ? [] : [options.offset_field])];
  return mapRows((row) => {
    const text = textOf(fieldOf(row, field.name));
    if (text === undefined) return row;
    const found = withinBudget(patternSpan, () => allMatches(compiled, text, most));
    return found.length === 0
      ? row
      : { ...row, ...extracted(compiled, found), ...offsets(compiled, found, text, options.offset_field) };
  }, names);
};

function extracted({ names }: Pattern, found: readonly PatternMatch[]): Row {
  const result: Record<string, FieldValue> = {};
  for (const [name, number] of names) {
    const values = found.flatMap(({ groups }) => groups[number] ?? []);
    if (values.length > 0) result[name] = fromList(values);
  }
  return result;
}

/** `name=first-last` of each group in the first match. */
function offsets({ names }: Pattern, [match]: readonly PatternMatch[], text: string, field: string | undefined): Row {
  if (field === undefined || match === undefined) return {};
  const parts = [...names].flatMap(([name, number]) => {
    const group = match.groups[number];
    if (group === null || group === undefined) return [];
    const start = text.indexOf(group, match.start);
    return [`${name}=${start}-${start + group.length - 1}`];
  });
  return { [field]: parts.join('&') };
}

const runSed: Runner<'rex'> = ({ field, pattern, patternSpan }) => {
  const sed = parseSed(pattern);
  if (sed === undefined)
    throw problemAt(
      'badPattern',
      patternSpan,
      'The sed expression is malformed',
      'Write s/pattern/replacement/g or y/abc/xyz/.',
    );
  const change =
    sed.kind === 'transliterate'
      ? (text: string): string => transliterated(text, sed)
      : substitution(patternOf(sed.pattern, patternSpan), sed);
  return mapRows((row) => {
    const values = listOf(fieldOf(row, field.name));
    if (values.length === 0) return row;
    return {
      ...row,
      [field.name]: fromList(withinBudget(patternSpan, () => values.map((value) => change(scalarText(value))))),
    };
  });
};

function substitution(
  pattern: Pattern,
  { replacement, most, from }: { readonly replacement: string; readonly most: number; readonly from: number },
): (text: string) => string {
  if (from <= 1) return (text) => replaceMatches(pattern, text, replacement, most);
  return (text) => {
    const nth = allMatches(pattern, text, from)[from - 1];
    return nth === undefined
      ? text
      : text.slice(0, nth.start) + replaceMatches(pattern, text.slice(nth.start), replacement, most);
  };
}
