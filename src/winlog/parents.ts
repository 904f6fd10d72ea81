import type { ProcessEvent } from '../cim/process';
import { textPool } from './text_pool';
import type { ParentResolver } from './types';

interface KnownProcess {
  readonly path: string | null;
  readonly name: string | null;
  readonly started: number;
}

/** Process ids that are remembered over all hosts of a file; the oldest go first. */
const MOST_KNOWN = 200_000;
/** Paths and names that are kept once for all processes. */
const MOST_TEXTS = 20_000;

/** The first processes of a boot (services.exe among them) are logged before the event that tells of it. */
const BOOT_SECONDS = 60;

/** Remembers which process an id stood for, by host, until the host starts anew. */
export function parentResolver(): ParentResolver {
  const hosts = new Map<string, Map<number, KnownProcess>>();
  const shared = textPool(MOST_TEXTS);
  let known = 0;
  const remember = ({ cim, time }: ProcessEvent): void => {
    if (cim.process_id === null) return;
    const host = hosts.get(hostKey(cim.dest)) ?? new Map<number, KnownProcess>();
    hosts.set(hostKey(cim.dest), host);
    if (!host.delete(cim.process_id)) known += 1;
    host.set(cim.process_id, { path: shared(cim.process_path), name: shared(cim.process_name), started: time });
    if (known > MOST_KNOWN) known -= forgetOldest(hosts);
  };
  return {
    resolve: (event) => {
      const resolved = withParent(event, hosts.get(hostKey(event.cim.dest)));
      remember(event);
      return resolved;
    },
    reboot: (host, time) => {
      for (const [id, { started }] of hosts.get(hostKey(host)) ?? []) {
        if (time !== null && started >= time - BOOT_SECONDS) continue;
        hosts.get(hostKey(host))?.delete(id);
        known -= 1;
      }
    },
  };
}

/** A 4688 event of the old versions names its parent by id alone. */
function withParent(event: ProcessEvent, host: ReadonlyMap<number, KnownProcess> | undefined): ProcessEvent {
  const { cim, eventId } = event;
  if (eventId !== 4688 || cim.parent_process_path !== null || cim.parent_process_id === null) return event;
  const parent = host?.get(cim.parent_process_id);
  if (parent === undefined) return event;
  return {
    ...event,
    parentResolved: true,
    cim: { ...cim, parent_process_path: parent.path, parent_process_name: parent.name },
  };
}

function forgetOldest(hosts: Map<string, Map<number, KnownProcess>>): number {
  for (const [name, host] of hosts) {
    for (const id of host.keys()) {
      host.delete(id);
      if (host.size === 0) hosts.delete(name);
      return 1;
    }
  }
  return 0;
}

const hostKey = (dest: string | null): string => (dest ?? '').toLowerCase();
