import { useCallback, useSyncExternalStore } from 'react';

/** Where the layout changes; the style sheets use the same conditions. */
export const media = {
  /** A phone, or a desktop window at a zoom of 200 %; paper is never a phone. */
  phone: 'screen and (max-width: 700px)',
  /** No room for details beside the chart: they cover the page. */
  narrow: 'screen and (max-width: 1279px)',
  print: 'print',
} as const;

const listOf = (name: keyof typeof media): MediaQueryList | undefined =>
  typeof globalThis.matchMedia === 'function' ? globalThis.matchMedia(media[name]) : undefined;

/** Not every browser tells its media lists before it prints; all of them send these events. */
let isPrinting = false;

function onPrinting(onChange: () => void): () => void {
  const begin = (): void => {
    isPrinting = true;
    onChange();
  };
  const end = (): void => {
    isPrinting = false;
    onChange();
  };
  globalThis.addEventListener('beforeprint', begin);
  globalThis.addEventListener('afterprint', end);
  return () => {
    globalThis.removeEventListener('beforeprint', begin);
    globalThis.removeEventListener('afterprint', end);
  };
}

const holds = (name: keyof typeof media): boolean => listOf(name)?.matches === true || (name === 'print' && isPrinting);

/** Whether a condition holds now; follows the window and the printer. */
export function useMedia(name: keyof typeof media): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = listOf(name);
      list?.addEventListener('change', onChange);
      const stop = name === 'print' ? onPrinting(onChange) : undefined;
      return () => {
        list?.removeEventListener('change', onChange);
        stop?.();
      };
    },
    [name],
  );
  return useSyncExternalStore(subscribe, () => holds(name));
}
