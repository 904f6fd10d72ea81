import Button from '@splunk/react-ui/Button';
import RadioBar from '@splunk/react-ui/RadioBar';
import Select from '@splunk/react-ui/Select';
import Text from '@splunk/react-ui/Text';
import { lazy, memo, Suspense, useState, type ReactElement, type ReactNode, type RefObject } from 'react';
import { Mark } from '../shared/icons';
import type { Clock } from '../shared/times';
import { rangeText, type TimeRange } from '../shared/time_bounds';
import { newSinceText } from './new_since';
import {
  groupings,
  newSinceChoices,
  printView,
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

/** Zooming and opening details are none of its business, and drawing nine controls takes longer than the chart. */
function looksTheSame(a: FilterBarProps, b: FilterBarProps): boolean {
  const shown = ({ view }: FilterBarProps): string => printView({ ...view, zoom: null, open: null });
  return (
    shown(a) === shown(b) &&
    a.clock === b.clock &&
    a.bounds === b.bounds &&
    a.counts.fresh === b.counts.fresh &&
    a.counts.hits === b.counts.hits
  );
}

/** Time range, new since, and everything that narrows what is shown. */
export const FilterBar = memo(function FilterBar(props: FilterBarProps): ReactElement {
  const { view, onChange, counts, findRef } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <div
      className={`ww-filters ww-box ww-no-print${isOpen ? ' ww-filters-open' : ''}`}
      role="search"
      aria-label="Filters"
    >
      <TimeFields {...props} />
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
      <Field label="Show" name="show">
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
      <NarrowFields {...props} />
      <span className="ww-only-phone">
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Fewer filters' : 'Filters'}
        </Button>
      </span>
    </div>
  );
}, looksTheSame);

function TimeFields({ view, onChange, clock, bounds }: FilterBarProps): ReactElement {
  const custom = typeof view.newSince === 'number' ? [view.newSince] : [];
  return (
    <>
      <Field label="Time range">
        <Suspense fallback={<span className="ww-picker-wait">{rangeText(view.range)}</span>}>
          <TimeRangePicker range={view.range} onChange={(range: TimeRange) => onChange({ range, zoom: null })} />
        </Suspense>
      </Field>
      <Field label="New since">
        <Select
          value={String(view.newSince)}
          labelText="New since"
          onChange={(_event, { value }) => choose(newSinceChoices, value, (newSince) => onChange({ newSince }))}
        >
          {[...newSinceChoices, ...custom].map((choice) => (
            <Select.Option key={choice} value={String(choice)} label={newSinceText(choice, clock, bounds)} />
          ))}
        </Select>
      </Field>
    </>
  );
}

function NarrowFields({ view, onChange }: FilterBarProps): ReactElement {
  return (
    <>
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
        <Choice
          label="Review"
          all={reviewChoices}
          names={reviewNames}
          value={view.review}
          onChange={(review) => onChange({ review })}
        />
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
        <Choice label="Sort" all={sorts} names={sortNames} value={view.sort} onChange={(sort) => onChange({ sort })} />
      </Field>
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly all: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, all, names, value, onChange }: ChoiceProps<T>): ReactElement {
  return (
    <Select value={value} labelText={label} onChange={(_event, change) => choose(all, change.value, onChange)}>
      {all.map((each) => (
        <Select.Option key={each} value={each} label={names[each]} />
      ))}
    </Select>
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

interface FieldProps {
  readonly label: string;
  readonly name?: string;
  readonly grows?: boolean;
  readonly children: ReactNode;
}

/** A control under its label; the control itself carries the label for a screen reader. */
function Field({ label, name, grows = false, children }: FieldProps): ReactElement {
  const extra = `${grows ? ' ww-field-grows' : ''}${name === undefined ? '' : ` ww-field-${name}`}`;
  return (
    <div className={`ww-field${extra}`}>
      <span className="ww-label" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
