import { MemoryQueue } from '../../../src/engine/store/memory_queue';

const never = new AbortController().signal;
const noMemory = (): Promise<string> => Promise.reject(new Error('Out of Memory Error: failed to allocate'));

test('a query for which there is no memory waits until another has ended', async () => {
  const memory = new MemoryQueue();
  const [other, mine] = [memory.enter(), memory.enter()];
  let tries = 0;
  let isFree = false;
  const result = memory.tried(() => {
    tries += 1;
    return isFree ? Promise.resolve('rows') : noMemory();
  }, never);
  await new Promise((resolve) => setImmediate(resolve));
  expect(tries).toBe(1);
  isFree = true;
  other();
  expect([await result, tries]).toEqual(['rows', 2]);
  mine();
});

test('one that is alone has all the memory there is: it fails', async () => {
  const memory = new MemoryQueue();
  memory.enter();
  await expect(memory.tried(noMemory, never)).rejects.toThrow('Out of Memory');
});

test('other failures are not tried again, and who gives up does not wait', async () => {
  const memory = new MemoryQueue();
  memory.enter();
  memory.enter();
  await expect(memory.tried(() => Promise.reject(new Error('no such column')), never)).rejects.toThrow('column');
  const gone = new AbortController();
  const waiting = memory.tried(noMemory, gone.signal);
  gone.abort();
  await expect(waiting).rejects.toThrow('Out of Memory');
});
