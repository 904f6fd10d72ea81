import type { Command, FieldName, Pipeline } from './ast';
import { outputOf } from './commands';
import { opened, type FieldSet } from './field_set';
import { walk, type Position, type SplNode } from './visit';

/** Which fields a search reads, and which come out of it. */

/** Every field that a tree reads, with its places; the names that commands make are left out. */
export function fieldsUsed(root: SplNode): readonly FieldName[] {
  const used: FieldName[] = [];
  const aggregations = new Set<string>();
  walk(root, (node, position) => {
    if (node.kind === 'field' && !isMade(position)) used.push(node);
    if (node.kind === 'computed') for (const { text } of node.aggregations) aggregations.add(text);
  });
  return aggregations.size === 0 ? used : used.filter(({ name }) => !aggregations.has(name));
}

/** A name that a command gives: behind `as`, before `=` of eval. */
function isMade({ parent, key }: Position): boolean {
  return key === 'as' || key === 'to' || (parent?.kind === 'assignment' && key === 'field');
}

/** The fields of the rows that come out of a pipeline whose macros are expanded; `before` are those of an appendpipe's rows. */
export function fieldsOutput(pipeline: Pipeline, before?: FieldSet): FieldSet {
  const start = before ?? { names: new Set(), open: !pipeline.leadingPipe };
  return pipeline.commands.reduce<FieldSet>(fieldsAfter, start);
}

/** The fields of the rows behind a command, from those before it. */
export function fieldsAfter(before: FieldSet, command: Command): FieldSet {
  if (command.kind === 'macro' || command.kind === 'other' || command.kind === 'unexpanded') return opened(before);
  return outputOf(command, before, fieldsOutput);
}
