import { collect } from '../../../src/compiler/collect';

const rule = (image: string): string =>
  `title: Odd child
id: 6b1d2c0a-5a0e-4c57-9d35-0f6f3a1b7c11
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        Image: '\\x.exe'
        Image|endswith:
            - ${image}
    condition: selection
level: high
`.replace("        Image: '\\x.exe'\n", '');

const findings = (text: string): readonly (readonly [string, number])[] =>
  collect([{ name: 'rule.yml', text }]).diagnostics.map(({ code, line }) => [code, line]);

test.each(["'\\cmd.exe'", "'cmd.exe'", "'\\my \\cmd.exe'"])('%s may end a path', (image) => {
  expect(findings(rule(image))).toEqual([]);
});

test.each(["'/cmd.exe'", "'C:\\\\\\\\cmd.exe'"])('%s ends no path', (image) => {
  expect(findings(rule(image))).toEqual([['WW0457', 9]]);
});

test('a bare name is no path, but some programs have none', () => {
  const equal = (name: string): string => rule('x').replace(/Image\|endswith:\n.*/, `Image: ${name}`);
  expect(findings(equal('cmd.exe'))).toEqual([['WW0457', 8]]);
  for (const good of ['System', "'C:\\cmd.exe'", "'*\\cmd.exe'", "''"])
    expect(findings(equal(good)).filter(([code]) => code === 'WW0457')).toEqual([]);
});

test("a misspelt field's finding stands at the field", () => {
  expect(findings(rule("'x'").replace('Image|', 'Imge|'))).toEqual([['WW0452', 8]]);
});

test('a rule whose detection is misspelt is said to lack it', () => {
  const codes = findings(rule("'x'").replace('detection:', 'detections:')).map(([code]) => code);
  expect(codes.sort()).toEqual(['WW0403', 'WW0406']);
});

test('what is said of a value is said once, however often the condition names its selection', () => {
  const text = rule("'/cmd.exe'").replace('condition: selection', 'condition: selection or all of them');
  expect(findings(text)).toEqual([['WW0457', 9]]);
});
