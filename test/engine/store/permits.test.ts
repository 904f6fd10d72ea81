import { permits } from '../../../src/engine/store/permits';

test('no more than allowed at once, in their order; who gives up leaves the queue', async () => {
  const gate = permits(1);
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => (): Promise<string> => {
    order.push(name);
    return new Promise((resolve) => ends.push(() => resolve(name)));
  };
  const never = new AbortController().signal;
  const gone = new AbortController();
  const first = gate.use(work('a'), never);
  const second = gate.use(work('b'), gone.signal);
  const third = gate.use(work('c'), never);
  gone.abort();
  expect(await second).toBeUndefined();
  expect(order).toEqual(['a']);
  ends.shift()?.();
  expect(await first).toBe('a');
  await Promise.resolve();
  expect(order).toEqual(['a', 'c']);
  ends.shift()?.();
  expect(await third).toBe('c');
  expect(await gate.use(() => Promise.resolve('d'), gone.signal)).toBeUndefined();
});

test('work that fails makes room all the same', async () => {
  const gate = permits(1);
  const { signal } = new AbortController();
  await expect(gate.use(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  expect(await gate.use(() => Promise.resolve('yes'), signal)).toBe('yes');
});
