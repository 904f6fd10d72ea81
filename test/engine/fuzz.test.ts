import fc from 'fast-check';
import { search } from './support';

/** Searches that somebody mistyped: whatever the text, the engine answers with rows or with a message that has a place. */

const searches = [
  '| tstats fillnull_value=null count min(_time) as firstTime from datamodel=Endpoint.Processes where Processes.process_name IN ("a.exe", "b*") NOT (Processes.dest=x OR Processes.process_id>5) by Processes.dest _time span=1h | rename "Processes.*" as * | convert ctime(firstTime) | where like(dest, "%a_")',
  'index=main sourcetype=x earliest=-7d@d ("some words" OR Image="*\\\\cmd.exe") | rex field=_raw "(?<user>\\w+)@(?<dom>[^ ]+)" | eval y=case(isnull(user), 1, true(), round(2.5, 1)) | stats count dc(user) as d by dom | sort - count | head 3',
  '| makeresults count=3 | streamstats count as n | eval m=split("a,b",","), z=mvmap(m, m."!") | mvexpand m | bin n span=2 | chart count over n by m | fillnull value=0 | transpose',
  '| makeresults count=4 | streamstats count as n | eval k=n%2, _time=_time-n, j=json_object("a", n) | fromjson j prefix=p_ | transaction k startswith=(n=3) endswith=eval(n<2) maxspan=5m keepevicted=t mvlist="n" | addtotals col=t labelfield=k | delta n as d | appendcols [| makeresults | eval z=1] | fieldformat n=n."x"',
  '| makeresults count=6 | streamstats count as n | eval k=n%3, _time=_time-60*n | stats sparkline(sum(n), 1m) as s, count by k | map maxsearches=2 search="| makeresults | eval m=$k$ | table m" | join left=L right=R where L.m=R.m [| makeresults | eval m=1] | rangemap field=L.m low=0-1 default=x',
  '| makeresults count=6 | streamstats count as n | eval k=n%3, l=n%2 | chart eval(sum(n)/count) as r over k by l where max in top1 | untable k l v | xyseries k l v | makecontinuous _time span=5m | trendline sma2(n) wma3(n) as w | autoregress n p=1-2 | strcat n "-" k o | uniq | fieldsummary maxvals=2',
  '| gentimes start=-3 end=1/2/2024:3:4:5 increment=6h | eval k=starttime%2, x="<a><b n=\\"1\\">".k."</b></a>" | xpath outfield=p "//a[b=\\"1\\"]/b[last()]/@n" field=x default=z | reltime timefield="starttime,endtime" | selfjoin max=2 keepsingle=t k | require | contingency maxrows=2 k p | append [| metadata type=hosts index=* | eventcount] | append [| eventcount index=a* summarize=f]',
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
