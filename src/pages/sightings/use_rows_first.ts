import { useEffect, useState } from 'react';

/** Milliseconds after which nobody should go on waiting for the rows alone: a long search may have to be changed. */
const LONGEST = 1000;

/** True once the first rows are drawn, or when they take long: what is not needed for them is loaded then. */
export function useRowsFirst(hasAnswer: boolean): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (isDue) return undefined;
    // After the frame that draws the rows: a chunk that comes from the cache would be run before it.
    const timer = setTimeout(() => setDue(true), hasAnswer ? 0 : LONGEST);
    return () => clearTimeout(timer);
  }, [hasAnswer, isDue]);
  return isDue;
}
