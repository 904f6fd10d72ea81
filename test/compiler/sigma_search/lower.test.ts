import { lowerDocument, lowerSigma, type LoweredSigma } from '../../../src/compiler/sigma_search/lower';
import { parseSearch } from '../../../src/spl/parse';
import { printSearch } from '../../../src/spl/print';
import { read, ruleOf, ruleText } from '../../sigma/helpers';

function lowered(detection: string): LoweredSigma {
  return lowerSigma(ruleOf(ruleText(detection)));
}

/** The condition between `where` and `by`, prefixes and the model's name left out. */
function condition(detection: string): string {
  const { search } = lowered(detection);
  const found = / where (.*) by Processes\.dest/s.exec(search);
  return (found?.[1] ?? search).replaceAll('Processes.', '');
}

/** What `where` decides behind the first command. */
function decided(detection: string): string {
  return /\| where (.*?) \| (?:stats|`security_content_ctime)/s.exec(lowered(detection).search)?.[1] ?? '';
}

const one = (item: string): string => `s:\n  ${item}\ncondition: s`;

// Facts about SPL and the wanted forms: what pySigma's backend writes, and where that is wrong (reference, peers 2.4 and 2.6).
test.each([
  ["Image|endswith: '\\cmd.exe'", String.raw`process_path="*\\cmd.exe"`],
  ["Image: 'C:\\\\x\\y'", String.raw`process_path="C:\\x\\y"`],
  ["Image: 'C:\\\\*'", String.raw`process_path="C:\\*"`],
  ["CommandLine|contains: '\\Temp\\'", String.raw`process="*\\Temp\\*"`],
  ['CommandLine|contains: say "hi" there', String.raw`process="*say \"hi\" there*"`],
  ["Image|contains: ''", 'process_path=*'],
  ['Image: null', 'NOT process_path=*'],
  ['CommandLine: null', 'process="unknown"'],
  ["CommandLine: ''", 'process="unknown"'],
  ["Image: ''", 'NOT process_path=* OR process_path=""'],
  ["CommandLine|contains: ''", 'NOT process="unknown"'],
  ['Image|exists: true', 'process_path=*'],
  ['CommandLine|exists: false', 'process="unknown"'],
  // The model's own text must not count as a command line.
  ['CommandLine|contains: know', 'process="*know*" AND NOT process="unknown"'],
  ['Image: [x, y]', 'process_path IN ("x", "y")'],
  ['Image: [x, null]', 'NOT process_path=* OR process_path="x"'],
  ['Image|contains: [x, y]', 'process_path IN ("*x*", "*y*")'],
  ['Image|contains|all: [x, y]', 'process_path="*x*" AND process_path="*y*"'],
  ['ProcessId: 5', 'process_id=5'],
  ['ProcessId|gt: 5', 'process_id>5'],
  ['Image|neq: [a, b]', 'NOT process_path IN ("a", "b")'],
  ['Hashes|contains: IMPHASH=A', 'process_hash="*IMPHASH=A*"'],
  ['IntegrityLevel: High', 'process_integrity_level="High"'],
  [
    "CommandLine|windash|contains: ' -e '",
    'process IN ("* -e *", "* /e *", "* \u2013e *", "* \u2014e *", "* \u2015e *")',
  ],
])('%s is said by the search', (item, wanted) => {
  const sorted = (text: string): string => text.split(' OR ').sort().join(' OR ');
  expect(sorted(condition(one(item)))).toBe(sorted(wanted));
  expect(lowered(one(item)).kind).toBe('tstats');
});

test.each([
  [
    's:\n- Image: x\n- CommandLine: y\nf:\n  ParentImage: z\ncondition: s and f',
    '(process_path="x" OR process="y") AND parent_process_path="z"',
  ],
  [
    'a:\n  Image: x\nb:\n  CommandLine: y\nc:\n  ParentImage: z\ncondition: a or b and c',
    'process_path="x" OR (process="y" AND parent_process_path="z")',
  ],
  ['a:\n  Image: x\nb:\n  CommandLine: y\ncondition: not (a and b)', 'NOT (process_path="x" AND process="y")'],
  ['a:\n  Image: x\ncondition: not a', 'NOT process_path="x"'],
  ['a:\n  Image: null\ncondition: not a', 'process_path=*'],
  ['a:\n  Image: x\nb:\n  Image: y\ncondition: a or b', 'process_path IN ("x", "y")'],
])('%j: AND and OR never stand side by side without parentheses', (detection, wanted) => {
  expect(condition(detection)).toBe(wanted);
});

// What search cannot say: a wider condition, and `where` for the rest.
test.each([
  ["CommandLine: 'tn \\*'", 'process="tn *"', String.raw`match(process, "(?is)^tn \\*\\z")`],
  ["CommandLine: 'prog?.exe'", 'process="prog*.exe"', String.raw`match(process, "(?is)^prog.\\.exe\\z")`],
  ['CommandLine|contains|cased: Ab', 'process="*Ab*"', 'match(process, "(?s)Ab")'],
  ['CommandLine|re: fo+bar', 'process="*fo*" AND process="*bar*"', 'match(process, "fo+bar")'],
  ['CommandLine|re|i: ab', 'process="*ab*"', 'match(process, "(?i)ab")'],
  ["Image|re: '.*'", 'process_path=*', 'NOT (process_path = "null") AND match(process_path, ".*")'],
])('%s is narrowed down and then decided', (item, search, where) => {
  expect(condition(one(item))).toBe(search);
  expect(decided(one(item)).replace(/ ?= ?/g, ' = ')).toBe(where.replace(/ ?= ?/g, ' = '));
  expect(lowered(one(item)).kind).toBe('tstats+where');
});

test('only what is left open goes to where; a negated one never narrows', () => {
  const detection = 'a:\n  Image: x\nb:\n  CommandLine|re: foobar\n  ParentImage: y\ncondition: a and not b';
  expect(condition(detection)).toBe('process_path="x"');
  expect(decided(detection)).toContain('NOT (');
  expect(decided(detection)).not.toContain('match(process_path,');
});

test.each([
  ['User|contains: AUTHORI', ['WW0451']],
  ['Description: x', ['WW0451']],
  ['IntegrityLevel|cased: High', ['WW0451']],
  ['Imagee: x', ['WW0452']],
  ['UtcTime|hour: 3', ['WW0451']],
])('%s runs over the events', (item, codes) => {
  const result = lowered(one(item));
  expect(result.kind).toBe('search');
  expect(result.search).toMatch(/^`webshell_watch_process_events` /);
  expect(result.diagnostics.map(({ code }) => code)).toEqual(codes);
});

test('a keyword is looked for in every field that a process creation has', () => {
  const { search, kind } = lowered("k:\n  - '\\perfc.dat'\ncondition: k");
  expect(kind).toBe('search');
  expect(search).toContain(String.raw`CommandLine="*\\perfc.dat*" OR `);
  expect(search).toContain(String.raw`ParentCommandLine="*\\perfc.dat*"`);
});

test('nulls are filled before rows are counted by their fields', () => {
  const { search } = lowered(one('User: x'));
  const [fill = -1, stats = -1] = [search.indexOf('| fillnull value=unknown dest'), search.indexOf('| stats count')];
  expect(fill).toBeGreaterThan(0);
  expect(stats).toBeGreaterThan(fill);
});

test('every search sets fillnull_value, by the macro that ESCU has for it', () => {
  expect(lowered(one('Image: x')).search).toMatch(/^\| tstats `security_content_summariesonly` count /);
});

test.each([
  [
    'title: T\nlogsource: {category: registry_set, product: windows}\ndetection: {a: {B: c}, condition: a}\n',
    'WW0450',
    2,
  ],
  ['title: T\nlogsource: {service: security}\ndetection: {a: {B: c}, condition: a}\n', 'WW0450', 2],
  ['title: T\ncorrelation: {type: event_count, rules: [a], timespan: 5m, condition: {gte: 2}}\n', 'WW0454', 2],
  [
    "title: T\nlogsource: {category: process_creation}\ndetection:\n  a: {B|expand: '%x%'}\n  condition: a\n",
    'WW0413',
    4,
  ],
])('%j is refused with the reason and the place', (text, code, line) => {
  const [document] = read(text).documents;
  if (document === undefined) throw new Error('nothing read');
  const result = lowerDocument(document);
  expect(result).toMatchObject({ kind: 'refused', search: '' });
  expect(result.diagnostics).toContainEqual(expect.objectContaining({ code, line, severity: 'error' }));
});

test('a rule that nothing narrows down is warned about', () => {
  expect(lowered(one("CommandLine|re: '[0-9]'")).diagnostics.map(({ code }) => code)).toEqual([]);
  expect(lowered("a:\n  CommandLine|re: '[0-9]'\ncondition: not a").diagnostics.map(({ code }) => code)).toEqual([
    'WW0453',
  ]);
});

test('fields that risk or the rule itself name are shown', () => {
  const rule = ruleOf(`${ruleText(one('Image: x'))}fields: [IntegrityLevel]\n`);
  const { fields } = lowerSigma(rule, { fields: ['user_id'] });
  expect(fields).toEqual(expect.arrayContaining(['count', 'firstTime', 'process_integrity_level', 'user_id', 'dest']));
});

test('what is printed parses back to the same text', () => {
  for (const item of [
    'CommandLine|re: "a\\"b"',
    "Image: 'x`y'",
    'User|contains: a|b',
    "CommandLine: '$x$ [y] %'",
    'CommandLine: "a\\nb"',
  ]) {
    const { search } = lowered(one(item));
    const said: string[] = [];
    const pipeline = parseSearch({ name: 'x', text: search }, { report: ({ message }) => said.push(message) });
    expect(said).toEqual([]);
    expect(printSearch(pipeline)).toBe(search);
  }
});
