import { batches } from '../../src/preview/inputs/batches';

/** A taker that waits to be let go on. */
function held(): {
  readonly taken: number[][];
  readonly take: (items: readonly number[]) => Promise<void>;
  readonly next: () => void;
} {
  const taken: number[][] = [];
  const waiting: (() => void)[] = [];
  return {
    taken,
    take: (items) => {
      taken.push([...items]);
      return new Promise((resolve) => waiting.push(resolve));
    },
    next: () => waiting.shift()?.(),
  };
}

/** Lets everything that is due run. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what comes meanwhile goes together and in order', async () => {
  const { taken, take, next } = held();
  const all = batches(take, 100);
  await all.add([1], 1);
  await all.add([2, 3], 1);
  await all.add([4], 1);
  expect(taken).toEqual([[1]]);
  const end = all.end();
  next();
  await turn();
  expect(taken).toEqual([[1], [2, 3, 4]]);
  next();
  await end;
});

test('the source waits when too much waits, and no longer', async () => {
  const { taken, take, next } = held();
  const all = batches(take, 10);
  let added = 0;
  const source = (async () => {
    for (let i = 0; i < 6; i++) {
      await all.add([i], 6);
      added += 1;
    }
  })();
  await turn();
  expect(added).toBe(2);
  next();
  await turn();
  expect(added).toBe(4);
  const end = source.then(() => all.end());
  for (let i = 0; i < 4; i++) {
    next();
    await turn();
  }
  await end;
  expect(taken.flat()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a failure ends it: nothing more is taken, and end says so', async () => {
  const taken: number[][] = [];
  const all = batches<number>((items) => {
    taken.push([...items]);
    return Promise.reject(new Error('disk full'));
  }, 1);
  await all.add([1], 1);
  await turn();
  await expect(all.add([2], 5)).rejects.toThrow('disk full');
  await expect(all.end()).rejects.toThrow('disk full');
  expect(taken).toEqual([[1]]);
});

test('nothing to take is not taken', async () => {
  const take = jest.fn(() => Promise.resolve());
  const all = batches(take, 1);
  await all.add([], 500);
  await all.end();
  expect(take).not.toHaveBeenCalled();
});
