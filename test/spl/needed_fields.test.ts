import { fieldsNeeded, rowsNeeded } from '../../src/spl/needed_fields';
import { parseSearch } from '../../src/spl/parse';
import type { Command } from '../../src/spl/ast';

const behind = (text: string): readonly Command[] =>
  parseSearch({ name: '<search>', text: `search x=1 ${text}` }, { report: () => undefined }).commands.slice(1);

test.each([
  ['| stats count', ['_time']],
  ['| stats count(a) by b', ['_time', 'a', 'b']],
  ['| where a>1 | table b c', ['_time', 'a', 'b', 'c']],
  ['| fields a | head 1', ['_raw', '_time', 'a']],
  ['| fields a | stats count by a', ['_time', 'a']],
  ['| eval x=a+b | stats sum(x) as s', ['_time', 'a', 'b', 'x']],
  ['| search word | stats count', ['_raw', '_time']],
  ['| rex "(?<u>.)" | stats count by u', ['_raw', '_time', 'u']],
  ['| rename a as b | table b', ['_time', 'a', 'b']],
])('%s reads %j', (text, names) => {
  expect([...(fieldsNeeded(behind(text)) ?? [])].sort()).toEqual(names);
});

test.each([
  '',
  '| head 3',
  '| table a*',
  '| stats values(*) as * by a',
  '| spath | stats count by x',
  '| fillnull | table a',
  '| where [search y | return a] | table a',
  '| eval a=searchmatch("b=1") | table a',
  '| eval {a}=1 | table b',
  '| join a [search y] | table a',
  '| fields - a',
])('any field may be read by: %s', (text) => {
  expect(fieldsNeeded(behind(text))).toBeNull();
});

test.each([
  ['| head 5', 5],
  ['| head', 10],
  ['| eval a=1 | table a | head 2', 2],
  ['| where a=1 | head 2', null],
  ['| head 5 while (a=1)', null],
  ['| sort a | head 2', null],
  ['', null],
])('%s reads %p rows', (text, rows) => {
  expect(rowsNeeded(behind(text))).toBe(rows);
});
