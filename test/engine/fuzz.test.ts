import fc from 'fast-check';
import { search } from './support';

/** Searches that somebody mistyped: whatever the text, the engine answers with rows or with a message that has a place. */

const searches = [
  '| tstats fillnull_value=null count min(_time) as firstTime from datamodel=Endpoint.Processes where Processes.process_name IN ("a.exe", "b*") NOT (Processes.dest=x OR Processes.process_id>5) by Processes.dest _time span=1h | rename "Processes.*" as * | convert ctime(firstTime) | where like(dest, "%a_")',
  'index=main sourcetype=x earliest=-7d@d ("some words" OR Image="*\\\\cmd.exe") | rex field=_raw "(?<user>\\w+)@(?<dom>[^ ]+)" | eval y=case(isnull(user), 1, true(), round(2.5, 1)) | stats count dc(user) as d by dom | sort - count | head 3',
  '| makeresults count=3 | streamstats count as n | eval m=split("a,b",","), z=mvmap(m, m."!") | mvexpand m | bin n span=2 | chart count over n by m | fillnull value=0 | transpose',
  '| inputlookup x where a=1 | join type=left a [search foo | fields a] | appendpipe [stats sum(b)] | dedup 2 a sortby -b | table *',
];
const pieces = [
  '|',
  '[',
  ']',
  '(',
  ')',
  '"',
  '\\',
  '*',
  '=',
  ',',
  ' by ',
  ' as ',
  '`',
  '```',
  "'",
  '<',
  '>',
  '{',
  '}',
  '$',
  '%',
  '\n',
  '\0',
  '😀',
  ' OR ',
  ' NOT ',
  'null',
  '-',
  '1e999',
  '(?<x>',
  '@',
  '.',
];

const mutated = fc
  .record({
    text: fc.constantFrom(...searches),
    edits: fc.array(fc.record({ at: fc.nat(400), cut: fc.nat(6), put: fc.constantFrom(...pieces, '') }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ text, edits }) =>
    edits.reduce((result, { at, cut, put }) => result.slice(0, at) + put + result.slice(at + cut), text),
  );

test('a mutated search gives rows or a message with a place, and never fails in the database', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (text) => {
      const { diagnostics } = await search(text);
      for (const one of diagnostics) {
        expect(one.code).not.toBe('WW1016');
        expect(one.line).toBeGreaterThan(0);
        expect(one.message).not.toBe('');
        expect(one.hint).not.toBe('');
      }
    }),
    { numRuns: 400 },
  );
});
