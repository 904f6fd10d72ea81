import { matches } from '../../src/spl/field_set';
import { fieldsOutput, fieldsUsed } from '../../src/spl/fields';
import { parse } from './support/spl';

/** Names in order, `…` at the end when there may be more. */
function output(text: string): string {
  const { names, open } = fieldsOutput(parse(text).pipeline);
  return [...names, ...(open ? ['…'] : [])].join(' ');
}

test.each([
  ['| tstats count min(_time) as t from datamodel=E.P by P.a P.b', 'count t P.a P.b'],
  ['| tstats count by P.a | rename P.* as *', 'count a'],
  ['| tstats count by a | eval b=1, c=2 | fields - count', 'a b c'],
  ['| tstats count by a | table a x', 'a'],
  ['search x | table a x', 'a x'],
  ['search x | fields a b*', 'a …'],
  ['search x | stats dc(a) values(b) as v by c', 'dc(a) v c'],
  ['| tstats count by a | rex field=a "(?<b>.)(?P<c>.)"', 'count a b c'],
  ['| tstats count by a | lookup l a OUTPUT b as c d', 'count a c d'],
  ['| tstats count by a | lookup l a', 'count a …'],
  ['| tstats count by a | join a [| tstats dc(x) as n by a, z]', 'count a n z'],
  ['| tstats count by a | eventstats avg(count) as m', 'count a m'],
  ['| tstats count by a | rename a as b', 'count b'],
  ['| tstats count by a | `unknown`', 'count a …'],
  ['| tstats count by a | top a', 'a count percent'],
  ['| tstats count by _time a span=1h | timechart count by a', '_time count …'],
  ['| makeresults | spath input=x output=y path=z', '_time y'],
])('%s gives %s', (text, expected) => expect(output(text)).toBe(expected));

test('the fields that a search reads, and not those that it makes', () => {
  const { pipeline } = parse('search a=1 | eval b=c+1, d=if(e=1, "f", g) | stats dc(h) as i by j | rename k as l');
  expect(fieldsUsed(pipeline).map(({ name }) => name)).toEqual(['a', 'c', 'e', 'g', 'h', 'j', 'k']);
});

test.each([
  ['a*', 'abc', true],
  ['a*c', 'abc', true],
  ['a.b', 'axb', false],
  ['*', '', true],
])('%s means %s: %s', (pattern, name, expected) => expect(matches(pattern, name)).toBe(expected));
