import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../../src/compiler/rules/registry';
import { checkText, good } from './support/detection';

/** Each check's page: its bad example, put into the good detection, is found, and its good example is not. */

const page = readFileSync(join(__dirname, '../../../docs/diagnostics/07.md'), 'utf8');

interface Examples {
  readonly bad: string;
  readonly good: string;
}

function examplesOf(code: string): Examples {
  const section = new RegExp(`## ${code}\\n[\\s\\S]*?\\nBad: ([^\\n]+)\\n+Good: ([^\\n]+)`).exec(page);
  if (section === null) throw new Error(`${code} has no examples`);
  return { bad: section[1] ?? '', good: section[2] ?? '' };
}

/** The pieces of code of an example, in single or double backquotes. */
function codeOf(example: string): readonly string[] {
  return [...example.matchAll(/``(.+?)``|`([^`]+)`/g)].map(([, double, single]) => (double ?? single ?? '').trim());
}

const embedded = (example: string): string => codeOf(example).reduce(withCode, good);

function withCode(text: string, code: string): string {
  if (/^(?:\||search |index=)/.test(code)) return withSearch(text, code);
  if (/^search: /.test(code)) return text.replace(/search: '%original[^\n]*/, () => code);
  if (/^- field:/.test(code)) return text.replace('- field: user', code);
  if (/^- data:/.test(code)) return text.replace(/- data:.*/, code);
  if (/^- /.test(code)) return text.replace('- https://attack.mitre.org/techniques/T1505/003/', code);
  const [, key = '', value] = /^(\w+):(.*)$/.exec(code) ?? [];
  return key === '' || value?.trim() === '' ? text : withKey(text, key, code);
}

function withKey(text: string, key: string, code: string): string {
  const found = new RegExp(`^( *)${key}:[^\\n]*\\n(?:\\1-[^\\n]*\\n)*`, 'm');
  return found.test(text)
    ? text.replace(found, (_, indent: string) => `${indent}${code}\n`)
    : text.replace(/^type:/m, () => `${code}\ntype:`);
}

const ownFilter = 'odd_child_of_web_server_filter';

function withSearch(text: string, code: string): string {
  if (!/^(?:\| tstats|index=)/.test(code))
    return text.replace(`  | \`${ownFilter}`, (end) => `  ${code.replace(/^search /, '| search ')}\n${end}`);
  const isWhole = code.includes('my_detection_filter') || code === codeOf(examplesOf('WW0712').bad)[0];
  const search = isWhole ? code.replace('my_detection_filter', ownFilter) : `${code} | \`${ownFilter}\``;
  return text.replace(/search: \|-\n[\s\S]*?(?=how_to_implement)/, () => `search: |-\n  ${search}\n`);
}

/** Checks whose examples are words, because they take another file, a long text or something that is not there. */
const inWords = ['WW0714', 'WW0715', 'WW0717', 'WW0721', 'WW0726', 'WW0727', 'WW0730'];
/** Those that are found where something else is missing too. */
const unthrottled = (text: string): string => text.replace(/ {2}throttling:[\s\S]*period: 86400s\n/, '');

const findsIn = (code: string, text: string): boolean =>
  checkText(text, 'strict').findings.some((finding) => finding.code === code);

test.each(Object.keys(rules).filter((code) => !inWords.includes(code)))('%s', (code) => {
  const { bad, good: right } = examplesOf(code);
  const spoilt = code === 'WW0745' ? unthrottled(embedded(bad)) : embedded(bad);
  expect(spoilt).not.toBe(good);
  expect(findsIn(code, spoilt)).toBe(true);
  expect(findsIn(code, embedded(right))).toBe(false);
});

test('examples in words are examples all the same', () => {
  expect(inWords.filter((code) => examplesOf(code).bad === '')).toEqual([]);
});
