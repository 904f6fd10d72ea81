import { notOf, testsOf, type Expression, type FieldTest } from '../../sigma/expression';
import { compileExpression } from '../../sigma/match/match_rule';
import { matchEvent } from '../../sigma/match/match_event';
import type { SigmaString } from '../../sigma/sigma_string';
import type { SigmaValue } from '../../sigma/value';

/** An event made for a condition: the first choice of each OR that works out. */
export type SampleFields = Readonly<Record<string, string>>;

const MOST_TRIES = 5_000;

/** What every such event has whatever the expression says, and what it has unless the expression asks for something else. */
export interface EventFields {
  readonly fixed: SampleFields;
  readonly usual: SampleFields;
}

/**
 * All fields of a process creation that satisfies the expression, or undefined when simple choices find none (regular
 * expressions, for one).
 */
export function sampleFields(expression: Expression, { fixed, usual }: EventFields): SampleFields | undefined {
  const matches = compileExpression(expression);
  const tested = new Set(testsOf(expression).flatMap((test) => (test.kind === 'test' ? [test.field] : [])));
  let tries = 0;
  for (const tests of choices(expression)) {
    if (++tries > MOST_TRIES) return undefined;
    const asked = fieldsFor(tests);
    const absent = new Set(tests.map(({ field }) => field).filter((name) => !Object.hasOwn(asked, name)));
    // What is usual may be what the expression leaves out: then no such field, but for the program.
    const beside = [without(usual, absent), without(usual, new Set([...tested, ...absent].filter(isNoProgram)))];
    for (const others of beside)
      for (const fields of [anchored(asked), asked]) {
        const all = { ...others, ...fields, ...fixed };
        // Without a program it is no process creation.
        if (Object.hasOwn(all, 'Image') && matches(matchEvent(all))) return all;
      }
  }
  return undefined;
}

const isNoProgram = (field: string): boolean => field !== 'Image';

function without(fields: SampleFields, names: ReadonlySet<string>): SampleFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name)));
}

/** A path that begins with a backslash gets a drive. */
function anchored(fields: SampleFields): SampleFields {
  const path = (name: string, value: string): string =>
    /^(?:Parent)?Image$/.test(name) && value.startsWith('\\') ? `C:${value}` : value;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, path(name, value)]));
}

/** Sets of tests that together would make the expression true; what must not hold is left to chance. */
function* choices(expression: Expression): Generator<readonly FieldTest[]> {
  switch (expression.kind) {
    case 'test':
      yield [expression];
      return;
    case 'or':
      for (const term of expression.terms) yield* choices(term);
      return;
    case 'and':
      yield* combined(expression.terms);
      return;
    case 'not':
      yield* negated(expression.term);
      return;
    case 'constant':
      if (expression.value) yield [];
      return;
    case 'keyword':
      yield [{ kind: 'test', field: 'CommandLine', value: expression.value, span: expression.span }];
  }
}

function* combined(terms: readonly Expression[]): Generator<readonly FieldTest[]> {
  const [first, ...rest] = terms;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const head of choices(first)) for (const tail of combined(rest)) yield [...head, ...tail];
}

/** Mostly nothing has to be said for a negation to hold; a NOT over NOT asks for its inside. */
function* negated(term: Expression): Generator<readonly FieldTest[]> {
  yield [];
  if (term.kind === 'or') yield* combined(term.terms.map(notOf));
  else if (term.kind === 'and') for (const inner of term.terms) yield* choices(notOf(inner));
}

function fieldsFor(tests: readonly FieldTest[]): SampleFields {
  const names = [...new Set(tests.map(({ field }) => field))];
  const entries = names.map((name) => [name, textFor(tests.filter(({ field }) => field === name))] as const);
  return Object.fromEntries(entries.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
}

/** One text for all tests of a field: what must begin it, what must stand in it, what must end it. */
function textFor(tests: readonly FieldTest[]): string | undefined {
  const [begin, middle, end, whole]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const { value } of tests) {
    if (value.kind === 'null' || (value.kind === 'exists' && !value.wanted)) return undefined;
    if (value.kind !== 'string') {
      whole.push(otherText(value));
      continue;
    }
    const { parts } = value.string;
    const [open, close] = [parts[0]?.kind === 'any', parts.at(-1)?.kind === 'any'];
    (open && close ? middle : open ? end : close ? begin : whole).push(filled(value.string));
  }
  return whole[0] ?? [...begin, ...middle, ...end].join('');
}

/** A text that passes a test of numbers or addresses; of the others, one that hardly does. */
function otherText(value: SigmaValue): string {
  if (value.kind === 'number') return value.written;
  if (value.kind === 'cidr') return value.written.replace(/\/.*$/, '');
  if (value.kind === 'boolean') return String(value.boolean);
  if (value.kind !== 'compare') return 'x';
  return String(value.number + { gt: 1, gte: 0, lt: -1, lte: 0 }[value.operator]);
}

function filled({ parts }: SigmaString): string {
  return parts.map((part) => (part.kind === 'literal' ? part.text : part.kind === 'one' ? 'x' : '')).join('');
}
