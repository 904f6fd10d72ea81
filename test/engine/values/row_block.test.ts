import { blockOf, rowsOf } from '../../../src/engine/values/row_block';

test('rows come back from a block as they were, an infinite number as the text that results show of it', () => {
  const rows = [{ a: 1.5, b: 'x"\n', c: ['y', 2], d: null, ['__proto__x']: 'é' }];
  expect(rowsOf(blockOf(rows))).toEqual(rows);
  expect(rowsOf(blockOf([{ a: Infinity, b: -Infinity, c: 'x' }]))).toEqual([{ a: 'inf', b: '-inf', c: 'x' }]);
});
