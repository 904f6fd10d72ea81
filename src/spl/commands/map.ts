import type { MapCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { quote } from '../escape';
import { integer, OptionReader, type OptionTable } from '../options';
import { writeOptions, writeText } from '../write';

const table: OptionTable<MapCommand['options']> = { maxsearches: integer };

type Searched = Pick<MapCommand, 'form' | 'text' | 'textSpan'>;

/** search="…" | [ … ] | name; the text is read when the values of a row stand in it. */
function takeSearched(cursor: Cursor): Searched | undefined {
  const start = cursor.position;
  const brackets = cursor.takeBrackets();
  if (brackets !== undefined) {
    const textSpan = { source: cursor.source, start: brackets.start, end: brackets.end };
    return { form: 'brackets', text: cursor.source.text.slice(brackets.start, brackets.end).trim(), textSpan };
  }
  const named = cursor.take(/search\s*=/iy) !== undefined;
  const quoted = cursor.takeQuoted();
  if (quoted !== undefined) return { form: named ? 'quoted' : 'saved', text: quoted, textSpan: cursor.spanFrom(start) };
  const bare = cursor.take(/[^\s"()[\]|`,=]+(?!\s*=)/y);
  if (bare === undefined) return undefined;
  return { form: named ? 'quoted' : 'saved', text: bare, textSpan: cursor.spanFrom(start) };
}

/** `map ( search="…" | [ … ] | name ) [maxsearches=number]` */
export const mapSyntax: CommandSyntax<'map'> = {
  names: ['map'],
  parse(cursor, start) {
    const reader = new OptionReader('map', table);
    reader.takeAll(cursor);
    const searched = takeSearched(cursor);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    if (searched === undefined)
      throw cursor.problem('WW0303', 'Expected the search to run for each row', 'write map search="search … $field$"');
    return { kind: 'map', options: reader.options, ...searched, span: cursor.spanFrom(start) };
  },
  output: () => ({ names: new Set(), open: true }),
  print: ({ options, form, text }) => `map ${writeSearched(form, text)}${writeOptions(options)}`,
};

function writeSearched(form: MapCommand['form'], text: string): string {
  if (form === 'brackets') return `[ ${text} ]`;
  return form === 'quoted' ? `search=${quote(text)}` : writeText(text);
}
