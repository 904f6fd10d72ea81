import Select from '@splunk/react-ui/Select';
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { readDetections, type Detection } from '../shared/detections';
import { FilterEditor } from '../shared/filter_editor/FilterEditor';
import { previewInfo, serverZone } from '../shared/host_page';
import { errorText, isAbort } from '../shared/rest';
import { readMaliciousKeys, sightingKey } from '../shared/sighting_key';
import { rangeText, type TimeRange } from '../shared/time_bounds';
import { readUserContext, type UserContext } from '../shared/user_context';
import { openingFilterState } from './model';

const TimeRangePicker = lazy(async () => {
  const { TimeRangePicker: picker } = await import(/* webpackChunkName: "time_range" */ '../shared/TimeRangePicker');
  return { default: picker };
});

/** What does my edit hide, and is that safe: the filter of one detection at a time. */
export function Page(): ReactElement {
  const [{ range, wanted }, setState] = useState(() =>
    openingFilterState(globalThis.location.search, previewInfo(), Date.now() / 1000),
  );
  const [detections, setDetections] = useState<readonly Detection[] | null>(null);
  const [user, setUser] = useState<UserContext | null>(null);
  const [malicious, setMalicious] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    Promise.all([readDetections(signal), readUserContext(signal), readMaliciousKeys(signal)]).then(
      ([found, who, keys]) => {
        setMalicious(keys);
        setDetections(found);
        setUser(who);
      },
      (error: unknown) => {
        if (!isAbort(error)) setProblem(errorText(error));
      },
    );
    return () => {
      controller.abort();
    };
  }, []);
  const chosen = detections?.find(({ name }) => name === wanted) ?? detections?.[0];
  const clock = { zone: user?.zone ?? serverZone(), now: Date.now() / 1000 };
  return (
    <main>
      <div className="ww-row" style={{ marginBottom: 8 }}>
        <h1>Filter for</h1>
        {detections === null || chosen === undefined ? null : (
          <Select
            inline
            value={chosen.name}
            labelText="Detection"
            onChange={(_event, { value }) => setState((before) => ({ ...before, wanted: String(value) }))}
          >
            {detections.map(({ name }) => (
              <Select.Option key={name} value={name} label={name} />
            ))}
          </Select>
        )}
        <span className="ww-grow" />
        {previewInfo()?.sample === true ? <span className="ww-tag ww-tag-sample">Sample data</span> : null}
        <span className="ww-small ww-muted">Try it on</span>
        <Suspense fallback={<span>{rangeText(range)}</span>}>
          <TimeRangePicker
            range={range}
            onChange={(next: TimeRange) => setState((before) => ({ ...before, range: next }))}
          />
        </Suspense>
      </div>
      {problem === '' ? null : (
        <div className="ww-notice ww-notice-error" role="alert">
          The detections could not be read. Splunk says: “{problem}”
        </div>
      )}
      {detections?.length === 0 ? (
        <div className="ww-notice">There is no detection with a filter in this app.</div>
      ) : null}
      {chosen === undefined ? null : (
        <div className="ww-box" style={{ padding: '12px 16px' }}>
          <FilterEditor
            key={chosen.name}
            detection={chosen}
            range={range}
            clock={clock}
            user={user?.name ?? ''}
            isMalicious={({ host, parent, child }) => malicious.has(sightingKey(host, parent, child))}
            onSaved={() => undefined}
          />
        </div>
      )}
    </main>
  );
}
