/** What one channel of a token was told. */
interface Channel {
  next: number;
  readonly stored: Set<number>;
}

const MOST_CHANNELS = 1_000;
const MOST_UNASKED = 100_000;

/** Indexer acknowledgment: the requests of each channel by number, from when they are stored until their client has asked (Splunk, "About HTTP Event Collector Indexer Acknowledgment"). */
export class HecAcks {
  private readonly channels = new Map<string, Channel>();

  /** The number of a request whose events are stored. */
  stored(token: string, channel: string): number {
    const { next, stored } = this.channel(token, channel);
    this.channel(token, channel).next = next + 1;
    stored.add(next);
    if (stored.size > MOST_UNASKED) dropFirst(stored);
    return next;
  }

  /** True for a request that is stored; its number is then forgotten. */
  take(token: string, channel: string, id: number): boolean {
    return this.channels.get(keyOf(token, channel))?.stored.delete(id) ?? false;
  }

  private channel(token: string, channel: string): Channel {
    const key = keyOf(token, channel);
    const known = this.channels.get(key) ?? { next: 0, stored: new Set<number>() };
    this.channels.set(key, known);
    if (this.channels.size > MOST_CHANNELS) dropFirst(this.channels);
    return known;
  }
}

const keyOf = (token: string, channel: string): string => `${token}\0${channel.toLowerCase()}`;

function dropFirst<K>(of: { keys(): IterableIterator<K>; delete(key: K): boolean }): void {
  const first = of.keys().next();
  if (first.done !== true) of.delete(first.value);
}
