import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { printSearch } from '../../src/spl/print';
import { describeWithCorpus } from '../support/corpus';
import { parse, shape } from './support/spl';

/** Prints the tree of a text, reads that again and expects the same tree under both precedences. */
function expectRoundTrip(text: string): void {
  const first = parse(text);
  const printed = printSearch(first.pipeline);
  expect(shape(parse(printed).pipeline)).toEqual(shape(first.pipeline));
  expect(shape(parse(printed, 'and-first').pipeline)).toEqual(shape(first.pipeline));
}

function yamlBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .map((name) => join(folder, name));
}

describeWithCorpus('escu/detections', 'every ESCU search', (folder) => {
  const searches = yamlBelow(folder).map((file) => String(parseDocument(readFileSync(file, 'utf8')).get('search')));

  test('there are 1,017 of them', () => expect(searches).toHaveLength(1017));

  test('parses without an error and without a command that is left untold', () => {
    const failed = searches.flatMap((text) => parse(text).diagnostics.filter((one) => one.severity === 'error'));
    expect(failed).toEqual([]);
    expect(
      searches.flatMap((text) => parse(text).pipeline.commands).filter((one) => one.kind === 'unexpanded'),
    ).toEqual([]);
  });

  test('prints to text of the same tree', () => searches.forEach(expectRoundTrip));
});

describeWithCorpus('expected/pysigma-2.1.0.json', 'every query of pySigma', (file) => {
  const { queries } = JSON.parse(readFileSync(file, 'utf8')) as { queries: Record<string, string | string[]> };

  test('parses and prints to text of the same tree', () => {
    const texts = Object.values(queries).flat();
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.flatMap((text) => parse(text).diagnostics)).toEqual([]);
    texts.forEach(expectRoundTrip);
  });
});

const field = fc.constantFrom('a', 'Processes.process', 'x y', 'Actor{}.ID', 'cpu:mem', 'by', 'ünï');
const piece = fc.string({
  maxLength: 8,
  unit: fc.constantFrom('a', ' ', '\\', '"', '|', '*', '(', ']', '=', 'é', '`', '%'),
});
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
const value = fc.oneof(piece.map(quoted), fc.constantFrom('cmd.exe', '*\\\\x.exe', '1.5', 'a=b', 'TERM(10.0.0.1)'));
const operator = fc.constantFrom('=', '!=', '<', '>=', ' = ');
const quotedField = field.map(quoted);

const condition = fc.letrec<{ one: string; any: string }>((tie) => ({
  one: fc.oneof(
    fc.tuple(quotedField, operator, value).map((parts) => parts.join('')),
    fc
      .tuple(quotedField, fc.array(value, { minLength: 1, maxLength: 3 }))
      .map(([name, list]) => `${name} IN (${list.join(', ')},)`),
    piece.filter((text) => text.trim() !== '').map(quoted),
  ),
  any: fc.oneof(
    { maxDepth: 4 },
    tie('one'),
    tie('any').map((inner) => `(${inner})`),
    tie('any').map((inner) => `NOT (${inner})`),
    fc.tuple(tie('any'), fc.constantFrom(' ', ' AND ', ' OR '), tie('any')).map((parts) => parts.join('')),
  ),
})).any;

const expression = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', "'x y'", '1', '2.5e3', 'now()', '"t\\"x"', '"*"'),
    tie('any').map((inner) => `(${inner})`),
    tie('any').map((inner) => `NOT (${inner})`),
    tie('any').map((inner) => `-(${inner})`),
    tie('any').map((inner) => `len(${inner})`),
    fc
      .tuple(
        tie('any'),
        fc.constantFrom('+', '-', '*', '/', '%', ' . ', '=', '!=', '<', ' AND ', ' OR ', ' XOR ', ' LIKE '),
        tie('any'),
      )
      .map(([left, sign, right]) => `(${left})${sign}(${right})`),
    fc.tuple(tie('any'), tie('any')).map(([left, right]) => `(${left}) IN (${right}, 1)`),
  ),
})).any;

test('search expressions made at random print to the same tree', () => {
  fc.assert(
    fc.property(condition, (text) => expectRoundTrip(`search ${text}`)),
    { numRuns: 400 },
  );
});

test('eval expressions made at random print to the same tree', () => {
  fc.assert(
    fc.property(expression, (text) => expectRoundTrip(`| where ${text}`)),
    { numRuns: 400 },
  );
});

test.each([
  '| accum a as b',
  '| addcoltotals labelfield=a label="b c" d*',
  '| addinfo',
  '| addtotals row=t col=f fieldname=a b, c',
  '| append maxtime=5 [ search a ]',
  '| appendcols override=t [ search a ]',
  '| appendpipe [ stats count ]',
  '| autoregress a p=2-5',
  '| autoregress a as b p=3',
  '| bin span=5m _time as t',
  '| bucket bins=10 x',
  '| chart limit=5 useother=f count over a by b span=10',
  '| timechart span=1h limit=0 count, dc(x) as y by host useother=f',
  '| contingency maxcols=5 totalstr="a b" c "d e"',
  '| convert timeformat="%Y %m" ctime(a) as b, num(c)',
  '| datamodel Endpoint Processes search summariesonly=true',
  '| delta sum(a) as b p=2',
  '| delta (a as b)',
  '| dedup 2 a, b keepevents=true sortby -num(x)',
  '| eventcount summarize=f index=a* index="_*"',
  '| eval a=1, \'b c\'="x" . a, c{d}=if(a=1, "y", null())',
  '| eventstats avg(x) as m, stdev(x) by a, b',
  '| extract pairdelim="|;" kvdelim="=" mv_add=t',
  '| fields - a*, "b c"',
  '| fieldformat a="x" . a, b=c+1',
  '| fieldsummary maxvals=5 a*',
  '| fromjson a prefix=b_',
  '| filldown a',
  '| fillnull value="n/a" a b',
  "| foreach a* mode=multifield [ eval <<FIELD>> = '<<MATCHSTR>>' + 1 ]",
  '| gentimes start=4/4/21:5:06:07 end=-3 increment=12h',
  '| format maxresults=5 "(" "(" "AND" ")" "OR" ")"',
  '| from datamodel:Web.Web',
  '| head 5 keeplast=true',
  '| head (a<5) null=t',
  '| inputlookup append=t x.csv where a=1 OR b="c d"',
  '| join type=left max=0 a, b [| inputlookup x]',
  '| lookup update=t l a as b, c OUTPUTNEW d as e, f',
  '| makemv delim="," allowempty=t a',
  '| makeresults count=5 annotate=true',
  '| map search="search \\"a b\\" $c$ `m`" maxsearches=5',
  '| map maxsearches=5 [ search a=$b$ | stats count ]',
  '| map "a b"',
  '| multisearch [ search a ] [ search b | eval c=1 ]',
  '| metadata type=sourcetypes index=a* index=_internal',
  '| mvcombine delim=";" a',
  '| mvexpand a limit=5',
  '| nomv a',
  '| outputlookup append=t key_field=_key l',
  '| rangemap field=a low=0-5 "b c"=-5--1.5 default=x',
  '| rare limit=5 a by b',
  '| top 3 a, b showperc=f by c',
  '| regex a!="x\\\\\\\\y\\"z"',
  '| regex "[a|b]"',
  '| reltime timefield="a, b c" prefix=x_',
  '| require',
  '| rename a.* as *, "b c" as d',
  '| replace "a*" with b, c with "d e" in f, g',
  '| search x [ return 5 a $b c=d ]',
  '| reverse',
  '| rex field=a mode=sed "s/a/b/g" max_match=0',
  '| savedsearch "a b" c=d, e="f g"',
  '| selfjoin max=0 keepsingle=t a "b c"',
  '| set diff [ search a ] [ search b ]',
  '| noop search_optimization=false',
  '| highlight "a b", c',
  '| makecontinuous _time span=10m',
  '| setfields a="b c", d=e',
  '| sort 0 - a, +num(b) c desc',
  '| spath input=a output=b path=c.d{}.e',
  '| spath a.b',
  '| stats count, p95(x) as p, values(eval(if(a=1, b, null()))) as v by c, _time span=1d',
  '| strcat allrequired=t a "-" \'b c\' d',
  '| streamstats window=2 current=f reset_before=(a=1) count as c by d',
  '| table *, a, "b c"',
  '| tail 3',
  '| transpose 5 header_field=a',
  '| tojson a str(b) num(c*) default_type=auto output_field=d',
  '| trendline sma5(a) as b wma3(c)',
  '| uniq',
  '| untable a, b, c',
  '| xyseries sep="-" a b c, d',
  '| tstats summariesonly=f `m(1, "a, b")` count from datamodel=E.P where P.a IN (1, 2) NOT P.b=* by P.c _time span=1h',
  '| union maxout=5 [ search a ] datamodel:E.P',
  '| where a like "%x%" AND NOT b IN (1, 2)',
  '| xpath outfield="a b" "//x[@y=\'z\']/*/@n" field=c default="n/a"',
  '| xmlkv Message maxinputs=5',
  '| transaction a b startswith=(x=1) endswith=eval(c>d) maxspan=5m mvlist=t',
  '| cluster t=0.9 [ search y ]',
  '`m(a="p, q", b = r, "c, d", e(f,g))` | `n(x)`',
  'earliest=-7d@d index=main `m` TERM(a.b) CASE("X") foo "bar baz" | `n`',
])('%s prints to the same tree', (text) => {
  expect(parse(text).diagnostics).toEqual([]);
  expectRoundTrip(text);
});
