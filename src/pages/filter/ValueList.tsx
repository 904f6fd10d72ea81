import { useState, type ReactElement } from 'react';
import { visibleText } from '../shared/visible_text';
import { ValueInput } from './ValueInput';
import type { SeenValue } from './values_seen';

interface ValueListProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (values: readonly string[]) => void;
  readonly seen: () => readonly SeenValue[];
}

/** Several values: each can be taken out, Enter adds what was typed, Backspace in the empty field takes the last one out. */
export function ValueList({ label, values, disabled, onChange, seen }: ValueListProps): ReactElement {
  const [typed, setTyped] = useState('');
  const given = values.filter((value) => value !== '');
  return (
    <span className="ww-values">
      {given.map((value, i) => (
        <span key={`${i} ${value}`} className="ww-chip">
          <bdi>{visibleText(value)}</bdi>
          {disabled ? null : (
            <button
              type="button"
              className="ww-chip-x"
              aria-label={`${label}: remove ${value}`}
              title={`Remove ${value}`}
              onClick={() => onChange(given.filter((_value, at) => at !== i))}
            >
              ✕
            </button>
          )}
        </span>
      ))}
      {disabled ? null : (
        <ValueInput
          label={given.length === 0 ? label : `${label}, one more`}
          value={typed}
          disabled={disabled}
          seen={() => seen().filter(({ value }) => !given.includes(value))}
          onChange={setTyped}
          onEnter={(value) => {
            setTyped('');
            if (!given.includes(value)) onChange([...given, value]);
          }}
          onBackspace={() => onChange(given.slice(0, -1))}
        />
      )}
    </span>
  );
}
