import { changeStretches } from '../../core/stretches';

/** Text that may stand in an XML 1.0 document: what is special is escaped, what is forbidden is taken out and counted. */

// One look decides for most texts that nothing is to be done; surrogates are looked at closer only when there are any.
const needsCare = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
// Everything outside the Char production of https://www.w3.org/TR/xml/#charsets; with the flag u, \p{Cs} is a lone surrogate.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;
const special = /[&<>\r]/g;
// A parser would turn a bare carriage return into a line feed.
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

export interface CleanText {
  readonly text: string;
  /** How many characters were taken out. */
  readonly removed: number;
}

/** A text for element content, and how many characters XML forbids in it. */
export function cleanXmlText(text: string): CleanText {
  if (!needsCare.test(text)) return { text, removed: 0 };
  let removed = 0;
  const clean = changeStretches(text, (stretch) =>
    stretch.replace(forbidden, () => (removed++, '')).replace(special, (letter) => entities[letter] ?? letter),
  );
  return { text: clean, removed };
}

/** A text for element content or a quoted attribute; forbidden characters are taken out. */
export function escapeXmlText(text: string): string {
  return cleanXmlText(text).text.replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
}
