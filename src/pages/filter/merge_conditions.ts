import type { Diagnostic } from '../../core/diagnostic';
import type { SearchExpression, SearchIn } from '../../spl/ast';
import { parseCondition } from '../../spl/parse';
import { printCondition } from '../../spl/print';

/** Two edits of one condition as one text; comparisons, lists of values, AND and OR are merged, all else is kept whole. */

/**
 * Theirs with what I changed of `base`; null where a text does not parse or holds a comment, and where both changed the
 * same thing to something else.
 */
export function mergeConditions(base: string, theirs: string, mine: string): string | null {
  const [old, other, own] = [base, theirs, mine].map(readCondition);
  if (!old || !other || !own) return null;
  const both = merged(old, other, own);
  // Searches write more conditions behind this one.
  return both === null ? null : `(${printCondition(both)})`;
}

function readCondition(text: string): SearchExpression | null {
  const problems: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): number => problems.push(diagnostic);
  const expression = parseCondition({ name: 'condition', text }, { report });
  return text.includes('```') || problems.some(({ severity }) => severity === 'error') ? null : expression;
}

function merged(base: SearchExpression, theirs: SearchExpression, mine: SearchExpression): SearchExpression | null {
  const [old, other, own] = [base, theirs, mine].map(printCondition);
  if (own === old || own === other) return theirs;
  if (other === old) return mine;
  if (base.kind === 'in' && theirs.kind === 'in' && mine.kind === 'in') return mergedValues(base, theirs, mine);
  if (base.kind === 'not' && theirs.kind === 'not' && mine.kind === 'not') {
    const operand = merged(base.operand, theirs.operand, mine.operand);
    return operand === null ? null : { ...theirs, operand };
  }
  const isList = theirs.kind === 'or' || theirs.kind === 'and';
  if (!isList || base.kind !== theirs.kind || mine.kind !== theirs.kind) return null;
  const operands = mergedParts(theirs.kind, base.operands, theirs.operands, mine.operands);
  return operands === null || operands.length === 0 ? null : { ...theirs, operands };
}

function mergedValues(base: SearchIn, theirs: SearchIn, mine: SearchIn): SearchIn | null {
  if (base.field.name !== theirs.field.name || base.field.name !== mine.field.name) return null;
  const textOf = (value: SearchIn['values'][number]): string => printCondition({ ...theirs, values: [value] });
  const [old, other, own] = [base, theirs, mine].map(({ values }) => new Set(values.map(textOf)));
  const left = theirs.values.filter((value) => own?.has(textOf(value)) === true || old?.has(textOf(value)) !== true);
  const added = mine.values.filter((value) => old?.has(textOf(value)) !== true && other?.has(textOf(value)) !== true);
  const values = [...left, ...added];
  return values.length === 0 ? null : { ...theirs, values };
}

/** The parts of an AND or OR: what one side added or took out, and what both changed part by part. */
function mergedParts(
  kind: 'and' | 'or',
  base: readonly SearchExpression[],
  theirs: readonly SearchExpression[],
  mine: readonly SearchExpression[],
): readonly SearchExpression[] | null {
  const [old, other, own] = [base, theirs, mine].map((parts) => new Set(parts.map(printCondition)));
  const isIn = (set: ReadonlySet<string> | undefined, part: SearchExpression): boolean =>
    set?.has(printCondition(part)) === true;
  const madeBy = (side: readonly SearchExpression[], set: ReadonlySet<string> | undefined): Changes | null =>
    changes(
      kind,
      base.filter((part) => !isIn(set, part)),
      side.filter((part) => !isIn(old, part)),
    );
  const [changedByThem, changedByMe] = [madeBy(theirs, other), madeBy(mine, own)];
  if (changedByThem === null || changedByMe === null) return null;
  const parts: (SearchExpression | null)[] = base.flatMap((part) => {
    const [them, me] = [changedByThem.of.get(part), changedByMe.of.get(part)];
    if (them !== undefined && me !== undefined) return [merged(part, them, me)];
    if (isIn(other, part)) return me === undefined && !isIn(own, part) ? [] : [me ?? part];
    // They changed it, or took it out, which is another thing than what I made of it.
    return them === undefined ? (me === undefined ? [] : [null]) : isIn(own, part) ? [them] : [null];
  });
  const mineAlone = changedByMe.added.filter((part) => !isIn(other, part));
  const all = [...parts, ...changedByThem.added, ...mineAlone];
  return all.every((part) => part !== null) ? all : null;
}

interface Changes {
  /** What became of a part that is gone. */
  readonly of: ReadonlyMap<SearchExpression, SearchExpression>;
  readonly added: readonly SearchExpression[];
}

/** What one side made of the parts that are gone: the one new part of the same sort; null when that is not clear. */
function changes(
  kind: 'and' | 'or',
  gone: readonly SearchExpression[],
  come: readonly SearchExpression[],
): Changes | null {
  const of = new Map<SearchExpression, SearchExpression>();
  for (const part of gone) {
    // Alternatives that are one comparison each come and go on their own.
    if (kind === 'or' && part.kind === 'comparison') continue;
    const isSame = (each: SearchExpression): boolean => sortOf(each, kind) === sortOf(part, kind);
    const [found, ...others] = come.filter(isSame);
    const rivals = gone.filter(isSame).length - 1;
    if (found !== undefined && others.length + rivals > 0) return null;
    if (found !== undefined) of.set(part, found);
  }
  const found = new Set(of.values());
  return { of, added: come.filter((part) => !found.has(part)) };
}

/** Two parts of the same sort may be versions of one. Among alternatives there may be many, told apart by what they compare. */
function sortOf(part: SearchExpression, within: 'and' | 'or'): string {
  switch (part.kind) {
    case 'in':
    case 'comparison':
      return `${part.kind} ${part.field.name}`;
    case 'and':
    case 'or':
      return within === 'and'
        ? part.kind
        : `${part.kind} ${part.operands.map((each) => sortOf(each, within)).join(', ')}`;
    case 'not':
      return within === 'and' ? part.kind : `not ${sortOf(part.operand, within)}`;
    case 'term':
    case 'time':
    case 'everything':
    case 'macro':
    case 'subsearch':
      return part.kind;
  }
}
