import { SaxesParser } from 'saxes';

/** Elements and attributes of an XML text under Splunk's paths: `a.b`, `a.b{@name}`. */

/** Every text and attribute by its path; empty when the text is no XML. */
export function xmlPaths(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (path: string, value: string): void => {
    const values = found.get(path) ?? [];
    found.set(path, values);
    values.push(value);
  };
  const parser = new SaxesParser();
  const stack: { readonly name: string; text: string; children: number }[] = [];
  const pathOf = (): string => stack.map(({ name }) => name).join('.');
  // What stands before the fault is kept.
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name, attributes }) => {
    const parent = stack.at(-1);
    if (parent !== undefined) parent.children += 1;
    stack.push({ name, text: '', children: 0 });
    for (const [key, value] of Object.entries(attributes)) add(`${pathOf()}{@${key}}`, String(value));
  });
  const onText = (piece: string): void => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += piece;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    const path = pathOf();
    const top = stack.pop();
    if (top !== undefined && (top.children === 0 || top.text.trim() !== '')) add(path, top.text.trim());
  });
  if (!text.trimStart().startsWith('<')) return found;
  parser.write(text).close();
  return found;
}

/** The values at one path; `{}` and `{n}` choose among equal elements. */
export function xmlPath(text: string, path: string): readonly string[] {
  const paths = xmlPaths(text);
  const direct = paths.get(path);
  if (direct !== undefined) return direct;
  const index = /\{(\d*)\}$/.exec(path);
  const values = paths.get(path.replace(/\{\d*\}/g, '')) ?? [];
  if (index === null || index[1] === '') return values;
  return values.slice(Number(index[1])).slice(0, 1);
}
