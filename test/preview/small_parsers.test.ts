import fc from 'fast-check';
import { isOwnHost } from '../../src/preview/http/host_check';
import { parseParams } from '../../src/preview/http/params';
import { RestError } from '../../src/preview/http/rest_error';
import { compileQuery } from '../../src/preview/kv/query';
import { csvRows, parseCsv, printCsv } from '../../src/preview/lookups/csv';
import { parseFilter } from '../../src/preview/rest/filter';
import { exposedMethods } from '../../src/preview/web/expose';
import { parseNav, parseView } from '../../src/preview/web/view_xml';

test('forms: the runtime reads the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))),
      (pairs) => {
        const well = pairs.filter((pair) => pair.every((text) => !/\p{Surrogate}/u.test(text)));
        const text = new URLSearchParams(well).toString();
        expect(parseParams(text).entries()).toEqual(well);
      },
    ),
  );
});

test('forms, filters and views: any text gives a value or a refusal, nothing else', () => {
  const refusing = (work: () => unknown): void => {
    try {
      work();
    } catch (error) {
      expect(error).toBeInstanceOf(RestError);
    }
  };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      refusing(() => parseParams(text));
      refusing(() => parseFilter(text));
      parseView(text);
      parseNav(text);
      parseCsv(text);
    }),
    { numRuns: 500 },
  );
});

test('CSV: what is printed is read back', () => {
  const cell = fc.string({ minLength: 1 }).filter((text) => !/[\r\0]/.test(text));
  fc.assert(
    fc.property(fc.array(fc.record({ a: cell, b: cell }), { minLength: 1 }), (rows) => {
      expect(csvRows(printCsv(rows))).toEqual(rows);
    }),
  );
});

test.each([
  [{ a: 1 }, { a: { $gt: 0 } }, true],
  [{ a: 1 }, { a: { $gt: '0' } }, false],
  [{ a: 'b' }, { a: { $gte: 'b', $lt: 'c' } }, true],
  [{ a: 1 }, { a: { $ne: 1 } }, false],
  [{}, { a: { $ne: 1 } }, true],
  [{}, { a: null }, true],
  [{ a: [1, 2] }, { a: 2 }, true],
  [{ a: { b: 3 } }, { 'a.b': 3 }, true],
  [{ a: 1, b: 2 }, { $or: [{ a: 5 }, { b: 2 }] }, true],
  [{ a: 1, b: 2 }, { $and: [{ a: 1 }, { b: 5 }] }, false],
  [{ a: 1 }, { a: { $not: { $gt: 3 } } }, true],
  [{ a: 1 }, { $not: { a: 1 } }, false],
  [{ a: 1 }, { a: { $in: [1, 2] } }, true],
  [{ a: 1 }, { b: { $exists: false } }, true],
])('record %j, query %j: %j', (document, query, expected) => {
  expect(compileQuery(query)(document)).toBe(expected);
});

test('exposed patterns: one star is one part, two are any', () => {
  const patterns = [
    { pattern: 'a/*', methods: ['GET'] },
    { pattern: 'b/**', methods: ['POST'] },
    { pattern: 'configs/conf-*/*', methods: ['DELETE'] },
  ];
  const of = (path: string): readonly string[] => exposedMethods(patterns, path.split('/'));
  expect([of('a/x'), of('a/x/y'), of('a'), of('b/x/y'), of('b'), of('configs/conf-macros/m')]).toEqual([
    ['GET'],
    [],
    [],
    ['POST'],
    [],
    ['DELETE'],
  ]);
});

test('own hosts', () => {
  const own = (host: string): boolean => isOwnHost(host, '127.0.0.1');
  expect(['localhost:8000', '127.0.0.1', '[::1]:8000', '127.9.9.9'].map(own)).toEqual([true, true, true, true]);
  expect(['10.0.0.1', 'evil', 'localhost.evil', '127.0.0.1.evil'].map(own)).toEqual([false, false, false, false]);
  expect(isOwnHost('10.0.0.1:8000', '0.0.0.0')).toBe(true);
});

test('scripts in html panels are left out', () => {
  const view = parseView(
    '<dashboard><label>A &amp; B</label><row><html><p onclick="x()">hi<script>bad()</script><br/></p></html></row></dashboard>',
  );
  expect([view?.label, view?.rows]).toEqual(['A & B', [['<p>hi<br></p>']]]);
});
