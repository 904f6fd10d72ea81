/** A minute from 0 to 59 that depends on the detection alone: FNV-1a over its id, so that two builds agree. */
export function minuteOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % 60;
}

/** A cron line whose minute is 0 with the detection's own minute in its place: 1,700 searches must not all start at once. */
export function spreadCron(cron: string, id: string): string {
  const [minute, ...rest] = cron.split(/\s+/);
  return minute === '0' && rest.length === 4 ? [String(minuteOf(id)), ...rest].join(' ') : cron;
}
