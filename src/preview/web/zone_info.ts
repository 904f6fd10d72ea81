/** The years whose changes of offset are told to the pages. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2037;
const MONTH = 2_629_746;

interface Offset {
  readonly seconds: number;
  readonly name: string;
}

const known = new Map<string, string>();

/**
 * A zone as Splunk's pages read it (`$C.SERVER_ZONEINFO`): `Y<seconds east> <N or Y for summer time>W <abbreviation in
 * hex>` for each offset, then `@<epoch seconds> <number of the offset>` for each change. A zone that nobody knows is UTC.
 */
export function zoneInfo(timeZone: string): string {
  const found = known.get(timeZone) ?? serialized(timeZone);
  known.set(timeZone, found);
  return found;
}

function serialized(timeZone: string): string {
  const offsetAt = offsets(timeZone);
  const start = Date.UTC(FIRST_YEAR, 0) / 1000;
  const kinds: Offset[] = [offsetAt(start)];
  const changes: string[] = [];
  for (let at = start, before = offsetAt(start); at < Date.UTC(LAST_YEAR, 0) / 1000; at += MONTH) {
    const after = offsetAt(at + MONTH);
    if (after.seconds === before.seconds) continue;
    changes.push(`@${changeBetween(offsetAt, at, at + MONTH)} ${kindOf(after, kinds)}`);
    before = after;
  }
  const least = Math.min(...kinds.map(({ seconds }) => seconds));
  const lines = kinds.map(({ seconds, name }) => `Y${seconds} ${seconds > least ? 'Y' : 'N'}W ${hex(name)}`);
  return ['### SERIALIZED TIMEZONE FORMAT 1.0', ...lines, ...changes, '$'].join(';');
}

function kindOf(offset: Offset, kinds: Offset[]): number {
  const at = kinds.findIndex(({ seconds, name }) => seconds === offset.seconds && name === offset.name);
  return at === -1 ? kinds.push(offset) - 1 : at;
}

/** The first second with the later offset. */
function changeBetween(offsetAt: (epoch: number) => Offset, from: number, to: number): number {
  const after = offsetAt(to).seconds;
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle).seconds === after) high = middle;
    else low = middle;
  }
  return high;
}

function offsets(timeZone: string): (epoch: number) => Offset {
  const part = (style: 'longOffset' | 'short'): ((epoch: number) => string) => {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zoneOrUtc(timeZone), timeZoneName: style });
    return (epoch) =>
      format.formatToParts(new Date(epoch * 1000)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  };
  const [offset, name] = [part('longOffset'), part('short')];
  return (epoch) => ({ seconds: secondsOf(offset(epoch)), name: name(epoch) });
}

function zoneOrUtc(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** `GMT+05:30` */
function secondsOf(text: string): number {
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(text) ?? [];
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}

function hex(name: string): string {
  return [...Buffer.from(name, 'latin1')].map((byte) => byte.toString(16).toUpperCase()).join(' ');
}
