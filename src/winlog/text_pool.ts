/**
 * Gives one copy of texts that are equal, as paths of programs are, event after event. The copy stands alone: a piece of a
 * string keeps the whole string in memory, here the event that it was cut from. Texts beyond `most` start the pool anew.
 */
export function textPool(most: number): (text: string | null) => string | null {
  const pool = new Map<string, string>();
  return (text) => {
    if (text === null) return null;
    const known = pool.get(text);
    if (known !== undefined) return known;
    if (pool.size >= most) pool.clear();
    const copy = Buffer.from(text, 'utf16le').toString('utf16le');
    pool.set(copy, copy);
    return copy;
  };
}
