import { ownValue } from '../../core/own_value';
import type { SearchResult } from '../../engine/types';
import { isLoopback } from '../http/host_check';
import { jsonRow } from '../jobs/result_formats';
import type { ActionRecord } from './alert_store';
import type { SavedSearch } from './saved_search';

/** What an action is told about the alert that triggers it. */
export interface ActionContext {
  readonly sid: string;
  readonly saved: SavedSearch;
  readonly result: SearchResult;
  readonly serverName: string;
  /** Hosts besides this machine that webhooks may be sent to. */
  readonly webhookHosts: readonly string[];
}

/** Runs all enabled actions: a webhook is sent, everything else is recorded as what would have been sent. */
export async function runActions(context: ActionContext): Promise<readonly ActionRecord[]> {
  const records = context.saved.actions.map(({ name, settings }) =>
    name === 'webhook' ? webhook(settings, context) : Promise.resolve(recorded(name, settings, context)),
  );
  return Promise.all(records);
}

function recorded(name: string, settings: Readonly<Record<string, string>>, { result }: ActionContext): ActionRecord {
  const first = firstResult(result);
  const filled = Object.entries(settings).map(([key, value]) => [key, fillTokens(value, first)] as const);
  return { name, status: 'recorded', detail: JSON.stringify(Object.fromEntries(filled)).slice(0, 20_000) };
}

/** `$field$` and `$result.field$` stand for values of the first result. */
export function fillTokens(text: string, row: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:result\.)?([\w.]+)\$/g, (whole, field: string) => ownValue(row, field) ?? whole);
}

/** The first result with all values as texts. */
export function firstResult({ rows, fields }: SearchResult): Readonly<Record<string, string>> {
  const [row] = rows;
  if (row === undefined) return {};
  return Object.fromEntries(
    Object.entries(jsonRow(row, fields)).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

const TIMEOUT_MILLISECONDS = 10_000;

/** Splunk's own webhook body: sid, search_name, app, owner, results_link, result. */
async function webhook(settings: Readonly<Record<string, string>>, context: ActionContext): Promise<ActionRecord> {
  const url = settings['param.url'] ?? '';
  const refused = whyRefused(url, context.webhookHosts);
  if (refused !== undefined) return { name: 'webhook', status: 'failed', detail: refused };
  const { sid, saved, result } = context;
  const body = {
    sid,
    search_name: saved.name,
    app: saved.app,
    owner: saved.owner,
    results_link: '',
    result: firstResult(result),
  };
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'webshell-watch-preview' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    await response.body?.cancel();
    return { name: 'webhook', status: response.ok ? 'sent' : 'failed', detail: `${url}: ${response.status}` };
  } catch (error) {
    return {
      name: 'webhook',
      status: 'failed',
      detail: `${url}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** A webhook can reach what only this machine can: other hosts must be allowed by name. */
function whyRefused(text: string, allowed: readonly string[]): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return `"${text}" is no http address`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || isLoopback(host) || allowed.includes(host)) return undefined;
  return `webhooks to ${host} are not allowed: add it to allowed_hosts under [webhook] in alert_actions.conf`;
}
