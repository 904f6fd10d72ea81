import { compileTexts, confOf } from '../../support/compile';
import { good } from './support/detection';

const plain = good
  .replace('  | lookup known_children process_name OUTPUT is_known\n', '')
  .replace('is_known="true" AND ', '');
const other = plain
  .replace('Odd Child Of Web Server', 'Second Child')
  .replace('odd_child_of_web_server', 'second_child');
const macro = 'name: some_macro\ndefinition: index=main\ndescription: Some events.\n';

test('the good one compiles, so that the bad ones fail for their own reason', () => {
  expect(compileTexts({ 'a.yml': plain }, 'app').refused).toEqual([]);
});

test.each([
  ['an unknown command', plain.replace('| tstats', '| tsats'), 'WW0304', 'tsats'],
  ['an open parenthesis', plain.replace('process_name="sh")', 'process_name="sh"'), 'WW0303', '  | `drop_dm'],
  [
    'a macro with too many arguments',
    plain.replace('ctime(firstTime)', 'ctime(firstTime, x)'),
    'WW0322',
    'firstTime, x',
  ],
  ['a schedule of the 61st minute', plain.replace('7 * * * *', '61 * * * *'), 'WW0729', '61 * *'],
])('%s is refused with its place, the others are compiled', (_name, bad, code, piece) => {
  const line = bad.slice(0, bad.indexOf(piece)).split('\n').length;
  const compiled = compileTexts({ 'bad.yml': bad, 'good.yml': other }, 'escu');
  expect(compiled.detections.map(({ name }) => name)).toEqual(['Second Child']);
  expect(compiled.refused.map(({ file }) => file)).toEqual(['bad.yml']);
  expect(compiled.refused[0]?.reasons).toHaveLength(1);
  const errors = compiled.diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map((one) => [one.file, one.code, one.line])).toEqual([['bad.yml', code, line]]);
  expect([...confOf(compiled, 'macros.conf').stanzas.keys()]).not.toContain('odd_child_of_web_server_filter');
});

test('a macro that nobody defines is an error beside other macros, and a warning where none are given', () => {
  const calling = plain.replace('| lookup', '| `unheard_of` | lookup').replace('| rex', '| `unheard_of`\n  | rex');
  const severities = (texts: Readonly<Record<string, string>>): readonly string[] =>
    compileTexts(texts, 'app')
      .diagnostics.filter(({ code }) => code === 'WW0320')
      .map(({ severity }) => severity);
  expect(severities({ 'a.yml': calling })).toEqual(['warning']);
  expect(severities({ 'a.yml': calling, 'macros/some_macro.yml': macro })).toEqual(['error']);
});
