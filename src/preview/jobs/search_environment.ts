import { confBoolean } from '../../conf/merge';
import type { LookupWrite, Row, SearchEnvironment } from '../../engine/types';
import type { MacroDefinition } from '../../spl/macros';
import { callerFor } from '../auth/callers';
import { listOf } from '../auth/roles';
import type { ConfObject } from '../conf_layers/conf_object';
import type { Caller, Namespace } from '../rest/request';
import { mayRead } from '../rest/rights';
import type { Services } from '../services';
import type { JobSpec } from './job';
import { qualifiedSearch } from '../saved/saved_search';

type Whose = Pick<JobSpec, 'app' | 'owner'>;

/** What a search of this user in this app may ask for: macros, lookups and saved searches through the layers, as far as he may read them. */
export function searchEnvironment(spec: Whose, services: Services): SearchEnvironment {
  const namespace: Namespace = { owner: spec.owner, app: spec.app };
  const user = services.users.find(spec.owner);
  const caller = user === undefined ? undefined : callerFor(user, undefined, services);
  const find = (file: string, name: string): ConfObject | undefined =>
    readable(services.conf.find(file, name, namespace), caller);
  return {
    macro: (name, count) => {
      const object = find('macros', count === 0 ? name : `${name}(${count})`);
      return object === undefined || isDisabled(object) ? undefined : macroOf(name, object);
    },
    macroNames: () =>
      services.conf.objects('macros', namespace, spec.owner).map(({ name }) => name.replace(/\(\d+\)$/, '')),
    readLookup: (name) => services.lookups.read(name, namespace),
    writeLookup: (name: string, rows: readonly Row[], how: LookupWrite) =>
      services.lookups.write(name, rows, how, namespace, caller),
    lookupNames: () => services.lookups.names(namespace),
    lookupMatching: (name) => services.lookups.matching(name, namespace),
    savedSearch: (name) => {
      const text = find('savedsearches', name)?.settings.get('search');
      return text === undefined ? undefined : qualifiedSearch(text);
    },
  };
}

/** The system user, who is in no file, may read everything. */
function readable(object: ConfObject | undefined, caller: Caller | undefined): ConfObject | undefined {
  return object === undefined || caller === undefined || mayRead(object, caller) ? object : undefined;
}

function isDisabled(object: ConfObject): boolean {
  return confBoolean(object.settings.get('disabled') ?? '0') === true;
}

function macroOf(name: string, { settings }: ConfObject): MacroDefinition {
  const [validation, errorMessage] = [settings.get('validation'), settings.get('errormsg')];
  return {
    name,
    args: listOf(settings.get('args'), ','),
    definition: settings.get('definition') ?? '',
    isEval: confBoolean(settings.get('iseval') ?? '0') === true,
    ...(validation === undefined || validation === '' ? {} : { validation }),
    ...(errorMessage === undefined || errorMessage === '' ? {} : { errorMessage }),
  };
}
