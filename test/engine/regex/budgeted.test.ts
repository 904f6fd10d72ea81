import { runWithin } from '../../../src/engine/regex/budgeted';
import { PatternBudgetError } from '../../../src/engine/regex/match';

/** Work that needs so many milliseconds by the clock. */
const lasting =
  (needed: number, tried: number[]) =>
  (timeout: number): void => {
    tried.push(timeout);
    if (timeout < needed) throw new Error('timed out');
  };

test('work that only waited for a busy processor is given more time', () => {
  const tried: number[] = [];
  runWithin(lasting(3000, tried), () => 10);
  expect(tried).toEqual([250, 500, 1000, 2000, 4000]);
});

test('work that has used its budget of the processor ends', () => {
  const tried: number[] = [];
  expect(() => runWithin(lasting(3000, tried), () => tried.length * 200)).toThrow(PatternBudgetError);
  expect(tried).toEqual([250, 500]);
});

test('work that never ends is not waited for without end, however little it did', () => {
  const tried: number[] = [];
  expect(() => runWithin(lasting(Infinity, tried), () => 0)).toThrow(PatternBudgetError);
  expect(tried.at(-1)).toBe(64_000);
});
