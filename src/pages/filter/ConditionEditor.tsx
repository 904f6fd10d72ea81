import type { ReactElement } from 'react';
import {
  normalCondition,
  operators,
  operatorWords,
  piecesOf,
  takesWildcards,
  type Condition,
  type Operator,
} from './exceptions';
import { Hint } from './Hint';
import { ValueInput } from './ValueInput';
import { ValueList } from './ValueList';
import type { SeenValue } from './values_seen';

export interface ConditionEditorProps {
  readonly condition: Condition;
  /** "Exception 4, condition 2". */
  readonly name: string;
  readonly isFirst: boolean;
  readonly disabled: boolean;
  /** The fields that the detection gives; empty while nobody knows. */
  readonly fields: readonly string[];
  readonly seen: (field: string) => readonly SeenValue[];
  /** `part` names what is edited of it. */
  readonly onChange: (condition: Condition, part: 'field' | 'operator' | 'value') => void;
  /** Absent where it is the only one. */
  readonly onRemove?: () => void;
}

/** One condition: field, operator, value. */
export function ConditionEditor(props: ConditionEditorProps): ReactElement {
  const { condition, name, isFirst, disabled, onChange, onRemove } = props;
  const { operator } = condition;
  return (
    <>
      <div className="ww-condition" role="group" aria-label={name}>
        <span className="ww-joint">{isFirst ? 'when' : 'and'}</span>
        <FieldChoice {...props} />
        <select
          className="ww-select"
          aria-label={`${name}: operator`}
          disabled={disabled}
          value={operator}
          onChange={(event) => onChange(withOperator(condition, event.target.value), 'operator')}
        >
          {operators.map((each) => (
            <option key={each} value={each}>
              {operatorWords[each]}
            </option>
          ))}
        </select>
        <Value {...props} />
        {onRemove === undefined || disabled ? (
          <span />
        ) : (
          <button type="button" className="ww-remove" aria-label={`${name}: remove`} title="Remove" onClick={onRemove}>
            ✕
          </button>
        )}
      </div>
      <ConditionHints {...props} />
    </>
  );
}

function FieldChoice({ condition, name, disabled, fields, onChange }: ConditionEditorProps): ReactElement {
  const { field } = condition;
  const choose = (next: string): void => onChange({ ...condition, field: next }, 'field');
  const label = `${name}: field`;
  if (fields.length === 0)
    return (
      <input
        className="ww-input"
        aria-label={label}
        disabled={disabled}
        value={field}
        onChange={(event) => choose(event.target.value)}
      />
    );
  return (
    <select
      className="ww-select"
      aria-label={label}
      disabled={disabled}
      value={field}
      onChange={(event) => choose(event.target.value)}
    >
      {field === '' ? <option value="">Choose a field</option> : null}
      {(fields.includes(field) || field === '' ? fields : [field, ...fields]).map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}

function Value({ condition, name, disabled, seen, onChange }: ConditionEditorProps): ReactElement {
  const shared = { label: `${name}: value`, disabled, seen: () => seen(condition.field) };
  const change = (values: readonly string[]): void => onChange({ ...condition, values }, 'value');
  return condition.operator === 'is_one_of' ? (
    <ValueList {...shared} values={condition.values} onChange={change} />
  ) : (
    <ValueInput {...shared} value={condition.values[0] ?? ''} onChange={(value) => change([value])} />
  );
}

/** The condition under another operator, meaning the same as far as that can say it. */
function withOperator(condition: Condition, chosen: string): Condition {
  const operator: Operator = operators.find((each) => each === chosen) ?? condition.operator;
  const patterns = condition.values.map((value) => piecesOf(condition.operator, value).join('*'));
  const values = takesWildcards[operator] ? patterns : patterns.map((pattern) => pattern.replace(/^\*+|\*+$/g, ''));
  return { ...condition, operator, values: operator === 'is_one_of' ? values : values.slice(0, 1) };
}

function ConditionHints({ condition, fields, disabled, onChange }: ConditionEditorProps): ReactElement {
  const { field, operator, values } = condition;
  const isUnknown = field !== '' && fields.length > 0 && !fields.includes(field);
  const hasStar = !takesWildcards[operator] && values.some((value) => value.includes('*'));
  return (
    <>
      {isUnknown ? (
        <Hint tone="warning">
          The detection gives no field <bdi>{field}</bdi>, so this fits nothing.
        </Hint>
      ) : null}
      {hasStar ? (
        <Hint
          tone="warning"
          {...(disabled
            ? {}
            : { action: 'Show it as a wildcard', onAction: () => onChange(normalCondition(condition), 'operator') })}
        >
          A * cannot be said literally in a search: Splunk takes it for any characters.
        </Hint>
      ) : null}
    </>
  );
}
