/** JSON as conf values hold it: keys sorted, so that the same detection always gives the same text. */

/** Without blanks, as Enterprise Security writes it: an untouched save in its editor then changes nothing. */
export function compactJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** With a blank after `,` and `:` and HTML's characters escaped: as contentctl's templates write it. */
export function spacedJson(value: unknown): string {
  return spaced(value).replace(/[<>&'\u007f-\uffff]/g, escaped);
}

/** Python's json writes everything beyond ASCII as an escape. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = byKey(value).map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`);
  return `{${members.join(', ')}}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(byKey(value).map(([key, item]) => [key, sorted(item)]));
}

function byKey(value: object): readonly (readonly [key: string, value: unknown])[] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
