/**
 * How text is folded for comparisons that do not regard case: letter by letter, as the database's lower() does it, so
 * that a part of a text folds to a part of the folded text. JavaScript's own way makes two characters of İ and looks at
 * what stands beside a Σ.
 */
export function fold(text: string): string {
  if (!/[İΣ]/.test(text)) return text.toLowerCase();
  return Array.from(text, (letter) => (letter === 'İ' ? 'i' : letter.toLowerCase())).join('');
}
