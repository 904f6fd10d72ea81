import type { Span } from '../../core/source';
import type { Command, Pipeline, SearchExpression } from '../../spl/ast';
import { dataModelFields, eventFields, filledByModel } from './output_fields';
import type { Split } from './split';
import { aggregation, byField, fillnull, macro, searchLogical } from './spl_nodes';

/** The searches around a condition, in the shape of ESCU's analytics: count, first and last time, by fields. */

export interface Built {
  readonly pipeline: Pipeline;
  /** The columns of its results. */
  readonly fields: readonly string[];
}

const EVENTS_MACRO = 'webshell_watch_process_events';
const times = ['firstTime', 'lastTime'];

/** `| tstats … from datamodel=Endpoint.Processes where … by … | drop names | where … | times`. */
export function dataModelPipeline(split: Split, read: readonly string[], extra: readonly string[], span: Span): Built {
  const fields = dataModelFields(read, extra);
  const tstats: Command = {
    kind: 'tstats',
    options: {},
    macros: [macro('security_content_summariesonly', [], span)],
    aggregations: aggregations(span),
    datamodel: { model: 'Endpoint', dataset: 'Processes', span },
    where: typeof split.condition === 'boolean' ? null : split.condition,
    by: fields.map((name) => byField(`Processes.${name}`, span)),
    span,
  };
  const commands = [
    tstats,
    macro('drop_dm_object_name', ['Processes'], span),
    ...decide(split, span),
    ...readable(span),
  ];
  return { pipeline: { kind: 'pipeline', commands, leadingPipe: true, span }, fields: ['count', ...times, ...fields] };
}

/**
 * The same over events: `tested` are the fields that `where` reads. Nulls are filled first, as the model does, because
 * `stats … by` drops rows that have one.
 */
export function eventPipeline(
  split: Split,
  shown: readonly string[],
  tested: readonly string[],
  extra: readonly string[],
  span: Span,
): Built {
  const fields = eventFields(shown, extra);
  const others = [...new Set([...fields.filter((name) => !filledByModel.includes(name)), ...tested])];
  const search: Command = { kind: 'search', expression: eventSearch(split, span), implicit: true, span };
  const stats: Command = {
    kind: 'stats',
    options: {},
    aggregations: aggregations(span),
    by: fields.map((name) => byField(name, span)),
    span,
  };
  const fills = [fillnull('unknown', filledByModel, span), fillnull('null', others, span)];
  const commands = [search, ...fills, ...decide(split, span), stats, ...readable(span)];
  return { pipeline: { kind: 'pipeline', commands, leadingPipe: false, span }, fields: [...fields, 'count', ...times] };
}

function eventSearch({ condition }: Split, span: Span): SearchExpression {
  const base = macro(EVENTS_MACRO, [], span);
  if (typeof condition === 'boolean') return base;
  const terms = condition.kind === 'and' ? condition.operands : [condition];
  return searchLogical('and', [base, ...terms], span);
}

function aggregations(span: Span): ReturnType<typeof aggregation>[] {
  return [
    aggregation('count', null, null, span),
    aggregation('min', '_time', 'firstTime', span),
    aggregation('max', '_time', 'lastTime', span),
  ];
}

function decide({ where }: Split, span: Span): readonly Command[] {
  return where === null ? [] : [{ kind: 'where', condition: where, span }];
}

function readable(span: Span): readonly Command[] {
  return times.map((time) => macro('security_content_ctime', [time], span));
}
