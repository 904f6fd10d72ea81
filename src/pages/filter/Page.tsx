import Select from '@splunk/react-ui/Select';
import { lazy, Suspense, useCallback, useEffect, useState, type ReactElement } from 'react';
import { readDetections, type Detection } from '../shared/detections';
import { previewInfo } from '../shared/host_page';
import { failureBehind, isAbort, type RestFailure } from '../shared/rest';
import { readMaliciousKeys, sightingKey } from '../shared/sighting_key';
import { rangeText, type TimeRange } from '../shared/time_bounds';
import { readUserContext, type UserContext } from '../shared/user_context';
import { FailureNotice } from './FailureNotice';
import { FilterEditor } from './FilterEditor';
import type { EffectGroup } from './filter_effect';
import { filterQuery, openingFilterState, type FilterState } from './model';

const TimeRangePicker = lazy(async () => {
  const { TimeRangePicker: picker } = await import(/* webpackChunkName: "time_range" */ '../shared/TimeRangePicker');
  return { default: picker };
});

/** What the page reads before anything can be edited. */
interface Surroundings {
  readonly detections: readonly Detection[];
  readonly user: UserContext;
  readonly malicious: ReadonlySet<string>;
}

async function readSurroundings(signal: AbortSignal): Promise<Surroundings> {
  const [detections, user, malicious] = await Promise.all([
    readDetections(signal),
    readUserContext(signal),
    readMaliciousKeys(signal),
  ]);
  return { detections, user, malicious };
}

/** What does my edit hide, and is that safe: the filter of one detection at a time. */
export function Page(): ReactElement {
  const [state, setState] = useState(() =>
    openingFilterState(globalThis.location.search, previewInfo(), Date.now() / 1000),
  );
  const { found, failure, again } = useSurroundings();
  const change = (part: Partial<FilterState>): void => {
    const next = { ...state, ...part };
    setState(next);
    globalThis.history.replaceState(null, '', filterQuery(next));
  };
  const chosen = found?.detections.find(({ name }) => name === state.wanted) ?? found?.detections[0];
  const isMalicious = useCallback(
    ({ host, parent, child }: EffectGroup): boolean => found?.malicious.has(sightingKey(host, parent, child)) === true,
    [found],
  );
  return (
    <main className="ww-filter">
      <Heading state={state} detections={found?.detections ?? []} chosen={chosen} onChange={change} />
      {failure === null ? null : <FailureNotice failure={failure} onAgain={again} />}
      {found?.detections.length === 0 ? (
        <div className="ww-notice">There is no detection with a filter in this app.</div>
      ) : null}
      {found === null && failure === null ? <p role="status">Reading the detections …</p> : null}
      {chosen === undefined || found === null ? null : (
        <FilterEditor
          key={chosen.name}
          detection={chosen}
          range={state.range}
          clock={{ zone: found.user.zone, now: Date.now() / 1000 }}
          user={found.user.name}
          proposal={state.proposal}
          isMalicious={isMalicious}
        />
      )}
    </main>
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
  readonly detections: readonly Detection[];
  readonly chosen: Detection | undefined;
  readonly onChange: (part: Partial<FilterState>) => void;
}

function Heading({ state, detections, chosen, onChange }: HeadingProps): ReactElement {
  return (
    <div className="ww-filter-head">
      <div className="ww-grow">
        <div className="ww-row">
          <h1>Filter for</h1>
          {chosen === undefined ? null : (
            <Select
              inline
              value={chosen.name}
              labelText="Detection"
              onChange={(_event, { value }) => onChange({ wanted: String(value) })}
            >
              {detections.map(({ name }) => (
                <Select.Option key={name} value={name} label={name} />
              ))}
            </Select>
          )}
        </div>
        {chosen === undefined ? null : (
          <p className="ww-small ww-muted">
            <code>{chosen.filterMacro}</code> · saved in local, kept by upgrades
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
