import fc from 'fast-check';
import { didYouMean, editDistance, nearest } from '../../src/core/suggest';

test('near words are found, a swap of neighbours counts once, far words are left out', () => {
  expect(nearest('tsats', ['stats', 'tstats', 'table', 'where'])).toEqual(['stats', 'tstats']);
  expect(nearest('proces_name', ['process_name', 'parent_process_name', 'dest'])[0]).toBe('process_name');
  expect(nearest('zzzzzz', ['stats', 'dest'])).toEqual([]);
});

test('a hint names the candidates in prose', () => {
  expect(didYouMean('dset', ['dest'], 'No field is near.')).toBe('Did you mean "dest"?');
  expect(didYouMean('tsats', ['stats', 'tstats'], '')).toBe('Did you mean "stats" or "tstats"?');
  expect(didYouMean('zzzz', ['dest'], 'No field is near.')).toBe('No field is near.');
});

/** The textbook definition (optimal string alignment), computed without rows. */
function reference(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const same = a.at(-1) === b.at(-1);
  const [shortA, shortB] = [a.slice(0, -1), b.slice(0, -1)];
  const options = [reference(shortA, b) + 1, reference(a, shortB) + 1, reference(shortA, shortB) + (same ? 0 : 1)];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    options.push(reference(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...options);
}

test('distances agree with the definition', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(fc.property(word, word, (a, b) => expect(editDistance(a, b, 20)).toBe(reference(a, b))));
});
