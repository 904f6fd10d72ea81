import { parseSigmaString } from '../sigma_string';
import type { SigmaValue } from '../value';
import { problem, textModifier, type ModifierContext, type Problem } from './modifier';

/** A percent sign behind an odd number of backslashes is escaped. */
const placeholderPattern = /(?<=(?:^|[^\\])(?:\\\\)*)%([A-Za-z0-9_-]+)%/;
const MOST = 10_000;

/** `expand`: each `%placeholder%` replaced by the values that the caller supplies; `\%` is a percent sign. */
export const expand = textModifier((value, context) => {
  const texts = expanded(value.written, context);
  if (!Array.isArray(texts)) return texts;
  const values = texts.map((text): SigmaValue => {
    const written = text.replaceAll('\\%', '%');
    return { ...value, written, string: parseSigmaString(written) };
  });
  return { kind: 'anyOf', values };
});

function expanded(text: string, context: ModifierContext): string[] | Problem {
  const found = placeholderPattern.exec(text);
  if (found === null) return [text];
  const name = found[1] ?? '';
  const values = context.placeholder(name);
  if (values === undefined)
    return problem(
      `nobody gives the values of the placeholder %${name}%`,
      `Supply them, for example --placeholder ${name}=value1,value2, or write the values into the rule.`,
    );
  const rest = expanded(text.slice(found.index + found[0].length), context);
  if (!Array.isArray(rest)) return rest;
  if (values.length * rest.length > MOST)
    return problem(`it would make ${values.length * rest.length} values`, 'Use fewer placeholders in one value.');
  const before = text.slice(0, found.index);
  return values.flatMap((value) => rest.map((end) => before + value + end));
}
