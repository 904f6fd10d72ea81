import fc from 'fast-check';
import { processesFields } from '../../../src/cim/model';
import { webServersMacro } from '../../../src/compiler/own_app/macro_names';
import { conditionProblems } from '../../../src/compiler/own_app/where_condition';
import { webServerCondition } from '../../../src/compiler/own_app/web_servers';
import type { MacroDefinition } from '../../../src/spl/macros';

const macros: Readonly<Record<string, string>> = {
  exchange: '(Processes.parent_process_name="UMWorkerProcess.exe" OR Processes.parent_process_name="MSExchange*")',
  computed: '"Processes.dest="."A"',
  open: 'Processes.dest=A OR Processes.dest=B',
};

function problems(text: string): readonly string[] {
  const macro = (name: string, count: number): MacroDefinition | undefined => {
    const definition = name === webServersMacro ? text : macros[name];
    const isEval = name === 'computed';
    return definition === undefined || count > 0 ? undefined : { name, args: [], definition, isEval };
  };
  return conditionProblems({ name: 'condition', text }, { macro }).map(
    ({ code, severity, line, column, end_column }) => `${code} ${severity} ${line}:${column}-${end_column}`,
  );
}

test('what the app ships is without fault', () => {
  expect(problems(webServerCondition())).toEqual([]);
});

test.each([
  '(Processes.parent_process_name="node.exe")',
  'Processes.parent_process_name IN ("a.exe", "b*.exe")',
  'Processes.parent_process_name="a.exe" NOT Processes.dest="X"',
  '(Processes.parent_process_name="java.exe" AND (Processes.parent_process="*x*" OR Processes.user=y))',
  '`exchange`',
  '(`exchange` OR Processes.parent_process_name="a.exe")',
  '(Processes.parent_process_name="a.exe" host=h1)',
  '(Processes.parent_process_name="a.exe" [| inputlookup servers.csv | fields dest | format])',
])('a condition that may stand there: %s', (text) => {
  expect(problems(text)).toEqual([]);
});

const w = '(Processes.parent_process_name="w3wp.exe"';

test.each([
  ['nothing', '', 'WW0608 error 1:1-1'],
  ['everything', '*', 'WW0608 error 1:1-2'],
  ['a word that lacks its quotes', `${w} Processes.process=a b)`, 'WW0609 error 1:63-64'],
  ['an operator in small letters', `${w} or Processes.dest=a)`, 'WW0609 error 1:43-45'],
  ['an OR open to what is behind', 'Processes.dest=A OR Processes.dest=B', 'WW0610 error 1:1-37'],
  ['the same in a macro', '`open`', 'WW0610 error 1:1-7'],
  ['an end of its own', `${w}) by Processes.user`, 'WW0609 error 1:44-46'],
  ['another command', `${w}) | stats count`, 'WW0303 error 1:44-44'],
  ['an open parenthesis on the second line', `(Processes.dest=A\n OR (Processes.dest=B)`, 'WW0303 error 2:23-23'],
  ['a macro that nobody defines', '`exchnage`', 'WW0320 warning 1:1-11'],
  ['a macro that only Splunk can compute', '(`computed` OR Processes.dest=A)', 'WW0323 warning 1:2-12'],
  ['itself', `\`${webServersMacro}\``, 'WW0321 error 1:1-29'],
  ['a field that is misspelt', '(Processes.parent_proces_name=a)', 'WW0703 warning 1:2-30'],
  ['a field without its dataset', '(parent_process_name=a)', 'WW0703 warning 1:2-21'],
  ['OR among AND', '(Processes.user=a Processes.dest=A OR Processes.dest=B)', 'WW0701 warning 1:19-55'],
])('%s is named at its place', (_name, text, expected) => {
  expect(problems(text)).toContain(expected);
});

test('did you mean', () => {
  const text = '(Processes.parent_proces_name=a)';
  const [problem] = conditionProblems({ name: 'condition', text }, { macro: () => undefined });
  expect(problem?.hint).toContain('"Processes.parent_process_name"');
});

test('any comparisons of fields of the data model, any way in parentheses, are without error', () => {
  const field = fc.constantFrom(...Object.keys(processesFields).map((name) => `Processes.${name}`));
  const value = fc.string({ minLength: 1 }).map((text) => `"${text.replace(/[\\"]/g, '\\$&')}"`);
  const comparison = fc.tuple(field, fc.constantFrom('=', '!='), value).map((parts) => parts.join(''));
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      comparison,
      fc.tuple(tie('tree'), fc.constantFrom(' OR ', ' AND ', ' '), tie('tree')).map((parts) => `(${parts.join('')})`),
      tie('tree').map((inner) => `NOT (${inner})`),
    ),
  }));
  fc.assert(
    fc.property(tree, (text) => {
      expect(problems(text).filter((problem) => problem.includes('error'))).toEqual([]);
    }),
  );
});
