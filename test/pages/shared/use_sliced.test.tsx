import { MessageChannel } from 'node:worker_threads';
import { act, renderHook, waitFor } from '@testing-library/react';
import { eachOf, type Sliced } from '../../../src/pages/shared/slices';
import { useSliced } from '../../../src/pages/shared/use_sliced';

/** Little is there at once, much comes later; what was begun ends, and what comes last counts. */

interface Input {
  readonly name: string;
  readonly size: number;
}

const given = (name: string, size: number): Input => ({ name, size });
const began: string[] = [];

function* named({ name, size }: Input, before: string): Sliced<string> {
  began.push(name);
  if (name === 'faulty') throw new Error('a fault');
  yield* eachOf(Array.from({ length: size }), () => undefined);
  return `${before}${name} `;
}

const used = (first: Input): ReturnType<typeof renderHook<string, Input>> =>
  renderHook((input: Input) => useSliced({ input, size: input.size, work: named, nothing: '' }), {
    initialProps: first,
  });

// Every browser has it, jsdom hides Node's. Not before React is loaded: it would keep one open for good.
beforeAll(() => Object.assign(globalThis, { MessageChannel }));
beforeEach(() => began.splice(0));

test('little at once, with what was before', () => {
  const { result, rerender } = used(given('a', 1));
  expect(result.current).toBe('a ');
  rerender(given('b', 1));
  expect(result.current).toBe('a b ');
});

test('much later; of what came meanwhile the last alone', async () => {
  const { result, rerender } = used(given('a', 50_000));
  expect(result.current).toBe('');
  for (const name of ['b', 'c', 'd']) rerender(given(name, 50_000));
  await waitFor(() => expect(result.current).toBe('a d '));
  expect(began).toEqual(['a', 'd']);
});

test('little takes the place of much that is not done', async () => {
  const { result, rerender } = used(given('a', 50_000));
  rerender(given('b', 1));
  expect(result.current).toBe('b ');
  rerender(given('c', 50_000));
  await waitFor(() => expect(result.current).toBe('b c '));
});

test('a fault is a fault of the page', async () => {
  const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { rerender } = used(given('a', 1));
  await expect(
    act(async () => {
      rerender(given('faulty', 50_000));
      await new Promise((resolve) => setTimeout(resolve));
    }),
  ).rejects.toThrow('a fault');
  quiet.mockRestore();
});
