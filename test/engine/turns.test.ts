import { turns, type Lane } from '../../src/engine/turns';

test('the quick go first, and every third turn is one of the long', async () => {
  const { take } = turns();
  const order: string[] = [];
  const asked = (lane: Lane, name: string): Promise<void> => take(lane).then(() => void order.push(name));
  await Promise.all([
    ...['l1', 'l2', 'l3'].map((name) => asked('long', name)),
    ...['q1', 'q2', 'q3', 'q4'].map((name) => asked('quick', name)),
  ]);
  expect(order).toEqual(['q1', 'q2', 'l1', 'q3', 'q4', 'l2', 'l3']);
});

test('between two turns the loop goes round: others that wait for it get theirs', async () => {
  const { take } = turns();
  const order: string[] = [];
  const others = new Promise<void>((resolve) =>
    setImmediate(() =>
      setImmediate(() => {
        order.push('other');
        resolve();
      }),
    ),
  );
  const mine = ['a', 'b', 'c', 'd'].map((name) => take('quick').then(() => void order.push(name)));
  await Promise.all([others, ...mine]);
  expect(order.indexOf('other')).toBeLessThan(3);
});
