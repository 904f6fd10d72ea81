import { ownValue } from '../../core/own_value';
import type { ConfObject } from '../conf_layers/conf_object';
import { badRequest, forbidden, notFound, RestError } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import type { Content, Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import { changeObject, createObject, objectEntry, requireWrite, storable, visible } from './conf_entries';

/** `data/props/…`: single settings of props.conf, each an entry `stanza : CLASS-name` (REST reference, data/props). */
const FILE = 'props';

interface PropClass {
  /** How the settings' names begin, by what `type` says. */
  readonly prefixes: Readonly<Record<string, string>>;
  /** The form field that holds the value. */
  readonly valueField: string;
}

const classes: Readonly<Record<string, PropClass>> = {
  calcfields: { prefixes: { EVAL: 'EVAL-' }, valueField: 'value' },
  extractions: { prefixes: { EXTRACT: 'EXTRACT-', REPORT: 'REPORT-' }, valueField: 'value' },
  fieldaliases: { prefixes: { FIELDALIAS: 'FIELDALIAS-' }, valueField: 'value' },
  lookups: { prefixes: { LOOKUP: 'LOOKUP-' }, valueField: 'transform' },
  'sourcetype-rename': { prefixes: { RENAME: 'rename' }, valueField: 'value' },
};

export const propClassRoutes: readonly Route[] = Object.entries(classes).flatMap(([path, propClass]) => {
  const door = doorOf(`data/props/${path}`, propClass);
  return [
    { pattern: `data/props/${path}`, collection: true, methods: { GET: door.list, POST: door.create } },
    { pattern: `data/props/${path}/{name}`, methods: { GET: door.show, POST: door.change, DELETE: door.remove } },
  ];
});

interface Found {
  readonly object: ConfObject;
  readonly key: string;
  readonly type: string;
}

function doorOf(pattern: string, { prefixes, valueField }: PropClass) {
  const typeOf = (key: string): string | undefined =>
    Object.entries(prefixes).find(([, prefix]) => key.startsWith(prefix))?.[0];

  const all = (request: RestRequest, services: Services): readonly Found[] =>
    visible(request, services, FILE).flatMap((object) =>
      [...object.settings.keys()].flatMap((key) => {
        const type = typeOf(key);
        return type === undefined ? [] : [{ object, key, type }];
      }),
    );

  const entryOf = ({ object, key, type }: Found, request: RestRequest): Entry => {
    const value = object.settings.get(key) ?? '';
    const content: Content = {
      ...{ attribute: key, stanza: object.name, value },
      type: type === 'EXTRACT' ? 'Inline' : type === 'REPORT' ? 'Uses transform' : type,
      ...(valueField === 'transform' ? lookupContent(value) : type === 'FIELDALIAS' ? aliasContent(value) : {}),
    };
    return objectEntry({ ...object, name: nameOf(object.name, key) }, request, pattern, content);
  };

  const found = (request: RestRequest, services: Services): Found => {
    const name = named(request, 'name');
    const one = all(request, services).find(({ object, key }) => nameOf(object.name, key) === name);
    if (one === undefined) throw notFound(name);
    return one;
  };

  const shown = (stanza: string, key: string, request: RestRequest, services: Services, status: number): Reply => {
    const name = nameOf(stanza, key);
    const again = { ...request, names: { name } };
    return entryReply(request, title, entryOf(found(again, services), request), status);
  };
  const title = pattern.replace('data/', '').replace('/', '-');

  return {
    list: (request: RestRequest, services: Services): Reply => {
      const entries = all(request, services).map((each) => entryOf(each, request));
      return listReply(request, title, entries, { links: ['create', '_reload', '_acl'] });
    },
    show: (request: RestRequest, services: Services): Reply =>
      entryReply(request, title, entryOf(found(request, services), request)),
    create: async (request: RestRequest, services: Services): Promise<Reply> => {
      const [name, stanza] = [required('name', request), request.form.get('stanza') ?? ''];
      const isRename = pattern.endsWith('sourcetype-rename');
      const type = (request.form.get('type') ?? Object.keys(prefixes)[0] ?? '').toUpperCase();
      const prefix = ownValue(prefixes, type);
      if (prefix === undefined) throw badRequest(`Invalid type "${type}": use ${Object.keys(prefixes).join(' or ')}.`);
      const [where, key] = isRename ? [name, prefix] : [stanza || required('stanza', request), `${prefix}${name}`];
      const value = storable(key, valueOf(request, valueField));
      const known = all(request, services).some(({ object, key: own }) => object.name === where && own === key);
      if (known) throw new RestError(409, `An object with name=${nameOf(where, key)} already exists`);
      const before = visible(request, services, FILE).find((object) => object.name === where);
      if (before === undefined) await createObject(request, services, FILE, where, { [key]: value });
      else await changeObject(before, request, services, { [key]: value });
      return shown(where, key, request, services, 201);
    },
    change: async (request: RestRequest, services: Services): Promise<Reply> => {
      const { object, key } = found(request, services);
      await changeObject(object, request, services, { [key]: storable(key, valueOf(request, valueField)) });
      return shown(object.name, key, request, services, 200);
    },
    remove: async (request: RestRequest, services: Services): Promise<Reply> => {
      const { object, key } = found(request, services);
      requireWrite(object, request);
      if (!object.hasLocal || !object.own.has(key))
        throw forbidden(`"${nameOf(object.name, key)}" is shipped with the app "${object.app}" and can't be removed.`);
      await changeObject(object, request, services, { [key]: null });
      const entries = all(request, services).map((each) => entryOf(each, request));
      return listReply({ ...request, path: request.path.slice(0, -1) }, title, entries);
    },
  };
}

const nameOf = (stanza: string, key: string): string => (key === 'rename' ? stanza : `${stanza} : ${key}`);

function required(name: string, { form }: RestRequest): string {
  const value = form.get(name) ?? '';
  if (value === '') throw badRequest(`The argument "${name}" is needed.`);
  return value;
}

/** The value of the form: plain, an alias table (`alias.old` = new), or a lookup with its fields. */
function valueOf(request: RestRequest, valueField: string): string {
  const pairs = (prefix: string, between: string): string =>
    request.form
      .entries()
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) =>
        value === '' ? key.slice(prefix.length) : `${key.slice(prefix.length)}${between}${value}`,
      )
      .join(' ');
  const aliases = pairs('alias.', ' AS ');
  if (aliases !== '') return aliases;
  const value = required(valueField, request);
  if (valueField !== 'transform') return value;
  const output = pairs('lookup.field.output.', ' AS ');
  const word = request.form.get('overwrite') === '0' ? 'OUTPUTNEW' : 'OUTPUT';
  return [value, pairs('lookup.field.input.', ' AS '), output === '' ? '' : `${word} ${output}`]
    .filter(Boolean)
    .join(' ');
}

function aliasContent(value: string): Content {
  const pairs = [...value.matchAll(/("[^"]+"|\S+)\s+as(?:new)?\s+("[^"]+"|\S+)/gi)];
  return Object.fromEntries(pairs.map(([, from = '', to = '']) => [`alias.${from}`, to]));
}

function lookupContent(value: string): Content {
  const [transform = '', ...rest] = value.split(/\s+/);
  const text = rest.join(' ');
  const [, input = '', word, output = ''] = /^(.*?)(?:\s*\b(OUTPUT(?:NEW)?)\b\s*(.*))?$/.exec(text) ?? [];
  const fields = (kind: string, part: string): Content =>
    Object.fromEntries(
      [...part.matchAll(/([^\s,]+)(?:\s+as\s+([^\s,]+))?/gi)].map(([, name = '', as = '']) => [
        `lookup.field.${kind}.${name}`,
        as,
      ]),
    );
  return { transform, overwrite: word !== 'OUTPUTNEW', ...fields('input', input), ...fields('output', output) };
}
