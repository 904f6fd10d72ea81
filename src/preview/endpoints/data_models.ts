import { cimColumnNames } from '../../engine/store/columns';
import { notFound } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';

/** `datamodel/model`: Endpoint with its one filled dataset; `description` is the model as JSON text, as clients parse it. */
export const dataModelRoutes: readonly Route[] = [
  { pattern: 'datamodel/model', methods: { GET: models } },
  { pattern: 'datamodel/model/{name}', methods: { GET: model } },
];

const definition = {
  modelName: 'Endpoint',
  displayName: 'Endpoint',
  description: 'Process creations of the preview.',
  objectSummary: { 'Event-Based': 1, 'Transaction-Based': 0, 'Search-Based': 0 },
  objectNameList: ['Processes'],
  objects: [
    {
      objectName: 'Processes',
      displayName: 'Processes',
      parentName: 'BaseEvent',
      lineage: 'Processes',
      comment: '',
      fields: cimColumnNames.map((fieldName) => ({
        ...{ fieldName, displayName: fieldName, owner: 'Processes', type: 'string', fieldSearch: '', comment: '' },
        ...{ required: false, multivalue: false, hidden: false, editable: false },
      })),
      calculations: [],
      constraints: [{ search: 'tag=process tag=report', owner: 'Processes' }],
    },
  ],
} as const;

function modelEntry(request: RestRequest): Entry {
  return {
    name: 'Endpoint',
    path: `${request.prefix}/datamodel/model/Endpoint`,
    acl: systemAcl('Splunk_SA_CIM'),
    links: ['alternate', 'list'],
    content: {
      displayName: 'Endpoint',
      description: JSON.stringify(definition),
      acceleration: '{"enabled":false}',
      'eai:appName': 'Splunk_SA_CIM',
      concise: '0',
      dataset_type: 'datamodel',
    },
  };
}

function models(request: RestRequest): Reply {
  return listReply(request, 'datamodel', [modelEntry(request)]);
}

function model(request: RestRequest): Reply {
  if (named(request, 'name') !== 'Endpoint') throw notFound(named(request, 'name'));
  return entryReply(request, 'datamodel', modelEntry(request));
}
