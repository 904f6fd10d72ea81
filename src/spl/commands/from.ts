import { didYouMean } from '../../core/suggest';
import type { FromCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { writeText } from '../write';
import { opened } from '../field_set';

const TYPES: Readonly<Record<FromCommand['type'], true>> = {
  datamodel: true,
  inputlookup: true,
  lookup: true,
  savedsearch: true,
};

function isType(name: string): name is FromCommand['type'] {
  return Object.hasOwn(TYPES, name);
}

/** dataset := type ( : | blank ) name */
export function parseFrom(cursor: Cursor, start: number): FromCommand {
  const typeStart = cursor.position;
  const type = (cursor.take(/\w+/y) ?? '').toLowerCase();
  if (!isType(type))
    throw cursor.problemAt(
      'WW0303',
      typeStart,
      `from reads no dataset of type "${type}"`,
      didYouMean(type, Object.keys(TYPES), `It reads ${Object.keys(TYPES).join(', ')}.`),
    );
  cursor.takeText(':');
  const name = takeName(cursor);
  if (name === undefined)
    throw cursor.problem('WW0303', 'Expected the name of a dataset here', 'write from datamodel:Endpoint.Processes');
  return { kind: 'from', type, name, span: cursor.spanFrom(start) };
}

/** name := text | "text" { . "text" } */
function takeName(cursor: Cursor): string | undefined {
  const quoted = cursor.takeQuoted();
  if (quoted === undefined) return cursor.take(/[^\s"()[\]|`,]+/y);
  return cursor.takeAdjacent(/\.(?=["\w])/y) === undefined ? quoted : `${quoted}.${takeName(cursor) ?? ''}`;
}

/** A dataset with its type, as join and union name it. */
export function writeDataset({ type, name }: FromCommand): string {
  return `${type}:${writeText(name)}`;
}

/** `from datamodel:Model.Dataset`, also with a blank for the colon */
export const fromSyntax: CommandSyntax<'from'> = {
  names: ['from'],
  parse: parseFrom,
  output: opened,
  print: (command) => `from ${writeDataset(command)}`,
};
