import type { LogSource } from './rule';

/** Which events a rule's log source means. */

/** Whether rules of this log source are about Windows process creations of the given event id. */
export function coversProcessCreation({ category, product, service }: LogSource, eventId: number): boolean {
  if (category !== 'process_creation' || (product !== null && product !== 'windows')) return false;
  return service === null || service === (eventId === 4688 ? 'security' : 'sysmon');
}
