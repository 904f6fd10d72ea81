import { secretName, type Secret } from '../auth/secrets';
import { badRequest, notFound, RestError } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { entryReply, listReply } from '../rest/answers';
import type { Entry } from '../rest/entry';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';

/** `storage/passwords`: clear text goes only to who may list them. */
const READ = 'list_storage_passwords';
const WRITE = 'edit_storage_passwords';

export const passwordRoutes: readonly Route[] = [
  {
    pattern: 'storage/passwords',
    collection: true,
    methods: { GET: list, POST: create },
    capability: { GET: READ, POST: WRITE },
  },
  {
    pattern: 'storage/passwords/{name}',
    methods: { GET: show, POST: change, DELETE: remove },
    capability: { GET: READ, POST: WRITE, DELETE: WRITE },
  },
];

function entryOf(secret: Secret, services: Services): Entry {
  const name = secretName(secret);
  return {
    name,
    path: `/servicesNS/nobody/${encodeURIComponent(secret.app)}/storage/passwords/${encodeURIComponent(name)}`,
    acl: {
      app: secret.app,
      owner: secret.owner,
      sharing: 'app',
      read: ['*'],
      write: ['admin'],
      canWrite: true,
      removable: true,
    },
    links: ['alternate', 'list', '_reload', 'edit', 'remove'],
    content: {
      clear_password: services.secrets.reveal(secret),
      encr_password: secret.encrypted,
      password: '********',
      realm: secret.realm,
      username: secret.username,
    },
  };
}

function list(request: RestRequest, services: Services): Reply {
  return listReply(
    request,
    'passwords',
    services.secrets.all().map((secret) => entryOf(secret, services)),
    { links: ['create', '_reload'] },
  );
}

async function create(request: RestRequest, services: Services): Promise<Reply> {
  const username = request.params.get('name') ?? '';
  const realm = request.params.get('realm') ?? '';
  const password = request.params.get('password') ?? '';
  if (username === '' || password === '') throw badRequest('The arguments "name" and "password" are needed.');
  const name = secretName({ realm, username });
  if (services.secrets.all().some((each) => secretName(each) === name))
    throw new RestError(409, `Object id=${name} already exists.`);
  const app = request.namespace.app === '-' ? services.appId : request.namespace.app;
  await services.secrets.save({ realm, username, app, owner: request.caller.user.name }, password);
  return entryReply(request, 'passwords', entryOf(existing(name, services), services), 201);
}

function existing(name: string, services: Services): Secret {
  const secret = services.secrets.find(name);
  if (secret === undefined) throw notFound(name);
  return secret;
}

function show(request: RestRequest, services: Services): Reply {
  return entryReply(request, 'passwords', entryOf(existing(named(request, 'name'), services), services));
}

async function change(request: RestRequest, services: Services): Promise<Reply> {
  const secret = existing(named(request, 'name'), services);
  const password = request.params.get('password') ?? '';
  if (password === '') throw badRequest('The argument "password" is needed.');
  await services.secrets.save(secret, password);
  return show(request, services);
}

async function remove(request: RestRequest, services: Services): Promise<Reply> {
  await services.secrets.remove(secretName(existing(named(request, 'name'), services)));
  return list(request, services);
}
