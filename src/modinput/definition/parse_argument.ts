import type { DiagnosticText } from '../../core/diagnostic';
import { didYouMean } from '../../core/suggest';
import type {
  AnyArgumentValue,
  ArgumentDefinition,
  ChoiceArgument,
  ListArgument,
  NumberArgument,
  TextArgument,
} from './arguments';

type Problem = Omit<DiagnosticText, 'severity'>;
export type ArgumentResult =
  { readonly ok: true; readonly value: AnyArgumentValue } | { readonly ok: false; readonly problem: Problem };

const good = (value: AnyArgumentValue): ArgumentResult => ({ ok: true, value });
const bad = (code: string, message: string, hint: string): ArgumentResult => ({
  ok: false,
  problem: { code, message, hint },
});

/** One setting's typed value; an absent or empty one takes the default. Never throws. */
export function parseArgument(
  scheme: string,
  name: string,
  argument: ArgumentDefinition,
  raw: string | readonly string[] | undefined,
): ArgumentResult {
  if (raw === undefined || raw.length === 0 || (typeof raw === 'string' && raw.trim() === ''))
    return absent(name, argument);
  if (argument.kind === 'list') return parseList(name, argument, raw);
  if (typeof raw !== 'string')
    return raw.length === 1 ? parseArgument(scheme, name, argument, raw[0]) : oneExpected(name);
  return parseOne(scheme, name, argument, raw.trim());
}

function oneExpected(name: string): ArgumentResult {
  return bad('WW0902', `"${name}" takes one value, not several`, 'Keep one of them.');
}

function absent(name: string, argument: ArgumentDefinition): ArgumentResult {
  if ('default' in argument)
    return good(argument.kind === 'duration' ? durationSeconds(argument.default) : argument.default);
  if (argument.required !== true) return good(undefined);
  return bad('WW0901', `"${name}" is missing`, `${argument.title}: ${argument.description}`);
}

function parseOne(
  scheme: string,
  name: string,
  argument: Exclude<ArgumentDefinition, ListArgument>,
  text: string,
): ArgumentResult {
  switch (argument.kind) {
    case 'text':
      return parseText(name, argument, text);
    case 'number':
      return parseNumber(name, argument, text);
    case 'boolean':
      return parseBoolean(name, text);
    case 'choice':
      return parseChoice(name, argument, text);
    case 'duration':
      return parseDuration(name, argument.minimum, text);
    case 'secret':
      return good({ realm: scheme, username: text });
  }
}

function parseText(name: string, { pattern, expected }: TextArgument, text: string): ArgumentResult {
  if (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text)) return good(text);
  return bad('WW0902', `"${name}" can't be "${text}"`, `It must be ${expected ?? `text that matches ${pattern}`}.`);
}

function parseNumber(name: string, { minimum, maximum, integer }: NumberArgument, text: string): ArgumentResult {
  const value = Number(text);
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) || !Number.isFinite(value))
    return bad('WW0902', `"${name}" must be a number, not "${text}"`, 'Write digits, with a point for fractions.');
  if (integer === true && !Number.isInteger(value))
    return bad('WW0902', `"${name}" must be a whole number, not ${text}`, `${Math.round(value)} is the nearest one.`);
  if (value < (minimum ?? -Infinity) || value > (maximum ?? Infinity))
    return bad('WW0903', `"${name}" can't be ${text}`, `It must be ${range(minimum, maximum)}.`);
  return good(value);
}

function range(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum === undefined) return `at most ${maximum ?? Infinity}`;
  return maximum === undefined ? `at least ${minimum}` : `between ${minimum} and ${maximum}`;
}

function parseBoolean(name: string, text: string): ArgumentResult {
  if (/^(1|true|t|yes|y|on|enabled)$/i.test(text)) return good(true);
  if (/^(0|false|f|no|n|off|disabled)$/i.test(text)) return good(false);
  return bad('WW0902', `"${name}" must be true or false, not "${text}"`, 'Write true or false (1 or 0).');
}

function parseChoice(name: string, { choices }: ChoiceArgument, text: string): ArgumentResult {
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return good(found);
  return bad('WW0902', `"${name}" can't be "${text}"`, didYouMean(text, choices, `It takes ${choices.join(', ')}.`));
}

const secondsPerUnit: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

/** Seconds in `90`, `90s`, `1.5h`, `2d`; NaN when it is no length of time. */
export function durationSeconds(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([smhdw]?)[a-z]*$/i.exec(text.trim()) ?? [];
  return digits === '' ? NaN : Number(digits) * (secondsPerUnit[unit.toLowerCase()] ?? NaN);
}

function parseDuration(name: string, minimum: number | undefined, text: string): ArgumentResult {
  const seconds = durationSeconds(text);
  if (Number.isNaN(seconds))
    return bad('WW0902', `"${name}" must be a length of time, not "${text}"`, 'Write seconds, or 90s, 5m, 2h, 1d.');
  if (seconds < (minimum ?? 0))
    return bad('WW0903', `"${name}" can't be ${text}`, `It must be at least ${minimum ?? 0} seconds.`);
  return good(seconds);
}

function parseList(name: string, argument: ListArgument, raw: string | readonly string[]): ArgumentResult {
  const items = typeof raw === 'string' ? splitList(raw, argument.separator ?? ',') : raw;
  const kept = items.map((item) => item.trim()).filter((item) => item !== '');
  return kept.length === 0 ? absent(name, argument) : good(kept);
}

/** The texts of a list setting: parted by the separator or a line break, except inside double quotes. */
export function splitList(text: string, separator: ',' | ';'): readonly string[] {
  const items: string[] = [];
  let item = '';
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === separator || letter === '\n' || letter === '\r')) {
      items.push(item);
      item = '';
    } else item += letter;
  }
  return [...items, item];
}
