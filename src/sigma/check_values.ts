import { diagnosticAt, type Report } from '../core/diagnostic';
import type { Span } from '../core/source';
import type { YamlScalar } from '../core/yaml_node';

/** What is odd about the values of a field, whatever the field is: said twice, empty, or with signs that nobody sees. */
export function checkValues(
  names: readonly string[],
  scalars: readonly YamlScalar[],
  span: Span,
  report: Report,
): void {
  for (const scalar of repeats(names, scalars))
    report(
      diagnosticAt(scalar.span, {
        code: 'WW0425',
        severity: 'information',
        message: `"${shortened(scalar.text)}" stands in this list twice`,
        hint: 'take one away, or write what was meant',
      }),
    );
  for (const scalar of scalars) {
    if (scalar.value === '' && names.some((name) => FITTING_ALL.has(name)))
      report(
        diagnosticAt(scalar.span.end > scalar.span.start ? scalar.span : span, {
          code: 'WW0426',
          severity: 'warning',
          message: 'Every text holds the empty one, so this value narrows nothing',
          hint: 'write what the field must hold, or take the value away',
        }),
      );
    const sign = oddSign(scalar);
    if (sign !== undefined)
      report(
        diagnosticAt(scalar.span, {
          code: 'WW0427',
          severity: 'warning',
          message: `The value has ${sign}, which events hardly have`,
          hint: "type it anew with the keyboard; YAML's quotes are ' and \"",
        }),
      );
  }
}

const FITTING_ALL: ReadonlySet<string> = new Set(['contains', 'startswith', 'endswith']);

/** Modifiers behind which other letters are another value. */
const CASED: ReadonlySet<string> = new Set(['cased', 're', 'base64', 'base64offset']);

function repeats(names: readonly string[], scalars: readonly YamlScalar[]): readonly YamlScalar[] {
  const cased = names.some((name) => CASED.has(name));
  const seen = new Set<string>();
  return scalars.filter(({ text }) => seen.size === seen.add(cased ? text : text.toLowerCase()).size);
}

/** A sign that chats and word processors put in: some rules look for such signs, then they are the whole value. */
function oddSign({ text }: YamlScalar): string | undefined {
  if (/^[\u2018\u201c\u201e].*[\u2019\u201d\u201c]$/s.test(text)) return 'typographic quotes around it';
  const [sign] = /[\u00a0\u200b\u2060\ufeff]/.exec(text) ?? [];
  if (sign === undefined || !/[a-z]/i.test(text)) return undefined;
  return `a blank that nobody sees (U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')})`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
