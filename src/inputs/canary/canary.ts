import { hostname } from 'node:os';
import { defineInput } from '../../modinput/definition/define_input';
import type { InputEvent } from '../../modinput/event';
import { canaryDefinition, canaryVendorProduct } from './definition';

/** One canary event a start: splunkd starts the input at its interval. */
export const canary = defineInput({
  ...canaryDefinition,
  stream: async ({ arguments: { parent, child, dest }, stanza, clock, emit, log }) => {
    const host = dest ?? stanza.host ?? hostname();
    const now = clock.now();
    await emit({
      ...canaryEvent({ parent, child, host, now }),
      ...(stanza.index === undefined ? {} : { index: stanza.index }),
    });
    log.info(`canary written: host="${host}" parent="${parent}" child="${child}"`);
  },
});

interface CanaryCall {
  readonly parent: string;
  readonly child: string;
  readonly host: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A process creation that never happened and says so in every field that a person looks at. */
function canaryEvent({ parent, child, host, now }: CanaryCall): InputEvent {
  const time = new Date(now).toISOString();
  const label = `Webshell Watch canary ${time}: harmless test event, nothing was started`;
  const data = JSON.stringify({
    dest: host,
    user: 'webshell_watch_canary',
    action: 'allowed',
    vendor_product: canaryVendorProduct,
    process: `"${child}" ${label}`,
    process_name: lastPart(child),
    process_path: child,
    process_exec: lastPart(child),
    process_id: 0,
    original_file_name: lastPart(child),
    parent_process: `"${parent}" ${label}`,
    parent_process_name: lastPart(parent),
    parent_process_path: parent,
    parent_process_exec: lastPart(parent),
    parent_process_id: 0,
    user_id: 'unknown',
    os: 'unknown',
    canary: true,
    event_id: 0,
    provider: canaryVendorProduct,
    event: { Image: child, ParentImage: parent, CommandLine: label, UtcTime: time },
  });
  return { data, time: new Date(now), source: 'webshell_watch:canary', sourcetype: 'webshell_watch:process', host };
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
