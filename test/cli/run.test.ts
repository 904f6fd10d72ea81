import { parseCall, type Verb } from '../../src/cli/verb';
import { verbs } from '../../src/cli/verbs';
import { run } from '../support/io';

test('without a verb the overview is said and the exit code is 2', async () => {
  const { code, said, out } = await run([]);
  expect([code, out]).toEqual([2, '']);
  for (const name of Object.keys(verbs)) expect(said).toContain(`  ${name}`);
});

test('an unknown verb gets the nearest one', async () => {
  const { code, said } = await run(['serach']);
  expect(code).toBe(2);
  expect(said).toContain('Did you mean "search"');
});

test.each([
  [['read', '--colour'], 'Unknown option "--colour". It takes --format, --summary, --no-parent-resolution.'],
  [['read', '--sumary', 'x'], 'Unknown option "--sumary". Did you mean "--summary"?'],
  [['read', '--fromat=csv', 'x'], 'Unknown option "--fromat". Did you mean "--format"?'],
  [
    ['check', '--level', 'strickt', 'x'],
    '--level takes minimum, recommended, strict, not "strickt". Did you mean "strict"?',
  ],
])('%j is wrong usage, with what was meant and the usage line', async (words, message) => {
  const { code, said } = await run(words);
  expect([code, said.split('\n')[0]]).toEqual([2, message]);
  expect(said).toContain(`usage: webshell-watch ${words[0] ?? ''}`);
});

test('help and a verb are that verb and --help', async () => {
  expect(await run(['help', 'read'])).toEqual(await run(['read', '--help']));
  expect((await run(['help', 'red'])).code).toBe(2);
});

test.each(Object.entries(verbs))('%s --help names every option', async (name, load) => {
  const verb = await load();
  const { code, out } = await run([name, '--help']);
  expect(code).toBe(0);
  expect(verb.name).toBe(name);
  for (const option of Object.keys(verb.options)) expect(out).toContain(`--${option}`);
});

test('a variadic option takes the words up to the next option', async () => {
  const io = { ...(await import('../../src/cli/command_io')).commandIo(process, new AbortController().signal) };
  const verb: Verb = {
    name: 'x',
    usage: 'x',
    summary: '',
    options: {
      logs: { type: 'string', variadic: true, help: '' },
      format: { type: 'string', choices: ['a', 'b'], help: '' },
    },
    run: () => Promise.resolve(0),
  };
  const call = parseCall(verb, ['one', '--logs', 'A', 'B', '--format', 'b', 'two'], io);
  expect([call.list('logs'), call.text('format'), call.positionals]).toEqual([['A', 'B'], 'b', ['one', 'two']]);
  expect(() => parseCall(verb, ['--format', 'c'], io)).toThrow('--format takes a, b');
});

test.each([[['-h']], [['read', '-h']]])('%j is a call for help', async (words) => {
  expect((await run(words)).code).toBe(0);
});

test('an empty word is wrong usage, not the working folder', async () => {
  const { code, said } = await run(['convert', '']);
  expect([code, said.split('\n')[0]]).toEqual([2, 'One of the words is empty; an unset variable?']);
});

test.each([
  ['match', ['--rules', 'test/cli/run.test.ts', '--logs', 'test/cli']],
  ['search', ['| makeresults', '--logs', 'test/cli']],
])('%s that is stopped before its end says so and exits with 130', async (verb, words) => {
  const { code, said } = await run([verb, ...words], { signal: AbortSignal.abort() });
  expect([code, said.includes('Stopped: ')]).toEqual([130, true]);
});

test.each([
  [['new', 'input', 'foo', '--out', 'package.json']],
  [['new', 'detection', 'Foo', '--out', 'package.json/x']],
])('%j: a place that cannot be written is one diagnostic and exit code 3', async (words) => {
  const { code, said } = await run(words);
  expect([code, said.match(/error WW\d+/g)]).toEqual([3, ['error WW1301']]);
});
