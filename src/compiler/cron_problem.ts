/** Cron schedules as Splunk takes them: minute, hour, day of month, month, day of week. */

const FIELDS = [
  { name: 'minute', from: 0, to: 59, words: [] },
  { name: 'hour', from: 0, to: 23, words: [] },
  { name: 'day of month', from: 1, to: 31, words: [] },
  {
    name: 'month',
    from: 1,
    to: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', from: 0, to: 7, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;

/** What is wrong with a schedule, or undefined. */
export function cronProblem(cron: string): string | undefined {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) return `it has ${cron.trim() === '' ? 0 : parts.length} fields, not 5`;
  for (const [index, { name, from, to, words }] of FIELDS.entries()) {
    const list = (parts[index] ?? '').split(',');
    const wrong = list.find((part) => !isRange(part, from, to, words));
    if (wrong !== undefined) return `"${wrong}" is no ${name}: ${from} to ${to}`;
  }
  return undefined;
}

/** range := ( * | value | value-value ) [ / step ] */
function isRange(text: string, from: number, to: number, words: readonly string[]): boolean {
  const match = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(text);
  if (match === null) return false;
  const [, first = '', last, step] = match;
  if (step !== undefined && (Number(step) < 1 || Number(step) > to)) return false;
  if (first === '*') return last === undefined;
  const numbers = [first, last ?? first].map((word) => numberOf(word, from, words));
  const [low = NaN, high = NaN] = numbers;
  return low >= from && high <= to && low <= high;
}

function numberOf(word: string, from: number, words: readonly string[]): number {
  const place = words.indexOf(word.toLowerCase());
  if (place >= 0) return place + from;
  return /^\d+$/.test(word) ? Number(word) : NaN;
}
