import type { TimeRange } from '../shared/time_bounds';
import { foldingOf, putFolding, unfolded, type Folding } from './folding';

/** Everything an analyst can choose, kept in the address so that a link shows the same to a colleague. */

export const shows = ['all', 'new', 'hits'] as const;
export const groupings = ['host', 'parent', 'child'] as const;
export const sorts = ['new', 'host', 'last', 'first', 'starts', 'rare'] as const;
export const reviewChoices = ['any', 'none', 'under_review', 'known_good', 'malicious'] as const;
export const tabs = ['chart', 'table', 'alerts'] as const;
export const newSinceChoices = ['week', 'day', '7d', '30d', 'range'] as const;

export type Show = (typeof shows)[number];
export type Grouping = (typeof groupings)[number];
export type Sort = (typeof sorts)[number];
export type ReviewChoice = (typeof reviewChoices)[number];
export type Tab = (typeof tabs)[number];
/** A named start, or an instant (epoch seconds). */
export type NewSince = (typeof newSinceChoices)[number] | number;

export interface ViewState {
  readonly range: TimeRange;
  readonly newSince: NewSince;
  readonly find: string;
  readonly show: Show;
  /** Prevalence: at most so many hosts; null for any. */
  readonly mostHosts: number | null;
  readonly review: ReviewChoice;
  readonly group: Grouping;
  readonly folding: Folding;
  readonly sort: Sort;
  readonly tab: Tab;
  /** Key of the sighting whose details are open. */
  readonly open: string | null;
  /** Exact values that clicks in the details narrow to. */
  readonly host: string;
  readonly parent: string;
  readonly child: string;
  readonly user: string;
  /** What part of the range the chart shows, epoch seconds; null for all of it. */
  readonly zoom: { readonly from: number; readonly to: number } | null;
}

export const defaultRange: TimeRange = { earliest: '-30d@d', latest: 'now' };

export const defaultView: ViewState = {
  range: defaultRange,
  newSince: 'week',
  find: '',
  show: 'all',
  mostHosts: null,
  review: 'any',
  group: 'host',
  folding: unfolded,
  sort: 'new',
  tab: 'chart',
  open: null,
  host: '',
  parent: '',
  child: '',
  user: '',
  zoom: null,
};

/** The view that an address asks for; what it does not name, or names wrongly, stays as in `base`. */
export function parseView(query: string, base: ViewState = defaultView): ViewState {
  const params = new URLSearchParams(query);
  const text = (name: string, otherwise: string): string => params.get(name) ?? otherwise;
  return {
    range: { earliest: text('earliest', base.range.earliest), latest: text('latest', base.range.latest) },
    newSince: newSinceOf(params.get('since')) ?? base.newSince,
    find: text('find', base.find),
    show: oneOf(shows, params.get('show')) ?? base.show,
    mostHosts: positive(params.get('hosts')) ?? base.mostHosts,
    review: oneOf(reviewChoices, params.get('review')) ?? base.review,
    group: oneOf(groupings, params.get('group')) ?? base.group,
    folding: foldingOf(params),
    sort: oneOf(sorts, params.get('sort')) ?? base.sort,
    tab: oneOf(tabs, params.get('tab')) ?? base.tab,
    open: params.get('open') ?? base.open,
    host: text('host', base.host),
    parent: text('parent', base.parent),
    child: text('child', base.child),
    user: text('user', base.user),
    zoom: zoomOf(params.get('zoom')) ?? base.zoom,
  };
}

/** The address's query for a view: only what differs from the defaults, always in the same order. */
export function printView(view: ViewState): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string, otherwise: string): void => {
    if (value !== otherwise) params.set(name, value);
  };
  put('earliest', view.range.earliest, defaultRange.earliest);
  put('latest', view.range.latest, defaultRange.latest);
  put('since', String(view.newSince), defaultView.newSince.toString());
  put('find', view.find, '');
  put('show', view.show, defaultView.show);
  put('hosts', view.mostHosts === null ? '' : String(view.mostHosts), '');
  put('review', view.review, defaultView.review);
  put('group', view.group, defaultView.group);
  putFolding(params, view.folding);
  put('sort', view.sort, defaultView.sort);
  put('tab', view.tab, defaultView.tab);
  put('host', view.host, '');
  put('parent', view.parent, '');
  put('child', view.child, '');
  put('user', view.user, '');
  put('zoom', view.zoom === null ? '' : `${view.zoom.from}~${view.zoom.to}`, '');
  put('open', view.open ?? '', '');
  return params.toString();
}

/** The view after a choice: groups of another kind open by themselves. */
export const changedView = (before: ViewState, part: Partial<ViewState>): ViewState => ({
  ...before,
  ...(part.group === undefined || part.group === before.group ? {} : { folding: unfolded }),
  ...part,
});

function oneOf<T extends string>(allowed: readonly T[], text: string | null): T | undefined {
  return allowed.find((value) => value === text);
}

function positive(text: string | null): number | undefined {
  const number = text === null ? NaN : Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function newSinceOf(text: string | null): NewSince | undefined {
  const named = oneOf(newSinceChoices, text);
  const epoch = text === null || text === '' ? NaN : Number(text);
  return named ?? (Number.isFinite(epoch) && epoch > 0 ? epoch : undefined);
}

function zoomOf(text: string | null): ViewState['zoom'] | undefined {
  const [from = NaN, to = NaN] = (text ?? '').split('~').map(Number);
  return from < to ? { from, to } : undefined;
}

/** What clicks in the details narrow to. */
export const narrowings = ['host', 'parent', 'child', 'user'] as const;

/** How many filters narrow what the page shows beside "new" and "hits" (time range and tab are no filters). */
export const filterCount = (view: ViewState): number =>
  [
    view.find !== '',
    view.mostHosts !== null,
    view.review !== 'any',
    ...narrowings.map((name) => view[name] !== ''),
  ].filter(Boolean).length;

/** True when any filter narrows what the page shows. */
export const isNarrowed = (view: ViewState): boolean => view.show !== 'all' || filterCount(view) > 0;

/** The same view without any filter. */
export const withoutFilters = (view: ViewState): ViewState => ({
  ...view,
  find: '',
  show: 'all',
  mostHosts: null,
  review: 'any',
  host: '',
  parent: '',
  child: '',
  user: '',
});
