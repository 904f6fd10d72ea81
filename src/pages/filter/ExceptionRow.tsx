import { memo, type ReactElement } from 'react';
import { numberText, startOfDay } from '../shared/times';
import { ConditionEditor } from './ConditionEditor';
import { ExceptionHints } from './ExceptionHints';
import type { Condition } from './exceptions';
import { focusLater } from './focus_later';
import type { ExceptionRowProps } from './row_props';
import { Until } from './Until';

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
