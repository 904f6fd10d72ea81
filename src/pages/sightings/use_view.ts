import { useCallback, useEffect, useRef, useState } from 'react';
import { previewInfo } from '../shared/host_page';
import { rangeOf } from '../shared/time_bounds';
import { changedView, defaultView, parseView, printView, type ViewState } from './view_state';

/** What "back" goes back over. Typing, zooming, scrolling through details and folding would be too many steps. */
const steps: ReadonlySet<string> = new Set<keyof ViewState>([
  ...(['range', 'newSince', 'show', 'mostHosts', 'review', 'group', 'tab'] as const),
  ...(['host', 'parent', 'child', 'user'] as const),
]);

/** The view, kept in the address: reload and link give the same page, "back" gives the view before. */
export function useView(): readonly [ViewState, (change: Partial<ViewState>) => void, (query: string) => void] {
  const [view, setView] = useState(() => parseView(globalThis.location.search, openingView()));
  const isStep = useRef(false);
  useEffect(() => {
    const query = printView(view);
    const address = query === '' ? globalThis.location.pathname : `?${query}`;
    if (globalThis.location.search !== (query === '' ? '' : `?${query}`))
      globalThis.history[isStep.current ? 'pushState' : 'replaceState'](null, '', address);
    isStep.current = false;
  }, [view]);
  useEffect(() => {
    const onPop = (): void => setView(parseView(globalThis.location.search, openingView()));
    globalThis.addEventListener('popstate', onPop);
    return () => globalThis.removeEventListener('popstate', onPop);
  }, []);
  const change = useCallback((part: Partial<ViewState>) => {
    if (Object.keys(part).some((name) => steps.has(name))) isStep.current = true;
    setView((before) => changedView(before, part));
  }, []);
  const replace = useCallback((query: string) => {
    isStep.current = true;
    setView(parseView(query, openingView()));
  }, []);
  return [view, change, replace];
}

const MONTH = 30 * 86_400;

/** The preview reads logs of any age: where the usual range would miss some, it opens on the data's own. */
export function openingView(): ViewState {
  const info = previewInfo();
  const [from, to] = [info?.dataEarliest ?? null, info?.dataLatest ?? null];
  const now = Date.now() / 1000;
  if (from === null || to === null || (from > now - MONTH - 86_400 && to <= now)) return defaultView;
  return { ...defaultView, range: rangeOf(from, to) };
}
