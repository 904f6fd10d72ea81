import type { Diagnostic } from '../../src/core/diagnostic';
import { parseSearch } from '../../src/spl/parse';
import { printSearch } from '../../src/spl/print';

/** Forms that Splunk's Search Reference documents, or its own apps write, beside the plain ones. */

function read(text: string): { readonly printed: string; readonly said: readonly Diagnostic[] } {
  const said: Diagnostic[] = [];
  const pipeline = parseSearch({ name: 'search', text }, { report: (one) => void said.push(one) });
  return { printed: printSearch(pipeline), said };
}

test.each([
  // A column without `as` keeps its call for a name, and later commands name it so (stats, "Usage").
  ['search a | stats sum(bytes) by host | rename sum(bytes) as "Total"', 'rename "sum(bytes)" as Total'],
  ['search a | stats count(x) by host | sort -count(x), +host', 'sort -"count(x)", +host'],
  ['search a | stats avg(a b) | table host, avg(a b)', 'table host "avg(a b)"'],
  ['search a | fields - sum(x)', 'fields - "sum(x)"'],
  // Options behind the aggregations and behind by (timechart, chart, top: "Syntax").
  ['search a | timechart span=1d sum(b) as v fixedrange=false', 'timechart span=1d fixedrange=false sum(b) as v'],
  ['search a | timechart count by host limit=5 partial=f', 'partial=false count by host limit=5'],
  ['search a | chart count limit=3 by host', 'chart limit=3 count over host'],
  ['search a | rare uri by host showperc=f', 'rare showperc=false uri by host'],
  ['search a | top 5 uri by host countfield=c', 'top limit=5 countfield=c uri by host'],
  // head: "head [<N> | (<eval-expression>)] [limit=<int>] [null=<bool>] [keeplast=<bool>]".
  ['search a | head (count>5) null=t keeplast=t limit=10', 'head limit=10 (count > 5) null=true keeplast=true'],
  ['search a | head limit=10 (count>5)', 'head limit=10 (count > 5)'],
  ['search a | head 5', 'head 5'],
  ['| makeresults count=3 splunk_server=local', 'makeresults count=3 splunk_server=local'],
  // Enterprise Security's guided mode quotes the two names apart.
  ['| tstats count from datamodel="Endpoint"."Processes" by Processes.dest', 'from datamodel=Endpoint.Processes by'],
  ['| tstats count from datamodel="Endpoint".Processes', 'from datamodel=Endpoint.Processes'],
  // savedsearches.conf.spec: "search = index::sampledata http NOT 500"; search: "tag::<field>=<string>".
  ['search index::main source::"a b=c" tag::host=x std::string::y', 'index=main AND source="a b=c" AND tag::host=x'],
  ['search (sourcetype::x*) ::y z:: a=b::c', 'search sourcetype=x* AND ::y AND z:: AND a=b::c'],
  // tstats: "BY <field-list> [span=<timespan>]".
  ['| tstats count where index=a by _time, host span=1h', 'by _time span=1h host'],
  ['| tstats count where index=a by host _time span=1h', 'by host _time span=1h'],
  // As apps for Splunk write it.
  ['search AND NOT [search b] (AND c=1)', 'search NOT [ search b ] AND c=1'],
  ['search a | eval b=if(c LIKE("d%"), 1, 0)', 'if(c LIKE "d%", 1, 0)'],
  ['search a | stats values(b), AS c count', 'stats values(b) as c count'],
  ['search a | transaction fields="b, c" maxspan=5m', 'transaction b c maxspan=5m'],
  ['search a | makemv b tokenizer=(\\S+)', 'makemv tokenizer="(\\\\S+)" b'],
  ['search a | fillnull b, c value="N/A"', 'fillnull value=N/A b c'],
  ['| from datamodel:"Endpoint"."Processes"', 'from datamodel:Endpoint.Processes'],
  // Splunk's apps write NOT on either side of the field.
  ['search a NOT IN (x, "y z") b=1', 'search NOT a IN (x, "y z") AND b=1'],
  [
    'search a | join left=L right=R usetime=t max=0 where L.a=R.b [search b]',
    'usetime=true max=0 left=L right=R where',
  ],
  // streamstats: reset_before="("<eval-expression>")".
  ['search a | streamstats reset_after="("x=1")" count', 'streamstats reset_after=(x = 1) count'],
])('%s', (text, part) => {
  const { printed, said } = read(text);
  expect(said).toEqual([]);
  expect(printed).toContain(part);
  expect(read(printed)).toEqual({ printed, said: [] });
});

test.each([
  // chart, timechart: "where <single-agg> <where-comp>", "<eval-expression> BY"; join: "left=<alias> right=<alias> where".
  ['search a | timechart count by host where count in top5', 'by host where count in top5'],
  ['search a | chart count over x by y WHERE p95 notin bottom3 useother=f', 'over x by y where perc95 notin bottom3'],
  ['search a | timechart max(x) by y where sum >100', 'by y where sum > 100'],
  ['search a | chart eval(avg(a)/max(b)) as r by host', 'chart eval(avg(a)/max(b)) as r over host'],
  [
    'search a | timechart eval(dc(eval(a."x")) + count(b)) by host',
    'timechart eval(dc(eval(a."x")) + count(b)) by host',
  ],
  ['search a | join left=L right=R where L.a=R.b [search b]', 'join left=L right=R where L.a=R.b [ search b ]'],
  ['search a | join max=0 left=L, right=R where R.b=L.a, L.c=R.d savedsearch:x', 'where L.a=R.b L.c=R.d savedsearch:x'],
  // stats, chart: "sparkline (<sparkline-func>(<wc-field>), <span-length>)".
  [
    'search a | stats sparkline(dc(user), 1h) as trend, count by host',
    'sparkline(dc(user), 1h) as trend count by host',
  ],
  ['search a | chart sparkline count by host', 'chart sparkline count over host'],
  // transaction: "startswith=<search-expression> | (<quoted-search-expression>) | eval(<eval-expression>)".
  [
    'search a | transaction user startswith=login endswith=(x="y z") maxspan=5m',
    'startswith="login" endswith=(x="y z")',
  ],
  [
    'search a | transaction startswith=eval(a>b) mvlist="c,d" e, f',
    'transaction e f mvlist="c,d" startswith=eval(a > b)',
  ],
])('%s is read', (text, part) => {
  const { printed, said } = read(text);
  expect(said).toEqual([]);
  expect(printed).toContain(part);
  expect(read(printed)).toEqual({ printed, said: [] });
});

test.each([
  ['| tstats count by PREFIX(status=)', 'PREFIX() is not supported'],
  ['| tstats avg(PREFIX(kb=)) by host', 'PREFIX() is not supported'],
  ['search a IN ([search b | return 5 $a])', 'A subsearch inside IN (…) is not supported'],
  ['search a=[search b | return $a]', 'A subsearch as the value of a comparison is not supported'],
  ['| tstats sparkline(count) by host', 'sparkline stands in stats and chart only'],
  ['search a | timechart sparkline(count)', 'sparkline stands in stats and chart only'],
  ['search a | stats sparkline(values(x))', 'sparkline does not take the function values'],
  ['search a | stats eval(avg(a)/max(b)) as r', 'eval over aggregations stands in chart and timechart only'],
  ['search a | timechart eval(per_hour(a)/count(b)) as r', 'per_hour inside an expression is not supported'],
  ['search a | timechart count by host where sum(x) in top5', 'where sum(…) behind the split column is not supported'],
  ['| eventcount report_size=t', 'eventcount report_size= is not supported'],
  ['search a | contingency b c mincolcover=0.5', 'contingency minrowcover= and mincolcover= are not supported'],
  ['search a | reltime timefield=b prefix=c', 'reltime with one field and a prefix is not supported'],
  ['search a | xpath "b/c"', 'The path b/c is not supported'],
  ['search a | xpath "//b[c and d]"', 'The path //b[c and d] is not supported'],
  ['search a | transaction name=web', 'transaction name= is not supported'],
])('%s is refused by name', (text, message) => {
  expect(read(text).said.map((one) => [one.code, one.message])).toEqual([['WW0311', message]]);
});

test.each([
  ['search a | chart eval(avg(a)/max(b)) by host', 'An expression over aggregations needs a name here'],
  ['search a | chart eval(a/b) as r by host', 'This eval names no aggregation'],
  ['search a | join left=L [search b]', 'left= and right= stand together, with where behind them'],
  ['search a | join left=L right=R max=0 [search b]', 'Expected where and the fields here'],
  ['search a | chart bins=10 count over x', 'chart has no option bins'],
  [
    '| gentimes start=2/30/2020',
    'start takes a date such as 12/31/2025 or 12/31/2025:23:59:59, or days such as -7, not "2/30/2020"',
  ],
  ['| gentimes start=-1 increment=1w', 'increment takes a number with s, m, h or d, not "1w"'],
  ['| metadata index=a', 'Expected type= here'],
  ['search a | dedup 0 b', 'dedup keeps at least one row of each'],
  ['search a | dedup -1 b', 'dedup keeps at least one row of each'],
  ['search a | head -5', 'head takes a number from 0 on'],
  // bin, "log-span": the coefficient is at least 1 and less than the base.
  ['search a | bin span=0 b', 'span takes a span such as 5m, 1d or 10, not "0"'],
  ['search a | bin span=0m _time', 'span takes a span such as 5m, 1d or 10, not "0m"'],
  ['search a | bin span=3log2 b', 'span takes a span such as 5m, 1d or 10, not "3log2"'],
  ['search a | stats count by _time span=0d', 'span takes a span such as 5m, 1d or 10, not "0d"'],
  ['search a | join left=L right=R where L.a=M.b [search b]', 'Expected a field of L and one of R'],
])('%s is an error', (text, message) => {
  expect(read(text).said.map((one) => one.message)).toEqual([message]);
});

test.each(['timewrap 1week', 'multikv', 'rtorder', 'dbxlookup lookup=x'])('%s is a known command', (command) => {
  expect(read(`search a | ${command}`).said).toEqual([]);
});
