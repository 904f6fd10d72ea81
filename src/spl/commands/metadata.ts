import type { MetadataCommand, SearchValue } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { closed } from '../field_set';
import { OptionReader, type OptionTable } from '../options';
import { takeValue } from '../search_expression';
import { writeValue } from '../write';

type MetadataType = MetadataCommand['type'];

/** What each type lists, and in which field. */
export const metadataFields: Readonly<Record<MetadataType, string>> = {
  hosts: 'host',
  sources: 'source',
  sourcetypes: 'sourcetype',
};

function isType(text: string): text is MetadataType {
  return Object.hasOwn(metadataFields, text);
}

/** The columns of its result. */
export function metadataColumns(type: MetadataType): readonly string[] {
  return ['firstTime', metadataFields[type], 'lastTime', 'recentTime', 'totalCount', 'type'];
}

const table: OptionTable<{ readonly type?: MetadataType }> = {
  type: { what: 'hosts, sources or sourcetypes', read: (text) => (isType(text) ? text : undefined) },
};

/** indexes := { index = pattern } */
export function takeIndexes(cursor: Cursor): readonly SearchValue[] {
  const indexes: SearchValue[] = [];
  while (cursor.take(/index\s*=\s*/iy) !== undefined) {
    const value = takeValue(cursor);
    if (value === undefined)
      throw cursor.problem('WW0303', 'Expected the name of an index here', 'write index=main, or index=* for all');
    indexes.push(value);
  }
  return indexes;
}

export function writeIndexes(indexes: readonly SearchValue[]): string {
  return indexes.map((one) => ` index=${writeValue(one)}`).join('');
}

/** `metadata type=(hosts | sources | sourcetypes) { index=name }`; there is one server, so its name says nothing. */
export const metadataSyntax: CommandSyntax<'metadata'> = {
  names: ['metadata'],
  parse(cursor, start) {
    const reader = new OptionReader('metadata', table);
    const indexes: SearchValue[] = [];
    for (let before = -1; before !== cursor.position;) {
      before = cursor.position;
      reader.takeAll(cursor);
      indexes.push(...takeIndexes(cursor));
      cursor.take(/splunk_server\s*=\s*"?(?:local|localhost|\*)"?(?=\s|$)/iy);
      cursor.take(/datatype\s*=\s*event(?=\s|$)/iy);
    }
    reader.refuseUnknown(cursor);
    const { type } = reader.options;
    if (type === undefined)
      throw cursor.problem('WW0303', 'Expected type= here', 'write type=hosts, type=sources or type=sourcetypes');
    return { kind: 'metadata', type, indexes, span: cursor.spanFrom(start) };
  },
  output: (_, { type }) => closed(metadataColumns(type)),
  print: ({ type, indexes }) => `metadata type=${type}${writeIndexes(indexes)}`,
};
