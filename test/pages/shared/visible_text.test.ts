import { visibleText } from '../../../src/pages/shared/visible_text';

test.each([
  ['a name that reads as another', '\u202Egpj.exe', '[U+202E]gpj.exe'],
  ['isolates, marks and overrides within', 'a\u2066b\u2069\u200E.exe', 'a[U+2066]b[U+2069][U+200E].exe'],
  ['no width', 'cm\u200Bd\uFEFF.exe', 'cm[U+200B]d[U+FEFF].exe'],
  ['a joiner between letters that join nothing', 'c\u200Dmd.exe', 'c[U+200D]md.exe'],
  ['controls and a tag', 'a\x07\x1B[31m\u{E0041}', 'a[U+0007][U+001B][31m[U+E0041]'],
])('%s', (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test.each(['cmd.exe', 'خادم-٠١', 'سرویس\u200Cها', '👩\u200D💻.exe', 'Ünï', 'a\tb\r\nc', 'e\u0301', '日本'])(
  '%s stays',
  (text) => {
    expect(visibleText(text)).toBe(text);
  },
);
