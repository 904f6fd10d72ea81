import type { YamlMap } from '../../core/yaml_node';

/** Changes at the top of a YAML file that leave the rest of it, comments included, as it stands. */

/** New text for a key: `title: …`, or several lines; null takes the key away. */
export type KeyEdits = Readonly<Record<string, string | null>>;

/** The text with each key replaced where it stands; keys that are not there are added at the end. */
export function editKeys(text: string, map: YamlMap, edits: KeyEdits): string {
  const found = Object.entries(edits).flatMap(([key, replacement]) => {
    const entry = map.entries.get(key);
    return entry === undefined
      ? []
      : [{ start: entry.keySpan.start, end: blockEnd(text, entry.value.span.end), replacement }];
  });
  const changed = [...found]
    .sort((a, b) => b.start - a.start)
    .reduce((now, { start, end, replacement }) => splice(now, start, end, replacement), text);
  const added = Object.entries(edits).flatMap(([key, replacement]) =>
    map.entries.has(key) || replacement === null ? [] : [replacement],
  );
  return `${changed.replace(/\n*$/, '\n')}${added.map((line) => `${line}\n`).join('')}`;
}

/** The end of the line on which the value ends; a value that ends with its line break ends before it. */
function blockEnd(text: string, end: number): number {
  const at = text[end - 1] === '\n' ? end - 1 : end;
  const lineEnd = text.indexOf('\n', at);
  return lineEnd === -1 ? text.length : lineEnd;
}

function splice(text: string, start: number, end: number, replacement: string | null): string {
  return replacement === null
    ? text.slice(0, start) + text.slice(end + 1)
    : text.slice(0, start) + replacement + text.slice(end);
}
