import type { StoredEvent } from '../engine/types';
import type { RestRequest } from './rest/request';
import type { SearchEngine } from './search_engine';

type Level = 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

/** Lines that wait until they are written together, in milliseconds. */
const PATIENCE = 200;
const MOST_WAITING = 500;

/**
 * The index `_internal`: what the preview did, as splunkd tells it in splunkd.log and splunkd_access.log. Of the requests
 * only those that change something are kept, so that pages which poll do not fill the disk.
 */
export class InternalLog {
  private waiting: StoredEvent[] = [];
  private leftOut = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Pick<SearchEngine, 'append'>,
    private readonly now: () => number,
    private readonly host: string,
  ) {}

  line(level: Level, component: string, message: string): void {
    const raw = `${stamp(this.now())} ${level.padEnd(5)} ${component} - ${message}`;
    this.add('splunkd', raw, { component, event_message: message, log_level: level });
  }

  access(
    { method, caller, path, prefix }: Pick<RestRequest, 'method' | 'caller' | 'path' | 'prefix'>,
    status: number,
  ): void {
    // A session's key is part of this address.
    if (path.includes('httpauth-tokens')) return;
    const uri = [prefix, ...path.map(encodeURIComponent)].join('/');
    const raw = `127.0.0.1 - ${caller.user.name} [${stamp(this.now())}] "${method} ${uri} HTTP/1.1" ${status}`;
    this.add('splunkd_access', raw, { method, status: String(status), uri_path: uri, user: caller.user.name });
  }

  /** Writes what waits; a database that refuses loses the preview's own lines and nothing else. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const [events, leftOut] = [this.waiting, this.leftOut];
    [this.waiting, this.leftOut] = [[], 0];
    if (leftOut > 0) this.line('WARN', 'InternalLog', `${leftOut} lines were left out: too many at once`);
    if (events.length > 0) await this.engine.append(events).catch(() => undefined);
  }

  close(): Promise<void> {
    return this.flush();
  }

  private add(sourcetype: string, raw: string, fields: Readonly<Record<string, string>>): void {
    const name = sourcetype === 'splunkd' ? 'splunkd.log' : 'splunkd_access.log';
    const place = { index: '_internal', host: this.host, source: `var/log/splunk/${name}`, sourcetype };
    const event = { time: this.now() / 1000, ...place, raw, cim: null, fields };
    if (this.waiting.length < MOST_WAITING) this.waiting.push(event);
    else this.leftOut += 1;
    this.timer ??= setTimeout(() => void this.flush(), PATIENCE).unref();
  }
}

/** `11-22-2026 03:46:44.123 +0000`, as splunkd.log begins its lines. */
function stamp(time: number): string {
  const [date = '', rest = ''] = new Date(time).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${month}-${day}-${year} ${rest.slice(0, -1)} +0000`;
}
