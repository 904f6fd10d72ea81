import RadioBar from '@splunk/react-ui/RadioBar';
import Select from '@splunk/react-ui/Select';
import Text from '@splunk/react-ui/Text';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { Mark } from '../shared/icons';
import { numberText, type Clock } from '../shared/times';
import { newSinceText } from './new_since';
import type { RowCounts } from './row_counts';
import { TimeRangeField } from './TimeRangeField';
import {
  groupings,
  newSinceChoices,
  reviewChoices,
  sorts,
  type Grouping,
  type ReviewChoice,
  type Show,
  type Sort,
  type ViewState,
} from './view_state';

/** The controls of the filter bar, each under its label. */

/** What every control is given. */
export interface FieldsProps {
  readonly view: ViewState;
  readonly onChange: (change: Partial<ViewState>) => void;
  readonly clock: Clock;
  readonly bounds: { readonly from: number; readonly to: number };
  readonly counts: RowCounts;
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
/** The choices of "Review" in words. */
export const reviewNames: Readonly<Record<ReviewChoice, string>> = {
  any: 'Any',
  none: 'Not reviewed',
  under_review: 'Under review',
  known_good: 'Known good',
  malicious: 'Malicious',
};
const groupNames: Readonly<Record<Grouping, string>> = { host: 'Host', parent: 'Parent', child: 'Child' };
const showNames: Readonly<Record<Show, string>> = { all: 'All', new: 'New', hits: 'Hits' };
const prevalence = [1, 2, 3, 5, 10];

/** Splunk's own time range picker, and from when on something is new. */
export function TimeFields({ view, onChange, clock, bounds, counts }: FieldsProps): ReactElement {
  const custom = typeof view.newSince === 'number' ? [view.newSince] : [];
  return (
    <>
      <Field label="Time range">
        <TimeRangeField
          range={view.range}
          onChange={(range) => onChange({ range, zoom: null })}
          isDue={counts.all !== null}
        />
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

/** Free text over names, users and command lines. */
export const FindField = ({ view, onChange, findRef }: FieldsProps): ReactElement => (
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
);

/** All, new or hits, each with its number; `order` says which comes first. */
export function ShowBar({
  view,
  onChange,
  counts,
  order,
}: FieldsProps & { readonly order: readonly Show[] }): ReactElement {
  return (
    <RadioBar
      value={view.show}
      aria-label="Show"
      onChange={(_event, { value }) => choose(order, value, (show) => onChange({ show }))}
    >
      {order.map((show) => (
        <RadioBar.Option key={show} value={show} label={showNames[show]} {...adornments(show, counts, order)} />
      ))}
    </RadioBar>
  );
}

/** Mark and number; "All" needs its number only where no tab beside it says it. */
function adornments(
  show: Show,
  { all, fresh, hits }: RowCounts,
  order: readonly Show[],
): { startAdornment?: ReactElement; endAdornment?: ReactElement } {
  const count = { all: order[0] === 'all' ? null : all, new: fresh, hits }[show];
  return {
    ...(show === 'all' ? {} : { startAdornment: <Mark name={show === 'new' ? 'new' : 'hit'} /> }),
    ...(count === null ? {} : { endAdornment: <b>{numberText(count)}</b> }),
  };
}

/** Prevalence, review, grouping and sorting. */
export function NarrowFields({ view, onChange }: FieldsProps): ReactElement {
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

interface FieldProps {
  readonly label: string;
  readonly grows?: boolean;
  readonly children: ReactNode;
}

/** A control under its label; the control itself carries the label for a screen reader. */
export function Field({ label, grows = false, children }: FieldProps): ReactElement {
  return (
    <div className={`ww-field${grows ? ' ww-field-grows' : ''}`}>
      <span className="ww-label" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
