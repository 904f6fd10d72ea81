import { confBoolean } from '../../conf/merge';
import { cimColumnNames } from '../../engine/store/columns';
import { badRequest, notFound } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply, messagesReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import { changeObject, createObject, storable, visible } from './conf_entries';

/** `search/tags` and `search/fields`: what tags.conf gives to pairs of field and value (`[host=web01]` `www = enabled`). */
const FILE = 'tags';

export const tagRoutes: readonly Route[] = [
  { pattern: 'search/tags', methods: { GET: tags } },
  { pattern: 'search/tags/{tag}', methods: { GET: pairsOfTag, POST: changeTag, DELETE: removeTag } },
  { pattern: 'search/fields', methods: { GET: fields } },
  { pattern: 'search/fields/{field}', methods: { GET: field } },
  { pattern: 'search/fields/{field}/tags', methods: { GET: tagsOfField, POST: changeFieldTags } },
];

interface Tagged {
  readonly field: string;
  readonly value: string;
  readonly tag: string;
}

/** Every tag that is on, with its pair; names and values are percent-encoded in the stanza's name. */
function tagged(request: RestRequest, services: Services): readonly Tagged[] {
  return visible(request, services, FILE).flatMap(({ name, settings }) => {
    const [field = '', ...rest] = name.split('=');
    return [...settings].flatMap(([tag, state]) =>
      confBoolean(state) === true || state.trim() === 'enabled'
        ? [{ field: decoded(field), value: decoded(rest.join('=')), tag }]
        : [],
    );
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function plainEntry(name: string, path: string, request: RestRequest): Entry {
  return {
    name,
    path: `${request.prefix}/search/${path}`,
    acl: systemAcl(),
    links: ['alternate', 'list'],
    content: {},
  };
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

function tags(request: RestRequest, services: Services): Reply {
  const names = unique(tagged(request, services).map(({ tag }) => tag));
  const entries = names.map((name) => plainEntry(name, `tags/${encodeURIComponent(name)}`, request));
  return listReply(request, 'tags', entries);
}

/** Entries named `field::value`. */
function pairsOfTag(request: RestRequest, services: Services): Reply {
  const wanted = named(request, 'tag');
  const found = tagged(request, services).filter(({ tag }) => tag === wanted);
  if (found.length === 0) throw notFound(wanted);
  const entries = found.map(({ field, value }) =>
    plainEntry(
      `${field}::${value}`,
      `tags/${encodeURIComponent(wanted)}/${encodeURIComponent(`${field}::${value}`)}`,
      request,
    ),
  );
  return listReply(request, wanted, entries);
}

/** Puts a tag on a pair or takes it off; the stanza is made when it is the first of its pair. */
async function set(
  { field, value, tag }: Tagged,
  isOn: boolean,
  request: RestRequest,
  services: Services,
): Promise<void> {
  const stanza = `${field}=${encodeURIComponent(value)}`;
  const changes = { [tag]: storable(tag, isOn ? 'enabled' : 'disabled') };
  const before = visible(request, services, FILE).find(({ name }) => name === stanza || name === `${field}=${value}`);
  if (before === undefined) await createObject(request, services, FILE, stanza, changes);
  else await changeObject(before, request, services, changes);
}

/** `add` and `delete` hold pairs as `field::value`, each as often as it is sent. */
async function changeTag(request: RestRequest, services: Services): Promise<Reply> {
  const tag = named(request, 'tag');
  for (const name of ['add', 'delete'])
    for (const pair of request.form.all(name)) {
      const [field = '', value = ''] = pair.split(/::(.*)/s);
      if (field === '' || value === '')
        throw badRequest(`"${pair}" is no pair of field and value: write field::value.`);
      await set({ field, value, tag }, name === 'add', request, services);
    }
  return messagesReply(request, 200, []);
}

async function removeTag(request: RestRequest, services: Services): Promise<Reply> {
  const wanted = named(request, 'tag');
  const found = tagged(request, services).filter(({ tag }) => tag === wanted);
  if (found.length === 0) throw notFound(wanted);
  for (const each of found) await set(each, false, request, services);
  return messagesReply(request, 200, []);
}

const splunksOwn = ['_raw', '_time', 'host', 'index', 'linecount', 'punct', 'source', 'sourcetype', 'splunk_server'];

function fields(request: RestRequest): Reply {
  const names = unique([...splunksOwn, ...cimColumnNames]);
  const entries = names.map((name) => plainEntry(name, `fields/${encodeURIComponent(name)}`, request));
  return listReply(request, 'fields', entries);
}

function field(request: RestRequest): Reply {
  const name = named(request, 'field');
  if (!unique([...splunksOwn, ...cimColumnNames]).includes(name)) throw notFound(name);
  return entryReply(request, 'fields', plainEntry(name, `fields/${encodeURIComponent(name)}`, request));
}

function tagsOfField(request: RestRequest, services: Services): Reply {
  const wanted = named(request, 'field');
  const found = tagged(request, services).filter((each) => each.field === wanted);
  const entries = found.map(({ value, tag }) =>
    plainEntry(
      `${value}::${tag}`,
      `fields/${encodeURIComponent(wanted)}/tags/${encodeURIComponent(`${value}::${tag}`)}`,
      request,
    ),
  );
  return listReply(request, wanted, entries);
}

/** `value` with the tags to `add` and to `delete`. */
async function changeFieldTags(request: RestRequest, services: Services): Promise<Reply> {
  const value = request.form.get('value') ?? '';
  if (value === '') throw badRequest('The argument "value" is needed.');
  const names = (name: string): readonly string[] =>
    request.form
      .all(name)
      .flatMap((text) => text.split(/[\s,]+/))
      .filter(Boolean);
  const wanted = named(request, 'field');
  for (const tag of names('add')) await set({ field: wanted, value, tag }, true, request, services);
  for (const tag of names('delete')) await set({ field: wanted, value, tag }, false, request, services);
  return messagesReply(request, 200, []);
}
