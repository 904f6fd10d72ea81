import { useCallback, useState } from 'react';

/** The width of an element in pixels, kept up to date; give the first part as its `ref`. */
export function useElementWidth(): readonly [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(0);
  const [observer] = useState(() =>
    typeof ResizeObserver === 'undefined'
      ? null
      : new ResizeObserver(([entry]) => {
          if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
        }),
  );
  const attach = useCallback(
    (element: HTMLElement | null) => {
      observer?.disconnect();
      if (element === null) return;
      setWidth(Math.floor(element.getBoundingClientRect().width));
      observer?.observe(element);
    },
    [observer],
  );
  return [attach, width];
}
