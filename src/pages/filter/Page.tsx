import { Button } from './LaterButton';
import { lazy, Suspense, useCallback, useEffect, useState, type ReactElement } from 'react';
import { readDetections } from '../shared/detections';
import { FailureNotice } from '../shared/FailureNotice';
import { previewInfo } from '../shared/host_page';
import { failureBehind, isAbort, type RestFailure } from '../shared/rest';
import { readMaliciousKeys, sightingKey } from '../shared/sighting_key';
import { rangeText, type TimeRange } from '../shared/time_bounds';
import type { Clock } from '../shared/times';
import { readUserContext, type UserContext } from '../shared/user_context';
import { filterOf, webServers, type EditedMacro } from './edited_macro';
import type { EditorProps } from './editor_state';
import { FilterEditor } from './FilterEditor';
import type { EffectGroup } from './filter_effect';
import { editedOf, filterQuery, openingFilterState, type FilterState } from './model';
import { ServersEditor } from './ServersEditor';

const TimeRangePicker = lazy(async () => {
  const { TimeRangePicker: picker } = await import(/* webpackChunkName: "time_range" */ '../shared/TimeRangePicker');
  return { default: picker };
});

/** What the page reads before anything can be edited. */
interface Surroundings {
  readonly macros: readonly EditedMacro[];
  readonly user: UserContext;
  readonly malicious: ReadonlySet<string>;
}

async function readSurroundings(signal: AbortSignal): Promise<Surroundings> {
  const [detections, user, malicious] = await Promise.all([
    readDetections(signal),
    readUserContext(signal),
    readMaliciousKeys(signal),
  ]);
  return { macros: [...detections.map(filterOf), webServers], user, malicious };
}

/** What does my edit change, and is that safe: one filter at a time, or the condition on web servers. */
export function Page(): ReactElement {
  const [state, setState] = useState(() =>
    openingFilterState(globalThis.location.search, previewInfo(), Date.now() / 1000),
  );
  const { found, failure, again } = useSurroundings();
  const change = (part: Partial<FilterState>): void => {
    const next = { ...state, ...part };
    setState(next);
    globalThis.history.replaceState(null, '', filterQuery(next, editedOf(found?.macros ?? [], next.wanted)));
  };
  const chosen = editedOf(found?.macros ?? [], state.wanted);
  const isMalicious = useCallback(
    ({ host, parent, child }: EffectGroup): boolean => found?.malicious.has(sightingKey(host, parent, child)) === true,
    [found],
  );
  return (
    <main className="ww-filter">
      <Heading state={state} macros={found?.macros ?? []} chosen={chosen} onChange={change} />
      {failure === null ? null : <FailureNotice failure={failure} button={Button} onAgain={again} />}
      {found === null && failure === null ? <p role="status">Reading the detections …</p> : null}
      {chosen === undefined || found === null ? null : (
        <Editor
          key={chosen.macro}
          edited={chosen}
          range={state.range}
          clock={{ zone: found.user.zone, now: Date.now() / 1000 }}
          user={found.user.name}
          proposal={chosen.kind === 'filter' ? state.proposal : null}
          isMalicious={isMalicious}
        />
      )}
    </main>
  );
}

function Editor({ edited, ...rest }: EditorProps & { readonly clock: Clock }): ReactElement {
  return edited.kind === 'filter' ? (
    <FilterEditor edited={edited} {...rest} />
  ) : (
    <ServersEditor edited={edited} {...rest} />
  );
}

function useSurroundings(): {
  readonly found: Surroundings | null;
  readonly failure: RestFailure | null;
  readonly again: () => void;
} {
  const [found, setFound] = useState<Surroundings | null>(null);
  const [failure, setFailure] = useState<RestFailure | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setFailure(null);
    readSurroundings(controller.signal).then(setFound, (error: unknown) => {
      if (!isAbort(error)) setFailure(failureBehind(error));
    });
    return () => {
      controller.abort();
    };
  }, [asked]);
  return { found, failure, again: () => setAsked((count) => count + 1) };
}

interface HeadingProps {
  readonly state: FilterState;
  readonly macros: readonly EditedMacro[];
  readonly chosen: EditedMacro | undefined;
  readonly onChange: (part: Partial<FilterState>) => void;
}

function Heading({ state, macros, chosen, onChange }: HeadingProps): ReactElement {
  return (
    <div className="ww-filter-head">
      <div className="ww-grow">
        <div className="ww-row">
          <h1>{chosen?.kind === 'web_servers' ? 'Condition for' : 'Filter for'}</h1>
          {chosen === undefined ? null : (
            <select
              className="ww-select ww-choice"
              aria-label="What to edit"
              value={chosen.macro}
              onChange={(event) => onChange({ wanted: event.target.value })}
            >
              <optgroup label="Filters of detections">
                {macros.filter(({ kind }) => kind === 'filter').map(optionOf)}
              </optgroup>
              <optgroup label="For Sightings and the baseline">
                {macros.filter(({ kind }) => kind !== 'filter').map(optionOf)}
              </optgroup>
            </select>
          )}
        </div>
        {chosen === undefined ? null : (
          <p className="ww-small ww-muted">
            <code>{chosen.macro}</code> · saved in local, kept by upgrades
          </p>
        )}
      </div>
      {previewInfo()?.sample === true ? <span className="ww-tag ww-tag-sample">Sample data</span> : null}
      <div>
        <span className="ww-label">Try it on</span>
        <Suspense fallback={<span>{rangeText(state.range)}</span>}>
          <TimeRangePicker range={state.range} onChange={(range: TimeRange) => onChange({ range })} />
        </Suspense>
      </div>
    </div>
  );
}

const optionOf = ({ macro, title }: EditedMacro): ReactElement => (
  <option key={macro} value={macro}>
    {title}
  </option>
);
