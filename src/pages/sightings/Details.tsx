import Button from '@splunk/react-ui/Button';
import Select from '@splunk/react-ui/Select';
import { useMemo, type KeyboardEvent, type ReactElement } from 'react';
import { searchPageAddress } from '../shared/host_page';
import { Mark } from '../shared/icons';
import { counted, exactText, minuteText, numberText, type Clock } from '../shared/times';
import { useMedia } from '../shared/use_media';
import { useModal } from '../shared/use_modal';
import { visibleText } from '../shared/visible_text';
import { CommandLines, DetectionsThatHit, OtherHosts, ProcessTreeSection } from './DetailsSections';
import { useDetails } from './details_data';
import type { DetailsProps } from './details_props';
import { folder } from './merge';
import { eventsSearch } from './searches';
import { verdicts, type Review, type Sighting } from './sighting';
import { READ_ONLY, verdictTitles } from './words';

/** Everything known of one sighting: beside the chart, or a sheet over the page where there is no room beside. */
export function Details(props: DetailsProps): ReactElement {
  const { sighting, clock, range, onClose } = props;
  const data = useDetails(sighting, range);
  const isSheet = useMedia('narrow');
  const sections: DetailsProps = isSheet ? { ...props, onNarrow: thenClose(props) } : props;
  const { box, onKeyDown } = useModal(onClose, isSheet);
  return (
    <div
      className={isSheet ? 'ww-shade' : 'ww-beside'}
      onMouseDown={(event) => (event.target === event.currentTarget ? onClose() : undefined)}
    >
      <div
        ref={box}
        className="ww-details ww-box"
        role={isSheet ? 'dialog' : 'complementary'}
        aria-modal={isSheet ? true : undefined}
        aria-label="Details of the selected sighting"
        tabIndex={-1}
        onKeyDown={(event) => {
          onKeyDown(event);
          detailsKey(event, props, isSheet);
        }}
      >
        <DetailsHead {...sections} />
        <div className="ww-details-body" tabIndex={0} role="group" aria-label="Facts">
          <section>
            <Facts {...sections} />
          </section>
          <CommandLines commands={data.commands} problem={data.problem} />
          <ProcessTreeSection sighting={sighting} around={data.around} clock={clock} />
          <DetectionsThatHit {...sections} />
          <OtherHosts {...sections} />
        </div>
        <DetailsFoot {...props} />
      </div>
    </div>
  );
}

/** A sheet hides the rows that a narrower view would show. */
const thenClose =
  ({ onNarrow, onClose }: DetailsProps): DetailsProps['onNarrow'] =>
  (change) => {
    onNarrow(change);
    onClose();
  };

/** Comma and full stop go through the rows, as they do in the chart; Esc closes what no sheet has closed yet. */
function detailsKey(event: KeyboardEvent, { onStep, onClose }: DetailsProps, isSheet: boolean): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === ',') onStep(-1);
  else if (event.key === '.') onStep(1);
  else if (event.key === 'Escape' && !isSheet) onClose();
}

function DetailsHead(props: DetailsProps): ReactElement {
  const { sighting, place } = props;
  return (
    <header>
      <div className="ww-row ww-details-bar">
        <h2 className="ww-details-title ww-grow" tabIndex={-1} data-autofocus aria-live="polite">
          <bdi>{visibleText(sighting.parent)}</bdi> → <bdi>{visibleText(sighting.child)}</bdi>
        </h2>
        <span className="ww-small ww-muted">
          {place.index >= 0 ? `${numberText(place.index + 1)} of ${numberText(place.of)}` : ''}
        </span>
        <IconButton text="◂" label="Previous (,)" onClick={() => props.onStep(-1)} />
        <IconButton text="▸" label="Next (.)" onClick={() => props.onStep(1)} />
        <IconButton text="✕" label="Close (Esc)" onClick={props.onClose} />
      </div>
      <div className="ww-small ww-muted ww-details-place">
        <span>
          on{' '}
          <button type="button" className="ww-link" onClick={() => props.onNarrow({ host: sighting.dest })}>
            <bdi>{visibleText(sighting.dest)}</bdi>
          </button>
        </span>
        {/\s/.test(sighting.child) ? null : (
          <button
            type="button"
            className="ww-link ww-no-print"
            title="Takes rows with this name off the page; nothing is filtered or saved"
            onClick={() => props.onLeaveOut(sighting.child)}
          >
            Leave out <bdi>{visibleText(sighting.child)}</bdi>
          </button>
        )}
      </div>
      <Tags {...props} />
    </header>
  );
}

function DetailsFoot({ sighting, range, canWrite, canPropose, onReview, onPropose }: DetailsProps): ReactElement {
  return (
    <footer className="ww-no-print">
      <Button
        appearance="primary"
        to={searchPageAddress(eventsSearch(sighting), range.earliest, range.latest)}
        openInNewContext
      >
        Open in search
      </Button>
      <Guarded canWrite={canWrite} label="Mark known good" onClick={() => onReview(sighting, 'known_good')} />
      <Guarded canWrite={canPropose} label="Propose exception" onClick={() => onPropose(sighting)} />
      {canWrite ? null : <p className="ww-small ww-muted">{READ_ONLY}</p>}
    </footer>
  );
}

const IconButton = ({
  text,
  label,
  onClick,
}: {
  readonly text: string;
  readonly label: string;
  readonly onClick: () => void;
}): ReactElement => (
  <button type="button" className="ww-icon-button" title={label} aria-label={label} onClick={onClick}>
    {text}
  </button>
);

/** A button that stays visible for those who may not press it, and says why. */
const Guarded = ({
  canWrite,
  label,
  onClick,
}: {
  readonly canWrite: boolean;
  readonly label: string;
  readonly onClick: () => void;
}): ReactElement => (
  <span title={canWrite ? undefined : READ_ONLY}>
    <Button disabled={!canWrite} onClick={onClick}>
      {label}
    </Button>
  </span>
);

function Tags({ sighting, canWrite, onReview }: DetailsProps): ReactElement {
  const { isNew, hits, hidden, isShell, isCanary, review } = sighting;
  return (
    <div className="ww-row" style={{ marginTop: 6, gap: 4 }}>
      {isNew ? (
        <span className="ww-tag ww-tag-new">
          <Mark name="new" /> New
        </span>
      ) : null}
      {hits.length > 0 ? (
        <span className="ww-tag ww-tag-hit">
          <Mark name="hit" /> {counted(hits.length, 'detection')} hit
        </span>
      ) : null}
      {hidden.length > 0 ? (
        <span className="ww-tag">
          <Mark name="filtered" />{' '}
          {hits.length > 0 ? `hidden in ${counted(hidden.length, 'other')}` : 'Hidden by filter'}
        </span>
      ) : null}
      {isShell ? <span className="ww-tag">Shell</span> : null}
      {isCanary ? (
        <span className="ww-tag">
          <Mark name="canary" /> Canary
        </span>
      ) : null}
      <span style={{ marginLeft: 'auto' }} title={canWrite ? undefined : READ_ONLY}>
        <Select
          inline
          disabled={!canWrite}
          labelText="Review"
          value={review?.verdict ?? 'none'}
          onChange={(_event, { value }) => {
            const verdict = verdicts.find((each) => each === value) ?? null;
            onReview(sighting, verdict);
          }}
        >
          <Select.Option value="none" label="Not reviewed" />
          {verdicts.map((verdict) => (
            <Select.Option key={verdict} value={verdict} label={verdictTitles[verdict]} />
          ))}
        </Select>
      </span>
    </div>
  );
}

/** On how many hosts this program starts anything. */
function hostsWithParent(all: DetailsProps['all'], parent: string): number {
  const fold = folder();
  const hosts = new Set<string>();
  for (const other of all) if (fold(other.parent) === fold(parent)) hosts.add(fold(other.dest));
  return hosts.size;
}

function everText({ firstEver, first, hosts }: Sighting, clock: Clock): string {
  if (firstEver === null) return 'no baseline yet, so nobody knows';
  if (firstEver < first) return exactText(clock, firstEver);
  return hosts === 1 ? 'the same; on no other host' : 'the same';
}

function Facts({ sighting, clock, all, hostTotal, onNarrow }: DetailsProps): ReactElement {
  const { first, last, starts, events, hosts, parent, users, review } = sighting;
  const parentHosts = useMemo(() => hostsWithParent(all, parent), [all, parent]);
  return (
    <dl className="ww-facts">
      <dt>First here</dt>
      <dd className="ww-strong">{exactText(clock, first)}</dd>
      <dt>First ever</dt>
      <dd>{everText(sighting, clock)}</dd>
      <dt>Last here</dt>
      <dd>{exactText(clock, last)}</dd>
      <dt>Starts</dt>
      <dd>
        {numberText(starts)}{' '}
        {events === starts ? null : <span className="ww-muted">({counted(events, 'event')}: logged twice)</span>}
      </dd>
      <dt>Prevalence</dt>
      <dd>
        {numberText(hosts)} of {counted(hostTotal, 'host')}; this parent runs on {numberText(parentHosts)}
      </dd>
      <dt>User</dt>
      <dd>
        <Users users={users} onNarrow={onNarrow} />
      </dd>
      {review === null ? null : <Reviewed review={review} clock={clock} />}
    </dl>
  );
}

/** An application pool has a user of its own, and a server may have hundreds. */
const MOST_USERS = 20;

function Users({ users, onNarrow }: Pick<Sighting, 'users'> & Pick<DetailsProps, 'onNarrow'>): ReactElement {
  return (
    <>
      {users.slice(0, MOST_USERS).map((user, i) => (
        <span key={user}>
          {i > 0 ? ', ' : ''}
          <button type="button" className="ww-link" onClick={() => onNarrow({ user })}>
            <bdi>{visibleText(user)}</bdi>
          </button>
        </span>
      ))}
      {users.length > MOST_USERS ? ` and ${numberText(users.length - MOST_USERS)} more` : ''}
    </>
  );
}

function Reviewed({ review, clock }: { readonly review: Review; readonly clock: Clock }): ReactElement {
  return (
    <>
      <dt>Review</dt>
      <dd>
        <Mark name={review.verdict} /> {verdictTitles[review.verdict]} by <bdi>{visibleText(review.user)}</bdi>,{' '}
        {minuteText(clock, review.time)}
        <br />
        <span className="ww-muted" dir="auto">
          {review.reason}
        </span>
      </dd>
    </>
  );
}
