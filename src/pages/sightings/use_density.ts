import { useSyncExternalStore } from 'react';
import type { Density } from './row_layout';

/** The same width as the phone rules of the style sheet; paper is never a phone. */
const PHONE = 'screen and (max-width: 700px)';

const query = (): MediaQueryList | undefined =>
  typeof globalThis.matchMedia === 'function' ? globalThis.matchMedia(PHONE) : undefined;

function subscribe(onChange: () => void): () => void {
  const list = query();
  list?.addEventListener('change', onChange);
  return () => list?.removeEventListener('change', onChange);
}

const current = (): Density => (query()?.matches === true ? 'phone' : 'wide');

/** How much room the screen gives the chart's lines; follows the window. */
export const useDensity = (): Density => useSyncExternalStore(subscribe, current);
