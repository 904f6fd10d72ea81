import { useLayoutEffect, useState, type RefObject } from 'react';
import { observeSize } from '../shared/observe_size';

/** How far down the page an element begins, in pixels: Splunk's bars and our own notices above it vary. */
export function useSpaceAbove(ref: RefObject<HTMLElement>): number {
  const [above, setAbove] = useState(180);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => setAbove(Math.round(element.getBoundingClientRect().top + globalThis.scrollY));
    measure();
    return observeSize(element.parentElement, measure);
  }, [ref]);
  return above;
}
