import { arrayOf, flagOf, isObject, numberOf, objectOf, textOf, type Json } from '../shared/decode';
import { restAddress } from '../shared/host_page';
import { rest, RestError } from '../shared/rest';

/** Fired alerts of our rules. */
export interface FiredAlert {
  readonly id: string;
  readonly rule: string;
  readonly sid: string;
  /** Epoch seconds. */
  readonly time: number;
  readonly severity: number;
  /** By splunkd's ACL of the alert, where it sends one. */
  readonly canRemove: boolean;
}

const OURS = /^Webshell Watch - (.+) - Rule$/;

/** All that are kept, newest first. */
export async function readFiredAlerts(signal: AbortSignal): Promise<readonly FiredAlert[]> {
  const answer = await rest(restAddress('alerts/fired_alerts/-'), { query: { output_mode: 'json', count: 0 }, signal });
  return arrayOf(objectOf(answer).entry)
    .filter(isObject)
    .flatMap((entry) => firedAlert(textOf(entry.name), objectOf(entry.content), objectOf(entry.acl)))
    .sort((a, b) => b.time - a.time);
}

/** One of our rules' alerts; nothing for another app's. */
export function firedAlert(id: string, content: Json, acl: Json): readonly FiredAlert[] {
  const rule = OURS.exec(textOf(content.savedsearch_name))?.[1];
  if (rule === undefined) return [];
  return [
    {
      id,
      rule,
      sid: textOf(content.sid),
      time: numberOf(content.trigger_time) ?? 0,
      severity: numberOf(content.severity) ?? 3,
      canRemove: acl.removable === undefined || flagOf(acl.removable),
    },
  ];
}

/** Acknowledges an alert: splunkd takes it off the list, for everybody. One that is gone already is no error. */
export async function acknowledgeAlert(alert: FiredAlert): Promise<void> {
  try {
    await rest(restAddress(`alerts/fired_alerts/${encodeURIComponent(alert.id)}`), {
      method: 'DELETE',
      query: { output_mode: 'json' },
    });
  } catch (error) {
    if (!(error instanceof RestError && error.failure.kind === 'not_found')) throw error;
  }
}
