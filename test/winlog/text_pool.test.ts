import fc from 'fast-check';
import { textPool } from '../../src/winlog/text_pool';

test('any text comes back as it was, also when the pool is full and starts anew', () => {
  const pooled = textPool(3);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(pooled(text)).toBe(text);
      expect(pooled(`${text}\ud800`)).toBe(`${text}\ud800`);
    }),
  );
  expect(pooled(null)).toBeNull();
});
