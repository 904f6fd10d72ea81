import { memo, type ReactElement } from 'react';
import { numberText, startOfDay, type Clock } from '../shared/times';
import { ConditionEditor } from './ConditionEditor';
import { ExceptionHints } from './ExceptionHints';
import type { ExceptionCost } from './exception_costs';
import type { ResultTable } from './exception_fit';
import type { Condition, Exception } from './exceptions';
import type { FilterChange } from './filter_history';
import { focusLater } from './focus_later';
import { Until } from './Until';
import type { SeenValue } from './values_seen';

/** What every row is given alike. */
export interface RowSurroundings {
  readonly clock: Clock;
  readonly disabled: boolean;
  readonly fields: readonly string[];
  readonly seen: (field: string) => readonly SeenValue[];
  /** null until the detection's results are here. */
  readonly table: ResultTable | null;
  /** null until somebody looked which hosts run which web server. */
  readonly servers: ResultTable | null;
  /** From when on the results are, epoch seconds; null for all time, undefined while unknown. */
  readonly since: number | null | undefined;
  /** `place` names what is edited of the exception; a null takes it away. */
  readonly onChange: (at: number, exception: Exception | null, place: string) => void;
}

export interface ExceptionRowProps extends RowSurroundings {
  readonly at: number;
  readonly exception: Exception;
  readonly isSaved: boolean;
  /** Number of an earlier one that says the same. */
  readonly twin: number | null;
  readonly cost: ExceptionCost | null;
  readonly origin: FilterChange | null;
}

const blankCondition: Condition = { field: '', operator: 'is', values: [''] };
const MONTH = 30;

/** One exception: its conditions, since when and why it is there, until when it counts, and what it costs. */
export const ExceptionRow = memo(function ExceptionRow(props: ExceptionRowProps): ReactElement {
  const { at, exception, isSaved, cost, clock, disabled, onChange } = props;
  const name = `Exception ${at + 1}`;
  const isBad = !isSaved && cost !== null && cost.malicious.length > 0;
  return (
    <li
      className={`ww-exception${isSaved ? '' : ' ww-exception-new'}${isBad ? ' ww-exception-bad' : ''}`}
      id={`ww-exception-${at}`}
      tabIndex={-1}
      aria-label={name}
    >
      <span className="ww-num ww-muted">{at + 1}</span>
      <div className="ww-conditions">
        <Conditions {...props} name={name} />
        <ExceptionHints {...props} />
      </div>
      <Origin {...props} />
      <Until
        name={name}
        until={exception.until}
        clock={clock}
        disabled={disabled}
        suggestion={startOfDay(clock.zone, clock.now, MONTH + 1)}
        onChange={(until) => onChange(at, { ...exception, until }, 'until')}
      />
      <span className={`ww-num ww-hides${isBad ? ' ww-red ww-strong' : ''}`}>
        <span className="ww-cell-name">Hides </span>
        {cost === null ? '…' : numberText(cost.hides)}
      </span>
      {disabled ? (
        <span />
      ) : (
        <button
          type="button"
          className="ww-remove"
          aria-label={`${name}: remove`}
          title={`Remove exception ${at + 1}`}
          onClick={() => onChange(at, null, '')}
        >
          ✕
        </button>
      )}
    </li>
  );
});

function Conditions({
  at,
  exception,
  name,
  disabled,
  onChange,
  fields,
  seen,
}: ExceptionRowProps & { readonly name: string }): ReactElement {
  const { conditions } = exception;
  const change = (next: readonly Condition[], place: string): void =>
    onChange(at, { ...exception, conditions: next }, place);
  return (
    <>
      {conditions.map((condition, i) => (
        <ConditionEditor
          key={i}
          condition={condition}
          name={`${name}, condition ${i + 1}`}
          isFirst={i === 0}
          disabled={disabled}
          fields={fields}
          seen={seen}
          onChange={(next, part) =>
            change(
              conditions.map((other, k) => (k === i ? next : other)),
              // Choices are steps of their own, typing on in one value is one.
              part === 'value' && next.operator !== 'is_one_of' ? `${i} value` : '',
            )
          }
          {...(conditions.length === 1
            ? {}
            : {
                onRemove: () =>
                  change(
                    conditions.filter((_other, k) => k !== i),
                    '',
                  ),
              })}
        />
      ))}
      {disabled ? null : (
        <button
          type="button"
          className="ww-link ww-small ww-add-condition"
          aria-label={`and … one more condition of exception ${at + 1}`}
          onClick={() => {
            change([...conditions, blankCondition], '');
            focusLater(`[aria-label="${name}, condition ${conditions.length + 1}: field"]`);
          }}
        >
          and …
        </button>
      )}
    </>
  );
}

const Origin = ({ origin, isSaved }: ExceptionRowProps): ReactElement => (
  <>
    <span className="ww-note" dir="auto">
      {origin?.reason ?? ''}
    </span>
    <span className="ww-muted ww-author">
      <span className="ww-cell-name">Author </span>
      {isSaved ? <bdi>{origin?.user ?? 'not known'}</bdi> : 'you, now'}
    </span>
  </>
);
