import { confBoolean } from '../../conf/merge';
import { listOf } from '../auth/roles';
import type { ConfLayers } from '../conf_layers/conf_layers';
import type { Incoming } from '../http/incoming';
import { HecError } from './hec_error';

/** A token of the collector: a stanza `[http://name]` of inputs.conf (inputs.conf.spec). */
export interface HecToken {
  readonly name: string;
  readonly token: string;
  readonly isDisabled: boolean;
  readonly usesAcks: boolean;
  readonly allowsQuery: boolean;
  /** The indexes it may send to; none named: any. */
  readonly indexes: readonly string[];
  /** What its events have where they do not say it. */
  readonly defaults: ReadonlyMap<string, string>;
}

const NAMED = 'http://';

/** The app in which splunkd keeps the collector's own settings, `[http]`. */
export const COLLECTOR_APP = 'splunk_httpinput';

/** The tokens that were made; none while the collector as a whole is switched off. */
export function hecTokens(conf: ConfLayers): readonly HecToken[] {
  const whole = conf.find('inputs', 'http', { owner: 'nobody', app: COLLECTOR_APP })?.settings;
  if (confBoolean(whole?.get('disabled') ?? '0') === true) return [];
  return conf
    .objects('inputs', { owner: 'nobody', app: '-' })
    .filter(({ name }) => name.startsWith(NAMED))
    .map(({ name, settings }) => tokenOf(name.slice(NAMED.length), settings))
    .filter(({ token }) => token !== '');
}

function tokenOf(name: string, settings: ReadonlyMap<string, string>): HecToken {
  const on = (key: string): boolean => confBoolean(settings.get(key) ?? '0') === true;
  return {
    name,
    token: settings.get('token')?.trim() ?? '',
    isDisabled: on('disabled'),
    usesAcks: on('useACK'),
    allowsQuery: on('allowQueryStringAuth'),
    indexes: listOf(settings.get('indexes'), ','),
    defaults: settings,
  };
}

/** The token of a request: in the address, after `Splunk`, or as the password of Basic credentials. */
export function tokenFor(tokens: readonly HecToken[], { query, headers }: Incoming): HecToken {
  const asked = query.get('token');
  const token = tokens.find((each) => each.token === (asked ?? keyIn(headers.authorization ?? '')));
  if (token === undefined) throw new HecError('invalidToken');
  if (asked !== undefined && !token.allowsQuery) throw new HecError('noQueryTokens');
  if (token.isDisabled) throw new HecError('tokenDisabled');
  return token;
}

function keyIn(header: string): string {
  if (header.trim() === '') throw new HecError('tokenRequired');
  const [, scheme = '', rest = ''] = /^(\S+)\s+(\S.*)$/.exec(header) ?? [];
  if (/^splunk$/i.test(scheme)) return rest.trim();
  if (!/^basic$/i.test(scheme)) throw new HecError('invalidAuthorization');
  const text = Buffer.from(rest, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}
