import { Interrupted, interruptible } from '../../src/cli/interruptible';
import { run } from '../support/io';

test('the work’s result and its own error come through', () => {
  class Own extends Error {}
  expect(interruptible(() => 5)).toBe(5);
  expect(interruptible(() => undefined)).toBeUndefined();
  expect(() =>
    interruptible(() => {
      throw new Own('mine');
    }),
  ).toThrow(Own);
});

// Windows knows no such signal between processes.
(process.platform === 'win32' ? test.skip : test)('Ctrl-C ends work that never comes to the event loop', () => {
  expect(() =>
    interruptible(() => {
      process.kill(process.pid, 'SIGINT');
      for (;;);
    }),
  ).toThrow(Interrupted);
});

test.each([
  [['check', 'package.json']],
  [['convert', 'package.json']],
  [['compile', 'package.json', '--out', 'never-written']],
  [['test', 'package.json']],
  [['match', '--rules', 'package.json', '--logs', 'package.json']],
])('%j that is stopped says so with 130 and writes nothing', async (words) => {
  const compute = (): never => {
    throw new Interrupted();
  };
  expect(await run(words, { compute })).toEqual({ code: 130, out: '', said: 'Stopped: nothing was written.' });
});
