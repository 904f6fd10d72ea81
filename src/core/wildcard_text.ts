/**
 * Texts with wildcards as sets of texts, to say which hold which. A wildcard is one letter of Unicode's private use, so that
 * patterns of SPL and of Sigma are plain strings here.
 */

/** Stands for any run of letters, the empty one included. */
export const ANY = '\uE000';
/** Stands for exactly one letter. */
export const ONE = '\uE001';

/** A text in which nothing is a wildcard. */
export function literal(text: string): string {
  return text.replace(/[\uE000\uE001]/g, '\uFFFD');
}

/** True only when each text that fits `special` fits `general` too. */
export function covers(general: string, special: string): boolean {
  let [g, s, star, resume] = [0, 0, -1, 0];
  while (s < special.length) {
    if (g < general.length && fitsOne(general[g], special[s])) {
      g++;
      s++;
    } else if (general[g] === ANY) {
      star = g++;
      resume = s;
    } else if (star >= 0) {
      g = star + 1;
      s = ++resume;
    } else return false;
  }
  while (general[g] === ANY) g++;
  return g === general.length;
}

function fitsOne(general: string | undefined, special: string | undefined): boolean {
  if (general === ANY || special === ANY) return false;
  return general === special || general === ONE;
}

/** True only when no text fits both. */
export function excludes(a: string, b: string): boolean {
  if (!hasWildcard(a)) return !covers(b, a);
  if (!hasWildcard(b)) return !covers(a, b);
  return differAtStart(a, b) || differAtStart(reversed(a), reversed(b));
}

function hasWildcard(text: string): boolean {
  return text.includes(ANY) || text.includes(ONE);
}

/** Whether two letters differ before either text comes to a run of any letters. */
function differAtStart(a: string, b: string): boolean {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [one, other] = [a[at], b[at]];
    if (one === ANY || other === ANY) return false;
    if (one !== other && one !== ONE && other !== ONE) return true;
  }
  return false;
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}
