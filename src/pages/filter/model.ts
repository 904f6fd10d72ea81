import type { PreviewInfo } from '../shared/host_page';
import { EXCEPT } from '../shared/exception_address';
import { rangeOf, type TimeRange } from '../shared/time_bounds';
import type { EditedMacro } from './edited_macro';
import { conditionOf, type Exception } from './exceptions';

/** What the Filter page opens with. */
export interface FilterState {
  readonly range: TimeRange;
  /** Title or name of the macro to edit; empty for the first. */
  readonly wanted: string;
  /** An exception that another page proposes. */
  readonly proposal: Exception | null;
}

const MONTH = 31 * 86_400;

/** From the address; in the preview over logs of the past, the data's own range. */
export function openingFilterState(query: string, preview: PreviewInfo | null, now: number): FilterState {
  const params = new URLSearchParams(query);
  const [from, to] = [preview?.dataEarliest ?? null, preview?.dataLatest ?? null];
  const isOld = from !== null && to !== null && from < now - MONTH;
  const own = isOld ? rangeOf(from, to) : { earliest: '-30d@d', latest: 'now' };
  return {
    range: { earliest: params.get('earliest') ?? own.earliest, latest: params.get('latest') ?? own.latest },
    wanted: params.get('macro') ?? params.get('detection') ?? '',
    proposal: proposalOf(params),
  };
}

/** `except.dest=WEB-04`: a condition a parameter, `*` in it for any characters. */
function proposalOf(params: URLSearchParams): Exception | null {
  const conditions = [...params]
    .filter(([name, value]) => name.startsWith(EXCEPT) && name.length > EXCEPT.length && value !== '')
    .map(([name, value]) => conditionOf(name.slice(EXCEPT.length), value.split('*'), false));
  return conditions.length === 0 ? null : { conditions, until: null };
}

/** The macro that is wanted, by the title or by its own name; the first when it is not among them. */
export const editedOf = (all: readonly EditedMacro[], wanted: string): EditedMacro | undefined =>
  all.find(({ title, macro }) => title === wanted || macro === wanted) ?? all[0];

/** The address of what is looked at now, without a proposal: reloading it proposes nothing twice. */
export const filterQuery = ({ range, wanted }: FilterState, edited: EditedMacro | undefined): string =>
  `?${new URLSearchParams({ ...addressOf(wanted, edited), ...range }).toString()}`;

function addressOf(wanted: string, edited: EditedMacro | undefined): Readonly<Record<string, string>> {
  if (edited === undefined) return wanted === '' ? {} : { detection: wanted };
  return edited.kind === 'filter' ? { detection: edited.title } : { macro: edited.macro };
}
