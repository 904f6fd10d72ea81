import { ownValue } from '../../core/own_value';
import type { Command, Pipeline } from '../../spl/ast';
import { printCommand, printSearch } from '../../spl/print';
import { jsonReply, reply, XML_TYPE, type Reply } from '../http/reply';
import { notAllowed, RestError } from '../http/rest_error';
import { asCommand } from '../jobs/job_request';
import { requireParsed } from '../jobs/parse_for';
import type { Content } from '../rest/entry';
import { wantsJson, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import { xmlText } from '../rest/xml';
import type { Services } from '../services';

/** `search/v2/parser`: 200 with a flat object when a search parses, 400 with a FATAL message when not (reference 2.4). */
export const parserRoutes: readonly Route[] = [{ pattern: 'search/parser', methods: { GET: getParser, POST: parse } }];

function getParser(request: RestRequest, services: Services): Reply {
  if (!request.isV2) throw notAllowed(['POST']);
  return parse(request, services);
}

function parse(request: RestRequest, services: Services): Reply {
  const search = request.params.get('q')?.trim() ?? '';
  if (search === '') throw new RestError(400, 'Invalid query.', 'FATAL');
  const app = request.namespace.app === '-' ? services.appId : request.namespace.app;
  const pipeline = requireParsed({ search: asCommand(search), app, owner: request.caller.user.name }, services);
  const content = parserContent(pipeline);
  if (wantsJson(request.params)) return jsonReply(200, content);
  return reply(
    200,
    XML_TYPE,
    `<?xml version="1.0" encoding="UTF-8"?>\n<response><dict>${keysXml(content)}</dict></response>`,
  );
}

function keysXml(content: Content): string {
  return Object.entries(content)
    .map(
      ([name, value]) =>
        `<key name="${xmlText(name)}">${xmlText(typeof value === 'object' ? JSON.stringify(value) : String(value))}</key>`,
    )
    .join('');
}

/** Commands that need all rows before they give one. */
const reporting = new Set([
  'stats',
  'tstats',
  'chart',
  'contingency',
  'timechart',
  'top',
  'rare',
  'transpose',
  'sort',
  'dedup',
  'eventstats',
  'tail',
  'reverse',
]);
const generating = new Set([
  'search',
  'tstats',
  'makeresults',
  'inputlookup',
  'datamodel',
  'from',
  'union',
  'metadata',
  'eventcount',
  'gentimes',
  'rest',
  'savedsearch',
  'loadjob',
]);

function parserContent(pipeline: Pipeline): Content {
  const text = printSearch(pipeline);
  const firstReport = pipeline.commands.findIndex((command) => reporting.has(commandName(command)));
  const split = firstReport === -1 ? pipeline.commands.length : firstReport;
  const commands = pipeline.commands.map((command, index) => commandContent(command, index, index >= split));
  const join = (list: readonly Command[]): string => list.map(printCommand).join(' | ');
  return {
    remoteSearch: text,
    remoteTimeOrdered: true,
    eventsSearch: join(pipeline.commands.slice(0, split)),
    eventsTimeOrdered: true,
    eventsStreaming: true,
    reportsSearch: join(pipeline.commands.slice(split)),
    isStreamingSearch: firstReport === -1,
    canSummarize: firstReport !== -1,
    normalizedSearch: text,
    commands,
  };
}

function commandName(command: Command): string {
  return command.kind === 'other' || command.kind === 'unexpanded' ? command.name : command.kind;
}

/** splunkd's words for how a command takes its rows, where they were measured (10.4.2). */
const streamTypes: Readonly<Record<string, string>> = {
  ...{ stats: 'SP_STREAMREPORT', chart: 'SP_STREAMREPORT', timechart: 'SP_STREAMREPORT', tstats: 'SP_STREAMREPORT' },
  ...{ top: 'SP_STREAMREPORT', rare: 'SP_STREAMREPORT', head: 'SP_STATEFUL' },
};

function streamTypeOf(name: string): string {
  return ownValue(streamTypes, name) ?? (reporting.has(name) ? 'SP_NONSTREAMING' : 'SP_STREAM');
}

function commandContent(command: Command, index: number, isReport: boolean): Content {
  const name = commandName(command);
  const rawargs = printCommand(command).slice(name.length).trim();
  return {
    command: name,
    rawargs,
    args: rawargs === '' ? [] : [rawargs],
    pipeline: isReport ? 'report' : 'streaming',
    isGenerating: index === 0 && generating.has(name),
    streamType: streamTypeOf(name),
    isStreamingOpRequired: false,
  };
}
