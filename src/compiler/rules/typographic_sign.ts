import type { Rule } from './rule';

const names: Readonly<Record<string, string>> = {
  '\u201c': 'a typographic quote',
  '\u201d': 'a typographic quote',
  '\u201e': 'a typographic quote',
  '\u2018': 'a typographic quote',
  '\u2019': 'a typographic quote',
  '\u2013': 'a dash, no minus sign',
  '\u2014': 'a dash, no minus sign',
  '\u00a0': 'a blank that does not break lines',
  '\u200b': 'a blank without width',
  '\ufeff': 'a byte order mark',
};

const unseen = /[\u00a0\u200b\ufeff]/;

/** Signs that word processors and chats put in place of quotes, minus signs and blanks: to SPL they are letters. */
export const typographicSign: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Searches hold no typographic quotes, dashes and blanks',
  check({ detection }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    const { source } = detection.search;
    // Quoted texts, names and comments may well hold them; those that nobody sees are meant nowhere.
    const pieces = /```[\s\S]*?```|"(?:[^"\\]|\\[\s\S])*"|[\u00a0\u200b\ufeff\u2013\u2014\u2018\u2019\u201c-\u201e]/g;
    for (const { 0: piece, index } of source.text.matchAll(pieces)) {
      const within = piece.length === 1 ? 0 : piece.startsWith('"') ? piece.search(unseen) : -1;
      const sign = piece[within];
      if (sign === undefined) continue;
      const start = index + within;
      report(
        { source, start, end: start + 1 },
        `This is ${names[sign] ?? 'a typographic sign'} (U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}): to SPL it is a letter`,
        'type it anew with the keyboard: ", \', - or a blank',
      );
    }
  },
};
