import type { ArgumentDefinition } from './arguments';
import type { InputDefinition } from './input_definition';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * The REST endpoint that splunkd gives an input, `data/inputs/<name>`, as an OpenAPI 3.0 document: list, create, read,
 * change, delete. Bodies are forms, as everywhere in splunkd's REST.
 */
export function openApi(definition: InputDefinition, version: string): JsonValue {
  const collection = `/servicesNS/nobody/{app}/data/inputs/${definition.name}`;
  return {
    openapi: '3.0.3',
    info: { title: definition.title, description: definition.description, version },
    servers: [{ url: 'https://localhost:8089' }],
    security: [{ basic: [] }, { token: [] }],
    paths: {
      [collection]: {
        parameters: [pathParameter('app'), outputMode],
        get: operation('list', 'Every stanza of this input'),
        post: operation('create', 'A new stanza', form(definition, true), '201'),
      },
      [`${collection}/{name}`]: {
        parameters: [pathParameter('app'), pathParameter('name'), outputMode],
        get: operation('read', 'One stanza'),
        post: operation('update', 'Changes a stanza', form(definition, false)),
        delete: operation('delete', 'Deletes a stanza'),
      },
    },
    components: {
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic' },
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'Splunk SESSION_KEY' },
      },
    },
  };
}

const outputMode: JsonValue = { name: 'output_mode', in: 'query', schema: { type: 'string', enum: ['json', 'xml'] } };

function pathParameter(name: string): JsonValue {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

function operation(id: string, summary: string, body?: JsonValue, status = '200'): JsonValue {
  return {
    operationId: id,
    summary,
    ...(body === undefined ? {} : { requestBody: body }),
    responses: {
      [status]: { description: summary },
      '400': { description: 'The settings were refused; `messages` says why' },
    },
  };
}

function form(definition: InputDefinition, isNew: boolean): JsonValue {
  const own = Object.entries(definition.arguments);
  const required = own.filter(([, argument]) => argument.required === true).map(([name]) => name);
  return {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          ...(isNew ? { required: ['name', ...required] } : {}),
          properties: {
            ...(isNew ? { name: { type: 'string', description: 'What stands behind the scheme in the stanza' } } : {}),
            interval: {
              type: 'string',
              description: 'Seconds between two starts, or five cron fields',
              default: definition.interval,
            },
            index: { type: 'string', default: 'default' },
            ...Object.fromEntries(own.map(([name, argument]) => [name, property(argument)])),
          },
        },
      },
    },
  };
}

function property(argument: ArgumentDefinition): JsonValue {
  const text = { title: argument.title, description: argument.description };
  switch (argument.kind) {
    case 'text':
      return {
        ...text,
        type: 'string',
        ...present('pattern', argument.pattern && `^(?:${argument.pattern})$`),
        ...present('default', argument.default),
      };
    case 'number':
      return {
        ...text,
        type: argument.integer === true ? 'integer' : 'number',
        ...present('minimum', argument.minimum),
        ...present('maximum', argument.maximum),
        ...present('default', argument.default),
      };
    case 'boolean':
      return { ...text, type: 'boolean', ...present('default', argument.default) };
    case 'choice':
      return { ...text, type: 'string', enum: argument.choices, ...present('default', argument.default) };
    case 'list':
      return { ...text, type: 'string', ...present('default', argument.default?.join(argument.separator ?? ',')) };
    case 'duration':
      return { ...text, type: 'string', ...present('default', argument.default) };
    case 'secret':
      return { ...text, type: 'string', format: 'credential-name' };
  }
}

/** `{ key: value }`, or nothing where there is no value. */
function present(key: string, value: JsonValue | undefined): { readonly [key: string]: JsonValue } {
  return value === undefined ? {} : { [key]: value };
}
