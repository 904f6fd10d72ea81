import type { StoredEvent } from '../../../src/engine/types';
import { storedEvent } from '../../../src/preview/inputs/stored_event';

/** Process creations as the input sends them: five hosts, a web server's children, one a minute. */
export function processEvents(count: number, start = 1_700_000_000): readonly StoredEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const child = index % 3 === 0 ? 'cmd.exe' : 'csc.exe';
    const data = JSON.stringify({
      dest: `ws-${index % 5}`,
      user: 'svc',
      process: `${child} /c ${index}`,
      process_name: child,
      parent_process_name: 'w3wp.exe',
      event_id: 1,
      provider: 'Microsoft-Windows-Sysmon',
      source_file: 'made.json',
      event_index: index,
      event: { Image: `C:\\Windows\\${child}`, CommandLine: `${child} /c ${index}` },
    });
    const event = {
      stanza: 'process_log://made',
      data,
      time: start + index * 60,
      source: 'made.json',
      sourcetype: 'webshell_watch:process',
      index: 'main',
      host: `ws-${index % 5}`,
    };
    const stanza = {
      scheme: 'process_log',
      name: 'process_log://made',
      app: 'webshell_watch',
      settings: new Map<string, string>(),
    };
    return storedEvent(event, stanza, start, 'preview');
  });
}
