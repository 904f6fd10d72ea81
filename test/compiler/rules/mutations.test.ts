import { rules } from '../../../src/compiler/rules/registry';
import { checkText, good } from './support/detection';

/** A change that spoils the good detection, the check that must see it, and a piece of the line that it must point at. */
type Mutation = readonly [what: string, from: string, to: string, code: string, line: string];

const longName = `Odd ${'Very '.repeat(13)}Odd`;

const mutations: readonly Mutation[] = [
  [
    'OR behind AND without parentheses',
    '(Processes.process_name="cmd.exe" OR Processes.process_name="sh")',
    'Processes.process_name="cmd.exe" OR Processes.process_name="sh"',
    'WW0701',
    'where Processes',
  ],
  ['AND within OR', 'w3wp.exe" (', 'w3wp.exe" OR Processes.user=x AND (', 'WW0701', 'where Processes'],
  [
    'fillnull_value lost',
    '`security_content_summariesonly` count',
    'summariesonly=false count',
    'WW0702',
    'by Processes.dest',
  ],
  [
    'a misspelt field in where',
    'where Processes.parent_process_name',
    'where Processes.parent_proces_name',
    'WW0703',
    'where Processes',
  ],
  [
    'a field in other capitals behind by',
    'by Processes.dest',
    'by Processes.Dest Processes.dest',
    'WW0703',
    'by Processes',
  ],
  ['the dataset in small letters', 'by Processes.dest', 'by processes.dest Processes.dest', 'WW0703', 'by processes'],
  ['a lookup that nobody defines', 'lookup known_children', 'lookup known_childs', 'WW0704', '| lookup'],
  [
    'an unknown inputlookup',
    '| where NOT',
    '| inputlookup append=t other_children | where NOT',
    'WW0704',
    '| inputlookup',
  ],
  ['an unknown story', '- Web Shells', '- Web Shell', 'WW0705', '- Web Shell'],
  ['an unknown data source', '- Sysmon EventID 1', '- Sysmon EventID 11', 'WW0706', '- Sysmon EventID 11'],
  ['a risk object without its field', '- field: user', '- field: usr', 'WW0707', '- field: usr'],
  [
    'a threat object without its field',
    '- field: process_name',
    '- field: process_path',
    'WW0707',
    '- field: process_path',
  ],
  [
    'a table that drops a risk field',
    '  | `odd_child',
    '  | table firstTime dest user process_name\n  | fields - user | `odd_child',
    'WW0707',
    '- field: user',
  ],
  ['a throttle field that is not there', '    - dest\n', '    - host\n', 'WW0708', '- host'],
  ['a throttling period in days of text', 'period: 86400s', 'period: one day', 'WW0709', 'period: one day'],
  ['a token that no field fills', 'on $dest$', 'on $host$', 'WW0710', 'message:'],
  [
    'a drilldown token that no field fills',
    'dest = "$dest$"',
    'dest = "$destination$"',
    'WW0711',
    '%original_detection_search%',
  ],
  ['a drilldown name with an unknown token', 'and "$dest$"', 'and "$dst$"', 'WW0711', '%original_detection_search%'],
  ['no filter macro', '\n  | `odd_child_of_web_server_filter`', '', 'WW0712', 'search: |-'],
  [
    'a misspelt filter macro',
    '`odd_child_of_web_server_filter`',
    '`odd_child_web_server_filter`',
    'WW0712',
    'search: |-',
  ],
  [
    'a filter macro that is not last',
    '`odd_child_of_web_server_filter`',
    '`odd_child_of_web_server_filter`\n  | where count > 1',
    'WW0713',
    '_filter`',
  ],
  ['a long name', 'name: Odd Child Of Web Server', `name: ${longName}`, 'WW0714', 'name: Odd'],
  ['an author of a book', 'author: A. Analyst', `author: ${'A. '.repeat(100)}`, 'WW0715', 'author:'],
  [
    'no word on false positives',
    "known_false_positives: Vendors' helpers.",
    'known_false_positives: no',
    'WW0716',
    'known_false_positives',
  ],
  ['a name that is not the file', 'name: Odd Child Of', 'name: Odd Children Of', 'WW0717', 'name: Odd'],
  ['a date that is none', "date: '2025-01-15'", "date: '2025-02-30'", 'WW0507', 'date:'],
  ['a date in the future', "date: '2025-01-15'", "date: '2027-01-15'", 'WW0718', 'date:'],
  ['a reference without a scheme', '- https://attack', '- attack', 'WW0719', '- attack'],
  ['an id that is no UUID', '6b1d2c0a-5a0e', '6b1d2c0a-5a0', 'WW0720', 'id: 6b'],
  ['a technique beside its sub-technique', '  - T1505.003', '  - T1505\n  - T1505.003', 'WW0722', '- T1505\n'],
  ['a technique that is none', '  - T1505.003', '  - T1505.3', 'WW0722', '- T1505.3'],
  ['a CVE id in small letters', 'CVE-2021-26855', 'cve-2021-26855', 'WW0723', 'cve-2021'],
  ['a risk score over 100', 'score: 60\n  - field', 'score: 600\n  - field', 'WW0724', 'score: 600'],
  ['a risk score of 0', 'score: 60\n  threat', 'score: 0\n  threat', 'WW0724', 'score: 0\n'],
  ['risk on a Hunting detection', 'type: TTP', 'type: Hunting', 'WW0725', 'rba:'],
  [
    'a drilldown without the results',
    '%original_detection_search%',
    '| search index=main',
    'WW0726',
    'drilldown_searches',
  ],
  [
    'an experiment that is on by default',
    'status: production',
    'status: experimental\nenabled_by_default: true',
    'WW0728',
    'enabled_by_default',
  ],
  ['a cron of four fields', '7 * * * *', '7 * * *', 'WW0729', 'cron_schedule'],
  ['a cron minute of 61', '7 * * * *', '61 * * * *', 'WW0729', 'cron_schedule'],
  ['a misspelt data model', 'datamodel=Endpoint', 'datamodel=Endpont', 'WW0746', 'from datamodel'],
  ['a data model in other capitals', 'datamodel=Endpoint', 'datamodel=endpoint', 'WW0746', 'from datamodel'],
  ['a misspelt dataset', 'Endpoint.Processes\n', 'Endpoint.Process\n', 'WW0746', 'from datamodel'],
  ['a dataset for its model', 'Endpoint.Processes\n', 'Processes\n', 'WW0746', 'from datamodel'],
  [
    'a node that is none',
    'where Processes.parent_process_name',
    'where nodename=Proceses Processes.parent_process_name',
    'WW0746',
    'where nodename',
  ],
  [
    'a field of another model, misspelt',
    '| lookup known',
    '| append [| tstats count from datamodel=Web where Web.ulr="*.jsp" by Web.dest] | lookup known',
    'WW0747',
    'Web.ulr',
  ],
  [
    'a field of another model without its dataset',
    '| lookup known',
    '| append [| tstats count from datamodel=Web by url] | lookup known',
    'WW0747',
    'by url',
  ],
  ['a group that is not closed', '^(?<stem>[^.]+)', '^(?<stem>[^.]+', 'WW0748', '| rex'],
  ['a class that is not closed', '^(?<stem>[^.]+)', '^(?<stem>[^.+)', 'WW0748', '| rex'],
  ['wildcards for a regular expression', 'stem="cmd"', 'match(stem, "*cmd*")', 'WW0748', 'match(stem'],
  ['a replacement of nothing', 'stem="cmd"', 'replace(stem, "(", "")="cmd"', 'WW0748', 'replace(stem'],
  ['a broken regex command', '| lookup known', '| regex process_name="[a-"\n  | lookup known', 'WW0748', '| regex'],
  ['half a sed expression', '"^(?<stem>[^.]+)"', 'mode=sed "s/stem"', 'WW0748', '| rex'],
  ['rex without a name', '^(?<stem>[^.]+)', '^([^.]+)', 'WW0749', '| rex'],
  ['isnull of a text', 'stem="cmd"', 'isnull("stem")', 'WW0750', 'isnull('],
  ['a field in double quotes', 'stem="cmd"', '"stem"="cmd"', 'WW0750', '"stem"='],
  ['coalesce with a text first', 'stem="cmd"', 'coalesce("stem", user)="cmd"', 'WW0750', 'coalesce('],
  ['a value in single quotes', '="cmd.exe" OR', "='cmd.exe' OR", 'WW0751', 'where Processes'],
  ['a list in single quotes', '="w3wp.exe" (', " IN ('w3wp.exe', 'httpd.exe') (", 'WW0751', 'where Processes'],
  ['&& for AND', '="w3wp.exe" (', '="w3wp.exe" && (', 'WW0752', 'where Processes'],
  ['<> for !=', '="w3wp.exe" (', '<>"w3wp.exe" (', 'WW0752', 'where Processes'],
  ['NTO for NOT', '="w3wp.exe" (', '="w3wp.exe" NTO (', 'WW0752', 'where Processes'],
  ['by misspelt', 'by Processes.dest', 'byy Processes.dest', 'WW0753', 'byy Processes'],
  [
    'two programs at once',
    '(Processes.process_name="cmd.exe" OR',
    '(Processes.process_name="cmd.exe" AND',
    'WW0754',
    'where Processes',
  ],
  ['more than five and less than three', 'stem="cmd"', 'count > 5 AND count < 3', 'WW0754', 'count > 5'],
  ['a time format of another language', 'stem="cmd"', 'strftime(firstTime, "yyyy-MM-dd")="x"', 'WW0755', 'strftime('],
  ['a letter that is no time', 'stem="cmd"', 'strftime(firstTime, "%Y-%i-%d")="x"', 'WW0755', 'strftime('],
  ['a prefix of 33', 'stem="cmd"', 'cidrmatch("10.0.0.0/33", dest)', 'WW0756', 'cidrmatch('],
  ['an address over 255', 'w3wp.exe" (', 'w3wp.exe" Processes.dest="10.0.0.256" (', 'WW0756', 'where Processes'],
  ['the dataset left in the names', '  | `drop_dm_object_name(Processes)`\n', '', 'WW0757', 'by Processes.dest'],
  ['the wrong dataset dropped', 'name(Processes)', 'name(Process)', 'WW0757', 'by Processes.dest'],
  ['like without a wildcard', 'stem="cmd"', 'like(stem, "cmd")', 'WW0737', 'like(stem'],
  ['a wildcard in IN', 'stem="cmd"', 'stem IN ("cmd*", "sh")', 'WW0737', 'stem IN'],
  [
    'a renamed field used by its old name',
    '| where NOT',
    '| rename stem as program | where NOT',
    'WW0734',
    '| rename stem',
  ],
  ['a field renamed that is not there', '| where NOT', '| rename stm as program | where NOT', 'WW0734', '| rename stm'],
  ['dedup by a field that is gone', '| where NOT', '| dedup host | where NOT', 'WW0734', '| dedup'],
  ['sorted by a field that is none', '| where NOT', '| sort - cout | where NOT', 'WW0734', '| sort'],
  ['rex of the raw event, which is gone', 'rex field=process_name', 'rex', 'WW0734', '| rex'],
  ['the time, which is gone', '| where NOT', '| bin _time span=1h | where NOT', 'WW0734', '| bin'],
  ['a table with a slip', '| where NOT', '| fields - usr | where NOT', 'WW0734', '| fields'],
  ['a time without its name', 'min(_time) as firstTime', 'min(_time)', 'WW0734', '| `security_content_ctime'],
  ['the 31st of February', '7 * * * *', '7 3 31 2 *', 'WW0729', 'cron_schedule'],
  ['every other hour, looking back for one', '7 * * * *', '7 */2 * * *', 'WW0739', 'cron_schedule'],
  ['office hours alone', '7 * * * *', '7 9-17 * * 1-5', 'WW0739', 'cron_schedule'],
  ['half an hour of each hour', '-70m@m', '-40m@m', 'WW0739', 'earliest_time'],
  ['the last half hour left out', '-10m@m', '-40m@m', 'WW0739', 'latest_time'],
  ['the 13th and Fridays', '7 * * * *', '7 * 13 * 5', 'WW0744', 'cron_schedule'],
  ['steps that do not fit the hour', '7 * * * *', '"*/40 * * * *"', 'WW0744', 'cron_schedule'],
  ['a range of a month', '-70m@m', '-30d@d', 'WW0731', 'earliest_time'],
  ['a regular expression that blows up', '^(?<stem>[^.]+)', '^(?<stem>([^.]+)+)$', 'WW0733', '| rex'],
  ['a condition on a field that is gone', 'stem="cmd"', 'stm="cmd"', 'WW0734', 'stm="cmd"'],
  ['a bracket that is not closed', '| where NOT (is_known', '| search [ where NOT (is_known', 'WW0302', '| search ['],
  ['a field of the model without its dataset', 'by Processes.dest', 'by dest Processes.dest', 'WW0703', 'by dest'],
  ['OR in small letters', '.exe" OR Processes', '.exe" or Processes', 'WW0735', 'where Processes'],
  ['quotes of a word processor', 'process_name="sh"', 'process_name=“sh”', 'WW0736', 'where Processes'],
  ['a blank that does not break lines', 'w3wp.exe" (', 'w3wp.exe"\u00a0(', 'WW0736', 'where Processes'],
  ['a blank that nobody sees', '="sh"', '="sh\u200b"', 'WW0736', 'where Processes'],
  ['a wildcard in where', 'stem="cmd"', 'stem="cmd*"', 'WW0737', 'stem="cmd*"'],
  ['like with a star', 'stem="cmd"', 'like(stem, "*cmd*")', 'WW0737', 'like(stem'],
  ['a range that ends before it begins', '-10m@m', '-80m@m', 'WW0738', 'latest_time'],
  ['a time without its sign', '-70m@m', '70m@m', 'WW0738', 'earliest_time'],
  ['a unit that is none', '-70m@m', '-70minuts@m', 'WW0738', 'earliest_time'],
  ['a quote that is not closed', 'stem="cmd")', 'stem="cmd)', 'WW0301', 'stem="cmd)'],
  ['a misspelt command', '| lookup known', '| lokup known', 'WW0304', '| lokup'],
  ['a misspelt function', 'count min(_time)', 'count mni(_time)', 'WW0307', 'mni(_time)'],
  [
    'an eval function that is none',
    '| where NOT (is_known="true"',
    '| where NOT (lenght(is_known)=1',
    'WW0307',
    'lenght',
  ],
  ['too few arguments', '| where NOT (is_known="true"', '| where NOT (match(is_known)', 'WW0308', 'match(is_known)'],
  [
    'an option that is none',
    'rex field=process_name',
    'rex field=process_name max_match=many',
    'WW0306',
    'max_match=many',
  ],
  [
    'a macro that nobody defines',
    '| `security_content_ctime(firstTime)`',
    '| `security_content_time(firstTime)`',
    'WW0320',
    'security_content_time',
  ],
  [
    'a macro with too many arguments',
    'ctime(firstTime)',
    'ctime(firstTime, lastTime)',
    'WW0322',
    'ctime(firstTime, lastTime)',
  ],
];

test('the good detection has no finding, at any level but for notes', () => {
  expect(checkText(good).findings).toEqual([]);
  expect(checkText(good, 'strict').findings).toEqual([]);
});

test.each(mutations)('%s', (_, from, to, code, line) => {
  const text = good.replace(from, () => to);
  expect(text).not.toBe(good);
  const { findings, lineOf } = checkText(text);
  expect(findings.filter((one) => one.code === code)).toContainEqual(expect.objectContaining({ line: lineOf(line) }));
});

test('there are at least 40 of them', () => expect(mutations.length).toBeGreaterThanOrEqual(40));

/** Checks whose bad file is in rules.test.ts, because one changed line is not enough or the level is strict. */
const elsewhere = ['WW0721', 'WW0727', 'WW0730', 'WW0732', 'WW0745', 'WW0758'];

test('every check has a bad file', () => {
  const seen = new Set([...mutations.map(([, , , code]) => code), ...elsewhere]);
  expect(Object.keys(rules).filter((code) => !seen.has(code))).toEqual([]);
});
