import fc from 'fast-check';
import { fold } from '../../src/core/fold_case';

test('a part of a text folds to a part of the folded text', () => {
  const letters = fc.constantFrom('Σ', 'σ', 'ς', 'İ', 'I', 'i', 'ß', 'É', 'a', ' ', '🙂', 'Ǆ');
  const text = fc.oneof(fc.string({ unit: letters }), fc.string({ unit: 'grapheme' }));
  fc.assert(fc.property(text, text, (a, b) => fold(a + b) === fold(a) + fold(b)));
});

test.each([
  ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
  ['İstanbul', 'istanbul'],
  ['ÉÑ Straße ABC', 'éñ straße abc'],
])('%s folds to %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});
