import { AppendLog } from '../durable/append_log';

/** What an action would have sent, or did send. */
export interface ActionRecord {
  readonly name: string;
  /** `recorded`: nothing left this machine. */
  readonly status: 'recorded' | 'sent' | 'failed';
  readonly detail: string;
}

/** One triggered alert, kept until it expires. Times are epoch seconds. */
export interface FiredAlert {
  readonly id: string;
  readonly name: string;
  readonly app: string;
  readonly owner: string;
  readonly sid: string;
  readonly time: number;
  readonly expires: number;
  readonly severity: number;
  readonly perResult: boolean;
  readonly count: number;
  readonly actions: readonly ActionRecord[];
  /** The result of a per-result alert, else the first one. */
  readonly result: Readonly<Record<string, string>>;
}

/** The key of a throttle that a person set: it holds for all results of a search. */
export const WHOLE_SEARCH = '*';

/** A throttle: nothing of this key fires until then. */
interface Suppression {
  readonly search: string;
  readonly key: string;
  readonly until: number;
}

type Line =
  | { readonly op: 'fired'; readonly alert: FiredAlert }
  | { readonly op: 'removed'; readonly id: string }
  | ({ readonly op: 'suppress' } & Suppression)
  | { readonly op: 'acknowledged'; readonly search: string; readonly key: string }
  | { readonly op: 'ran'; readonly search: string; readonly at: number; readonly count: number };

/** What the scheduler must remember over a restart: fired alerts, throttles, when each search ran last and what it counted. */
export class AlertStore {
  private readonly log: AppendLog;
  private readonly alerts = new Map<string, FiredAlert>();
  private readonly suppressions = new Map<string, Suppression>();
  private readonly runs = new Map<string, { readonly at: number; readonly count: number }>();

  constructor(path: string) {
    this.log = new AppendLog(path);
    // Our own lines: written by this class alone.
    for (const line of this.log.read()) this.apply(line as Line);
  }

  fired(now: number): readonly FiredAlert[] {
    for (const alert of [...this.alerts.values()]) if (alert.expires <= now) this.alerts.delete(alert.id);
    return [...this.alerts.values()];
  }

  fire(alert: FiredAlert): Promise<void> {
    return this.add({ op: 'fired', alert });
  }

  remove(id: string): Promise<void> {
    return this.add({ op: 'removed', id });
  }

  /** When the throttle of a key ends, if it is on. */
  suppressedUntil(search: string, key: string, now: number): number | undefined {
    const until = this.suppressions.get(`${search}\0${key}`)?.until ?? 0;
    return until > now ? until : undefined;
  }

  /** The throttles of a search that are on. */
  suppressionsOf(search: string, now: number): readonly Suppression[] {
    return [...this.suppressions.values()].filter((each) => each.search === search && each.until > now);
  }

  suppress(search: string, key: string, until: number): Promise<void> {
    return this.add({ op: 'suppress', search, key, until });
  }

  acknowledge(search: string, key: string): Promise<void> {
    return this.add({ op: 'acknowledged', search, key });
  }

  lastRun(search: string): { readonly at: number; readonly count: number } | undefined {
    return this.runs.get(search);
  }

  ran(search: string, at: number, count: number): Promise<void> {
    return this.add({ op: 'ran', search, at, count });
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private async add(line: Line): Promise<void> {
    this.apply(line);
    await this.log.append(JSON.stringify(line));
  }

  private apply(line: Line): void {
    switch (line.op) {
      case 'fired':
        this.alerts.set(line.alert.id, line.alert);
        break;
      case 'removed':
        this.alerts.delete(line.id);
        break;
      case 'suppress':
        this.suppressions.set(`${line.search}\0${line.key}`, line);
        break;
      case 'acknowledged':
        this.suppressions.delete(`${line.search}\0${line.key}`);
        break;
      case 'ran':
        this.runs.set(line.search, { at: line.at, count: line.count });
        break;
    }
  }
}
