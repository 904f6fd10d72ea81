import type { ReactElement } from 'react';
import { webServersMacro } from '../../compiler/own_app/macro_names';
import { FailureNotice } from '../shared/FailureNotice';
import { searchPageAddress } from '../shared/host_page';
import { Notice } from '../shared/Notice';
import { finalizeJob } from '../shared/search_client';
import { counted, dayText, numberText, type Clock } from '../shared/times';
import { rangeOf, type TimeRange } from '../shared/time_bounds';
import { futureText } from './future_starts';
import { Button } from './later_parts';
import type { PageData } from './page_data';
import { parentlessSearch, sightingsSearch } from './searches';
import type { Sighting } from './sighting';
import { defaultRange } from './view_state';

const SearchButton = ({ search, range }: { readonly search: string; readonly range: TimeRange }): ReactElement => (
  <Button to={searchPageAddress(search, range.earliest, range.latest)} openInNewContext>
    Open in search
  </Button>
);

interface NoticesProps {
  readonly data: PageData;
  readonly range: TimeRange;
  readonly clock: Clock;
  readonly sightings: readonly Sighting[];
  readonly shown: number;
  readonly isNarrowed: boolean;
  readonly onRange: (range: TimeRange) => void;
  readonly onRetry: () => void;
  readonly onClear: () => void;
}

/** Everything that an analyst must know before trusting the rows. */
export function Notices(props: NoticesProps): ReactElement {
  const { data, range, sightings } = props;
  const parentless = parentlessText(data.parentless);
  // Whoever is signed out need not hear what else could not be read.
  if (data.phase.kind === 'failed' && data.phase.failure.kind === 'session_over') return <PhaseNotice {...props} />;
  return (
    <>
      <PhaseNotice {...props} />
      {data.warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          Splunk says: “{warning}”
        </Notice>
      ))}
      {data.unread === 0 ? null : (
        <Notice tone="warning">
          Not shown, because they lack a host, parent, child or time: {counted(data.unread, 'result')} of the search.
        </Notice>
      )}
      {data.future === null ? null : (
        <Notice
          tone="warning"
          actions={
            range.latest === '' ? null : (
              <Button onClick={() => props.onRange({ ...range, latest: '' })}>Show them too</Button>
            )
          }
        >
          {futureText(data.future)}
        </Notice>
      )}
      {parentless === '' ? null : (
        <Notice tone="plain" actions={<SearchButton search={parentlessSearch} range={range} />}>
          {parentless}
        </Notice>
      )}
      {data.baselineProblem === '' ? null : (
        <Notice tone="warning">
          The baseline could not be read, so “new” means first in this range. Splunk says: “{data.baselineProblem}”
        </Notice>
      )}
      {data.reviewsProblem === '' ? null : (
        <Notice tone="warning">
          The reviews could not be read, so what somebody marked known good may show as new. Splunk says: “
          {data.reviewsProblem}”
        </Notice>
      )}
      {data.detectionsProblem === '' ? null : (
        <Notice tone="warning">
          The detections could not be read, so no hits are marked. Splunk says: “{data.detectionsProblem}”
        </Notice>
      )}
      {data.detections
        .filter(({ problem }) => problem !== '')
        .map(({ detection, problem }) => (
          <Notice key={detection.name} tone="warning">
            “{detection.name}” could not be run, so its hits are missing. Splunk says: “{problem}”
          </Notice>
        ))}
      {props.isNarrowed && props.shown === 0 && sightings.length > 0 ? (
        <Notice tone="plain" actions={<Button onClick={props.onClear}>Clear filters</Button>}>
          No sighting fits these filters. {numberText(sightings.length)} without them.
        </Notice>
      ) : null}
    </>
  );
}

function PhaseNotice(props: NoticesProps): ReactElement | null {
  const { data, range, onRetry } = props;
  switch (data.phase.kind) {
    case 'failed':
      return (
        <FailureNotice
          failure={data.phase.failure}
          button={Button}
          what="The search failed. "
          advice={adviceFor}
          actions={<SearchButton search={sightingsSearch} range={range} />}
          onAgain={onRetry}
        />
      );
    case 'loading': {
      const { sid, done } = data.phase;
      if (sid === null) return null;
      return (
        <Notice tone="plain" actions={<Button onClick={() => void finalizeJob(sid)}>Stop</Button>}>
          Searching, {Math.round(done * 100)} % done; rows so far are shown
        </Notice>
      );
    }
    case 'ready':
      return data.rows.length === 0 ? <NoRows {...props} /> : data.phase.stopped ? <Stopped onRetry={onRetry} /> : null;
  }
}

const Stopped = ({ onRetry }: { readonly onRetry: () => void }): ReactElement => (
  <Notice tone="warning" actions={<Button onClick={onRetry}>Search again</Button>}>
    The search was stopped; rows found until then are shown, others may be missing.
  </Notice>
);

/** No rows: because there is no data at all, because it lies elsewhere, or because no web server started anything. */
function NoRows({ data, range, clock, onRange, onRetry }: NoticesProps): ReactElement | null {
  const { extent, bounds } = data;
  if (extent === null) return null;
  if (extent.events === 0)
    return (
      <Notice tone="warning" actions={<Button onClick={onRetry}>Look again</Button>}>
        There are no process events at all. Either nothing is indexed yet, or the data model Endpoint is missing or you
        may not read it: install the Common Information Model add-on, or ask for read access.
      </Notice>
    );
  const own = rangeOf(extent.first, extent.last);
  const outside =
    (bounds.from !== null && extent.last < bounds.from) || (bounds.to !== null && extent.first > bounds.to);
  const actions = (
    <>
      <Button appearance="primary" onClick={() => onRange(own)}>
        Show {dayText(clock, extent.first)} to {dayText(clock, extent.last)}
      </Button>
      {range.earliest === defaultRange.earliest ? null : (
        <Button onClick={() => onRange(defaultRange)}>Last 30 days</Button>
      )}
    </>
  );
  return (
    <Notice tone="plain" actions={actions}>
      {outside
        ? `No process events in this range. All ${numberText(extent.events)} lie between ${dayText(clock, extent.first)} and ${dayText(clock, extent.last)}.`
        : `No web server started anything in this range. There are ${counted(extent.events, 'process event')} of ${counted(extent.hosts, 'host')} in all, from ${dayText(clock, extent.first)} to ${dayText(clock, extent.last)}.`}
    </Notice>
  );
}

/** What may help against a failed search. */
function adviceFor(text: string): string {
  if (/data ?model/i.test(text))
    return 'The data model Endpoint is missing or you may not read it. Install the Common Information Model add-on, or ask for read access.';
  if (/macro/i.test(text)) return `A macro of the app is missing or does not parse: look at ${webServersMacro}.`;
  return 'Try again; if it stays so, open the search and look at its job.';
}

function parentlessText(parentless: PageData['parentless']): string {
  const events = parentless.reduce((sum, { count }) => sum + count, 0);
  const [first] = parentless;
  if (events === 0 || first === undefined) return '';
  const where = parentless.length === 1 ? `, all from ${first.dest}` : `, from ${counted(parentless.length, 'host')}`;
  return `${counted(events, 'event')} ${events === 1 ? 'has' : 'have'} no parent name and cannot be sightings${where}.`;
}
