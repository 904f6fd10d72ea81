import type { ConfObject } from '../conf_layers/conf_object';
import { forbidden } from '../http/rest_error';
import type { RestRequest } from '../rest/request';
import { isAdmin } from '../rest/rights';
import type { Services } from '../services';
import { createObject } from './conf_entries';

/** What stanzas of inputs.conf have in common, be they of the app's modular inputs or of splunkd's own. */

export const INPUTS = 'inputs';

/** An input names files and ports of this machine: administrators alone. */
export function requireAdmin(request: RestRequest): void {
  if (!isAdmin(request.caller)) throw forbidden('You do not have permission to edit inputs.');
}

/** Makes a stanza that belongs to nobody, in the app that the request names, else in ours. */
export function createStanza(
  request: RestRequest,
  services: Services,
  name: string,
  changes: Readonly<Record<string, string | null>>,
): Promise<ConfObject> {
  const app = request.prefix === '/services' ? services.appId : request.namespace.app;
  const shared = { ...request, namespace: { ...request.namespace, owner: 'nobody', app } };
  return createObject(shared, services, INPUTS, name, changes);
}
