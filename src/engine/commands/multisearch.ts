import type { MultisearchCommand } from '../../spl/ast';
import type { Stream } from '../context';
import type { Row } from '../types';
import { fieldOf } from '../values/row';
import { numberOf } from '../values/value';
import { requireFirst, collect, type CommandContext, type Runner } from './command';

/** `multisearch`: the events of several searches, newest first. */
export const runMultisearch: Runner<'multisearch'> = (command, context) => {
  requireFirst(context, command, 'Put it first, or use append.');
  return async function* () {
    const { fields, rows } = await collect(oneByOne(command, context), context);
    yield { fields, rows: [...rows].sort((a, b) => timeOf(b) - timeOf(a)) };
  };
};

async function* oneByOne({ subsearches }: MultisearchCommand, context: CommandContext): Stream {
  for (const { pipeline, span } of subsearches)
    yield await context.runSubsearch(pipeline, { span, maxRows: context.limits.maxResultRows });
}

function timeOf(row: Row): number {
  return numberOf(fieldOf(row, '_time')) ?? 0;
}
