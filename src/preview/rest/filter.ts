import { ownValue } from '../../core/own_value';
import { badRequest } from '../http/rest_error';
import type { Entry, Json } from './entry';
import { aclJson } from './feed_json';

/** The `search` parameter of list endpoints: words, `field=value` with `*`, `!=`, NOT, OR; terms side by side must all hold. */
export type EntryFilter = (entry: Entry) => boolean;

/** Reads a filter; 400 when a quote is left open. */
export function parseFilter(text: string): EntryFilter {
  const alternatives = splitAt(tokens(text), 'OR').map((terms) => allOf(terms.filter((term) => term !== 'AND')));
  return (entry) => alternatives.some((holds) => holds(entry));
}

function tokens(text: string): readonly string[] {
  const found = [...text.matchAll(/(?:[^\s"()]|"(?:\\.|[^"\\])*")+|"/g)].map((match) => match[0]);
  if (found.includes('"')) throw badRequest('The "search" argument has a quote that is not closed.');
  return found;
}

function splitAt(words: readonly string[], separator: string): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (word === separator) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function allOf(terms: readonly string[]): EntryFilter {
  const tests: EntryFilter[] = [];
  let negate = false;
  for (const term of terms) {
    if (term === 'NOT') {
      negate = !negate;
      continue;
    }
    const test = termTest(term);
    tests.push(negate ? (entry) => !test(entry) : test);
    negate = false;
  }
  return (entry) => tests.every((test) => test(entry));
}

function termTest(term: string): EntryFilter {
  const match = /^("(?:\\.|[^"\\])*"|[^=!"]+)(!?=)(.*)$/s.exec(term);
  if (match === null) return anyFieldHas(unquote(term));
  const [, field = '', operator, value = ''] = match;
  const wanted = wildcard(unquote(value));
  const has: EntryFilter = (entry) => fieldTexts(entry, unquote(field)).some((text) => wanted.test(text));
  return operator === '=' ? has : (entry) => !has(entry);
}

function unquote(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text;
}

function anyFieldHas(word: string): EntryFilter {
  const wanted = wildcard(`*${word}*`);
  return (entry) =>
    wanted.test(entry.name) ||
    Object.values(entry.content).some((value) => texts(value).some((text) => wanted.test(text)));
}

/** A pattern for a text with `*`; case does not count. */
export function wildcard(text: string): RegExp {
  const parts = text.split(/\*+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`, 'i');
}

function fieldTexts(entry: Entry, field: string): readonly string[] {
  if (field === 'name' || field === 'title') return [entry.name];
  if (field === 'eai:acl.app' || field === 'eai:appName') return [entry.acl.app];
  if (field.startsWith('eai:acl.')) return texts(ownValue(aclJson(entry.acl), field.slice('eai:acl.'.length)) ?? null);
  return texts(ownValue(entry.content, field) ?? null);
}

function texts(value: Json): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'boolean') return value ? ['1', 'true'] : ['0', 'false'];
  if (typeof value === 'object') return Object.values(value).flatMap(texts);
  return [String(value)];
}
