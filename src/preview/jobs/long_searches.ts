import type { JobSpec } from './job';

/** Searches that are remembered. */
const MOST = 500;

type Asked = Pick<JobSpec, 'search' | 'earliest' | 'latest'>;

/** Which searches took long the last time they were asked for: the same text over the same range as written. */
export class LongSearches {
  private readonly known = new Set<string>();

  has(search: Asked): boolean {
    return this.known.has(keyOf(search));
  }

  add(search: Asked): void {
    this.known.delete(keyOf(search));
    this.known.add(keyOf(search));
    const [oldest] = this.known;
    if (this.known.size > MOST && oldest !== undefined) this.known.delete(oldest);
  }

  delete(search: Asked): void {
    this.known.delete(keyOf(search));
  }
}

function keyOf({ search, earliest, latest }: Asked): string {
  return JSON.stringify([search, earliest, latest]);
}
