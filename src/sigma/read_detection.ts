import { diagnosticAt, type Report } from '../core/diagnostic';
import type { Span } from '../core/source';
import { didYouMean } from '../core/suggest';
import { checkValues } from './check_values';
import { andOf, notOf, orOf, type Expression } from './expression';
import { modifierDoubt } from './modifier_sense';
import { modifiers } from './modifiers';
import type { Modifier, ModifierContext } from './modifiers/modifier';
import { parseSigmaString } from './sigma_string';
import { kindNames, type SigmaValue } from './value';
import type { YamlEntry, YamlList, YamlNode, YamlScalar } from '../core/yaml_node';

/** A selection (specification 2.1.0, "Detection"): map = all, list = any, text without a field = keyword. */

interface Reading {
  readonly report: Report;
  readonly context: ModifierContext;
}

/** A value and where the rule says it. */
interface Placed {
  readonly value: SigmaValue;
  readonly span: Span;
}

/** The expression of one selection, or undefined when it has errors (all of them reported). */
export function readSelection(node: YamlNode, report: Report, context: ModifierContext): Expression | undefined {
  const reading = { report, context };
  switch (node.kind) {
    case 'scalar':
      return node.value === null ? empty(node.span, reading) : readItem('', [], node, node.span, reading);
    case 'list':
      return readList(node, reading);
    case 'map':
      if (node.entries.size === 0) return empty(node.span, reading);
      return combine(
        [...node.entries.values()].map((entry) => readEntry(entry, reading)),
        andOf,
      );
  }
}

function readList(list: YamlList, reading: Reading): Expression | undefined {
  if (list.items.length === 0) return empty(list.span, reading);
  return combine(
    list.items.map((item) => readSelection(item, reading.report, reading.context)),
    orOf,
  );
}

function combine(
  terms: readonly (Expression | undefined)[],
  join: (terms: readonly Expression[]) => Expression,
): Expression | undefined {
  const good = terms.filter((term) => term !== undefined);
  return good.length === terms.length ? join(good) : undefined;
}

function empty(span: Span, { report }: Reading): undefined {
  report(
    diagnosticAt(span, {
      code: 'WW0408',
      severity: 'error',
      message: 'Nothing is tested here',
      hint: 'Add at least one field or value, or take the selection away.',
    }),
  );
}

function readEntry({ key, keySpan, value }: YamlEntry, reading: Reading): Expression | undefined {
  const [field = '', ...names] = key.split('|');
  const steps = names.map((name) => lookUp(name, keySpan, reading.report));
  const known = steps.filter((step) => step !== undefined);
  return known.length === steps.length ? readItem(field, known, value, keySpan, reading) : undefined;
}

interface Step {
  readonly name: string;
  readonly modifier: Modifier;
}

function lookUp(name: string, span: Span, report: Report): Step | undefined {
  const modifier = modifiers.get(name);
  if (modifier !== undefined) return { name, modifier };
  const known = `Known modifiers: ${[...modifiers.keys()].join(', ')}.`;
  report(
    diagnosticAt(span, {
      code: 'WW0409',
      severity: 'error',
      message: name === '' ? 'A modifier is missing behind "|"' : `Unknown modifier "${name}"`,
      hint: name === '' ? 'Name one, or take the "|" away.' : didYouMean(name, modifiers.keys(), known),
    }),
  );
  return undefined;
}

function readItem(
  field: string,
  steps: readonly Step[],
  node: YamlNode,
  span: Span,
  reading: Reading,
): Expression | undefined {
  const scalars = scalarsOf(node, reading);
  if (scalars === undefined) return undefined;
  if (scalars.length === 0) return empty(node.span, reading);
  const placed = scalars.map((scalar) => applyAll(steps, scalar, span, reading));
  const good = placed.filter((value) => value !== undefined);
  if (good.length !== placed.length) return undefined;
  warnNullInList(scalars, reading);
  warnModifiers(steps, scalars, span, reading);
  checkValues(
    steps.map(({ name }) => name),
    scalars,
    span,
    reading.report,
  );
  const tests = good.map((value) => testOf(field, span, value));
  const changes = steps.flatMap(({ modifier }) => (modifier.kind === 'item' ? [modifier.change] : []));
  const joined = changes.includes('all') ? andOf(tests) : orOf(tests);
  return changes.includes('negate') ? notOf(joined) : joined;
}

function scalarsOf(node: YamlNode, { report }: Reading): readonly YamlScalar[] | undefined {
  const nodes = node.kind === 'list' ? node.items : [node];
  const scalars = nodes.filter((item) => item.kind === 'scalar');
  const wrong = nodes.find((item) => item.kind !== 'scalar');
  if (wrong === undefined) return scalars;
  report(
    diagnosticAt(wrong.span, {
      code: 'WW0404',
      severity: 'error',
      message: `A field takes a value or a list of values, not ${wrong.kind === 'map' ? 'a map' : 'a list within a list'}`,
      hint: 'Write the values directly under the field.',
    }),
  );
  return undefined;
}

/** The value of a scalar after all the field's modifiers. */
function applyAll(steps: readonly Step[], scalar: YamlScalar, keySpan: Span, reading: Reading): Placed | undefined {
  let value = initialValue(scalar);
  for (const { name, modifier } of steps) {
    if (modifier.kind === 'item') continue;
    const next = applyOne(value, modifier, reading.context);
    if (next.kind === 'problem') {
      reading.report(
        diagnosticAt(scalar.span, {
          code: name === 'expand' ? 'WW0413' : 'WW0410',
          severity: 'error',
          message: `The modifier ${name} cannot be applied: ${next.message}`,
          hint: next.hint,
        }),
      );
      return undefined;
    }
    value = next;
  }
  return { value, span: scalar.span.end > scalar.span.start ? scalar.span : keySpan };
}

function applyOne(
  value: SigmaValue,
  modifier: Extract<Modifier, { kind: 'value' }>,
  context: ModifierContext,
): ReturnType<typeof modifier.apply> {
  if (value.kind === 'anyOf') {
    const values: SigmaValue[] = [];
    for (const one of value.values) {
      const next = applyOne(one, modifier, context);
      if (next.kind === 'problem') return next;
      values.push(next);
    }
    return { kind: 'anyOf', values };
  }
  if (modifier.accepts.includes(value.kind)) return modifier.apply(value, context);
  const accepted = modifier.accepts.map((kind) => kindNames[kind]).join(' or ');
  const message = `it works on ${accepted}, not on ${kindNames[value.kind]}`;
  return { kind: 'problem', message, hint: `Give ${accepted}, or leave the modifier out.` };
}

/** YAML 1.1 makes booleans of `y`, `no`, `on` and more; in a rule those are words. */
function initialValue({ value, text }: YamlScalar): SigmaValue {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean' && /^(?:true|false)$/i.test(text)) return { kind: 'boolean', boolean: value };
  if (typeof value === 'number') return { kind: 'number', number: value, written: text };
  const written = typeof value === 'string' ? value : text;
  return { kind: 'string', string: parseSigmaString(written), cased: false, written };
}

function testOf(field: string, fieldSpan: Span, { value, span }: Placed): Expression {
  if (value.kind === 'anyOf') return orOf(value.values.map((one) => testOf(field, fieldSpan, { value: one, span })));
  return field === '' ? { kind: 'keyword', value, span } : { kind: 'test', field, value, span, fieldSpan };
}

function warnModifiers(steps: readonly Step[], scalars: readonly YamlScalar[], span: Span, { report }: Reading): void {
  const doubt = modifierDoubt(
    steps.map(({ name }) => name),
    scalars.length,
  );
  if (doubt !== undefined) report(diagnosticAt(span, { code: 'WW0424', severity: 'warning', ...doubt }));
}

function warnNullInList(scalars: readonly YamlScalar[], { report }: Reading): void {
  const found = scalars.length > 1 ? scalars.find(({ value }) => value === null) : undefined;
  if (found === undefined) return;
  report(
    diagnosticAt(found.span, {
      code: 'WW0419',
      severity: 'information',
      message: 'The specification does not allow null inside a list; it is read as "or the field is missing"',
      hint: 'Give the null a selection of its own and join the two with or.',
    }),
  );
}
