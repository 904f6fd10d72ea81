import { notFound } from '../http/rest_error';
import type { Reply } from '../http/reply';
import { listReply, messagesReply } from '../rest/answers';
import { systemAcl, type Entry } from '../rest/entry';
import { isAdmin } from '../rest/rights';
import { named, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { FiredAlert } from '../saved/alert_store';
import type { Services } from '../services';

/** `alerts/fired_alerts`: what has triggered and has not expired; `-` holds those of every search. */
export const firedAlertRoutes: readonly Route[] = [
  { pattern: 'alerts/fired_alerts', methods: { GET: groups } },
  { pattern: 'alerts/fired_alerts/{name}', methods: { GET: alertsOf, DELETE: remove } },
];

function visibleAlerts(request: RestRequest, services: Services): readonly FiredAlert[] {
  const { caller } = request;
  return services.scheduler.alerts
    .fired(services.now() / 1000)
    .filter(({ owner }) => owner === 'nobody' || owner === caller.user.name || isAdmin(caller));
}

function groups(request: RestRequest, services: Services): Reply {
  const alerts = visibleAlerts(request, services);
  const names = [...new Set(alerts.map(({ name }) => name))];
  const group = (name: string, count: number): Entry => ({
    name,
    path: `${request.prefix}/alerts/fired_alerts/${encodeURIComponent(name)}`,
    acl: systemAcl(services.appId),
    links: ['alternate', 'list'],
    content: { triggered_alert_count: count },
  });
  const each = names.map((name) => group(name, alerts.filter((alert) => alert.name === name).length));
  return listReply(request, 'alerts', [group('-', alerts.length), ...each]);
}

function alertsOf(request: RestRequest, services: Services): Reply {
  const name = named(request, 'name');
  const alerts = visibleAlerts(request, services).filter(
    (alert) => name === '-' || alert.name === name || alert.id === name,
  );
  return listReply(
    request,
    name,
    alerts.map((alert) => alertEntry(alert, request)),
    { defaultSort: '' },
  );
}

function alertEntry(alert: FiredAlert, request: RestRequest): Entry {
  return {
    name: alert.id,
    path: `${request.prefix}/alerts/fired_alerts/${encodeURIComponent(alert.id)}`,
    acl: { ...systemAcl(alert.app), owner: alert.owner, sharing: 'app', removable: true, canWrite: true },
    links: ['alternate', 'list', 'remove'],
    published: alert.time * 1000,
    content: {
      actions: alert.actions.map(({ name }) => name).join(','),
      alert_type: 'historical',
      digest_mode: !alert.perResult,
      expiration_time_rendered: new Date(alert.expires * 1000).toISOString(),
      savedsearch_name: alert.name,
      severity: alert.severity,
      sid: alert.sid,
      trigger_time: alert.time,
      trigger_time_rendered: new Date(alert.time * 1000).toISOString(),
      triggered_alerts: alert.count,
      preview_actions: alert.actions.map(({ name, status, detail }) => ({ name, status, detail })),
      preview_result: alert.result,
    },
  };
}

async function remove(request: RestRequest, services: Services): Promise<Reply> {
  const name = named(request, 'name');
  const found = visibleAlerts(request, services).filter((alert) => alert.id === name || alert.name === name);
  if (found.length === 0) throw notFound(name);
  for (const alert of found) await services.scheduler.alerts.remove(alert.id);
  return messagesReply(request, 200, []);
}
