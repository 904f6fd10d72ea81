/** Times of Windows logs as epoch seconds. */

const ISO = /^\s*(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/;

/** An ISO date (with `-` or `/`) and time with any number of decimals; without a zone it is read as UTC. Null when it is no such time. */
export function isoSeconds(text: string): number | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const whole = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  if (Number.isNaN(whole)) return null;
  const seconds = whole / 1000 - zoneSeconds(zone);
  return fraction === undefined ? seconds : seconds + Number(`0.${fraction.slice(0, 9)}`);
}

/** Whether a time that can be read leaves no doubt about its zone: what counts from 1970 has none. */
export function hasZone(text: string): boolean {
  const match = ISO.exec(text);
  return match === null || match[8] !== undefined;
}

/** `/Date(1647000000000)/`, as PowerShell's ConvertTo-Json writes a time; null when it is no such time. */
export function dotNetSeconds(text: string): number | null {
  const match = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text);
  return match === null ? null : Number(match[1]) / 1000;
}

const EPOCH_UNITS: Readonly<Record<number, number>> = { 9: 1, 10: 1, 13: 1e3, 16: 1e6, 19: 1e9 };

/** A number of seconds since 1970, or of milli-, micro- or nanoseconds, told by its digits; null when it is no such time. */
export function epochSeconds(text: string): number | null {
  const [, whole = '', fraction] = /^(\d{9,19})(\.\d+)?$/.exec(text) ?? [];
  const unit = EPOCH_UNITS[whole.length];
  return unit === undefined || (fraction !== undefined && unit > 1e3) ? null : Number(text) / unit;
}

/** A time in any of these forms; null when it is none. */
export function anySeconds(text: string): number | null {
  return isoSeconds(text) ?? dotNetSeconds(text) ?? epochSeconds(text);
}

function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

const US = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))?\s*(AM|PM)?/i;

/** `03/25/2022 05:46:37 PM` (month first, as Splunk writes it) read as UTC; null when it is no such time. */
export function americanSeconds(text: string): number | null {
  const match = US.exec(text);
  if (match === null) return null;
  const [, month, day, year, hour, minute, second, fraction, half] = match;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const whole = Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(second));
  return Number.isNaN(whole) ? null : whole / 1000 + Number(`0.${fraction ?? '0'}`);
}

const EPOCH_1601 = 11_644_473_600;

/** The two halves of a FILETIME (100 ns since 1601) as ISO text with seven decimals, as Windows shows it. */
export function filetimeText(low: number, high: number): string {
  const { seconds, ticks } = filetimeParts(low, high);
  const date = new Date((seconds - EPOCH_1601) * 1000);
  if (Number.isNaN(date.getTime())) return '';
  return `${date.toISOString().slice(0, -5)}.${String(ticks).padStart(7, '0')}Z`;
}

/** The two halves of a FILETIME as epoch seconds. */
export function filetimeSeconds(low: number, high: number): number {
  const { seconds, ticks } = filetimeParts(low, high);
  return seconds - EPOCH_1601 + ticks / 1e7;
}

/** Whole seconds and the rest in ticks of 100 ns, without losing digits beyond 2^53. */
function filetimeParts(low: number, high: number): { readonly seconds: number; readonly ticks: number } {
  // 2^32 ticks are 429 s and 4,967,296 ticks.
  const ticks = high * 4_967_296 + low;
  const carried = Math.floor(ticks / 1e7);
  return { seconds: high * 429 + carried, ticks: ticks - carried * 1e7 };
}
