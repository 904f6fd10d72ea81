import RadioBar from '@splunk/react-ui/RadioBar';
import Select from '@splunk/react-ui/Select';
import Text from '@splunk/react-ui/Text';
import { lazy, Suspense, type ReactElement, type ReactNode, type RefObject } from 'react';
import { Mark } from '../shared/icons';
import type { Clock } from '../shared/times';
import { rangeText, type TimeRange } from '../shared/time_bounds';
import { newSinceText } from './new_since';
import {
  groupings,
  newSinceChoices,
  reviewChoices,
  shows,
  sorts,
  type Grouping,
  type ReviewChoice,
  type Show,
  type Sort,
  type ViewState,
} from './view_state';

const TimeRangePicker = lazy(async () => {
  const { TimeRangePicker: picker } = await import(/* webpackChunkName: "time_range" */ '../shared/TimeRangePicker');
  return { default: picker };
});

interface FilterBarProps {
  readonly view: ViewState;
  readonly onChange: (change: Partial<ViewState>) => void;
  readonly clock: Clock;
  readonly bounds: { readonly from: number; readonly to: number };
  readonly counts: { readonly fresh: number; readonly hits: number };
  readonly findRef: RefObject<HTMLInputElement>;
}

const sortNames: Readonly<Record<Sort, string>> = {
  new: 'New first',
  host: 'Host',
  last: 'Last first',
  first: 'First ever, latest',
  starts: 'Most starts',
  rare: 'Rarest',
};
const reviewNames: Readonly<Record<ReviewChoice, string>> = {
  any: 'Any',
  none: 'Not reviewed',
  under_review: 'Under review',
  known_good: 'Known good',
  malicious: 'Malicious',
};
const groupNames: Readonly<Record<Grouping, string>> = { host: 'Host', parent: 'Parent', child: 'Child' };
const prevalence = [1, 2, 3, 5, 10];

/** Time range, new since, and everything that narrows what is shown. */
export function FilterBar({ view, onChange, clock, bounds, counts, findRef }: FilterBarProps): ReactElement {
  return (
    <div className="ww-filters ww-box ww-no-print" role="search" aria-label="Filters">
      <Field label="Time range">
        <Suspense fallback={<span className="ww-picker-wait">{rangeText(view.range)}</span>}>
          <TimeRangePicker range={view.range} onChange={(range: TimeRange) => onChange({ range, zoom: null })} />
        </Suspense>
      </Field>
      <Field label="New since">
        <Select
          value={String(view.newSince)}
          labelText="New since"
          onChange={(_event, { value }) => {
            const choice = newSinceChoices.find((each) => each === value);
            if (choice !== undefined) onChange({ newSince: choice });
          }}
        >
          {newSinceChoices.map((choice) => (
            <Select.Option key={choice} value={choice} label={newSinceText(choice, clock, bounds)} />
          ))}
          {typeof view.newSince === 'number' ? (
            <Select.Option value={String(view.newSince)} label={newSinceText(view.newSince, clock, bounds)} />
          ) : null}
        </Select>
      </Field>
      <Field label="Find" grows>
        <Text
          value={view.find}
          canClear
          inputRef={findRef}
          placeholder="Host, parent, child, user or command line"
          aria-label="Find"
          onChange={(_event, { value }) => onChange({ find: value })}
        />
      </Field>
      <Field label="Show">
        <RadioBar
          value={view.show}
          aria-label="Show"
          onChange={(_event, { value }) => choose(shows, value, (show) => onChange({ show }))}
        >
          {shows.map((show) => (
            <RadioBar.Option key={show} value={show} label={showNames[show]} {...showAdornments(show, counts)} />
          ))}
        </RadioBar>
      </Field>
      <Field label="On at most">
        <Select
          value={view.mostHosts === null ? 'any' : String(view.mostHosts)}
          labelText="On at most"
          onChange={(_event, { value }) => onChange({ mostHosts: value === 'any' ? null : Number(value) })}
        >
          <Select.Option value="any" label="any hosts" />
          {prevalence.map((hosts) => (
            <Select.Option key={hosts} value={String(hosts)} label={hosts === 1 ? '1 host' : `${hosts} hosts`} />
          ))}
        </Select>
      </Field>
      <Field label="Review">
        <Select
          value={view.review}
          labelText="Review"
          onChange={(_event, { value }) => choose(reviewChoices, value, (review) => onChange({ review }))}
        >
          {reviewChoices.map((review) => (
            <Select.Option key={review} value={review} label={reviewNames[review]} />
          ))}
        </Select>
      </Field>
      {view.tab === 'chart' ? (
        <Field label="Group by">
          <RadioBar
            value={view.group}
            aria-label="Group by"
            onChange={(_event, { value }) => choose(groupings, value, (group) => onChange({ group }))}
          >
            {groupings.map((group) => (
              <RadioBar.Option key={group} value={group} label={groupNames[group]} />
            ))}
          </RadioBar>
        </Field>
      ) : null}
      <Field label="Sort">
        <Select
          value={view.sort}
          labelText="Sort"
          onChange={(_event, { value }) => choose(sorts, value, (sort) => onChange({ sort }))}
        >
          {sorts.map((sort) => (
            <Select.Option key={sort} value={sort} label={sortNames[sort]} />
          ))}
        </Select>
      </Field>
    </div>
  );
}

function choose<T extends string>(allowed: readonly T[], value: unknown, take: (value: T) => void): void {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) take(found);
}

const showNames: Readonly<Record<Show, string>> = { all: 'All', new: 'New', hits: 'Hits' };

function showAdornments(
  show: Show,
  counts: FilterBarProps['counts'],
): { startAdornment?: ReactElement; endAdornment?: ReactElement } {
  if (show === 'all') return {};
  return {
    startAdornment: <Mark name={show === 'new' ? 'new' : 'hit'} />,
    endAdornment: <b>{show === 'new' ? counts.fresh : counts.hits}</b>,
  };
}

function Field({
  label,
  grows = false,
  children,
}: {
  readonly label: string;
  readonly grows?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={`ww-field${grows ? ' ww-field-grows' : ''}`}>
      <span className="ww-label" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
