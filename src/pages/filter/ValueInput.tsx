import { useId, useState, type KeyboardEvent, type ReactElement } from 'react';
import { numberText } from '../shared/times';
import { visibleText } from '../shared/visible_text';
import { suggested, type SeenValue } from './values_seen';

interface ValueInputProps {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
  /** What was seen here, asked for when the field is entered. */
  readonly seen: () => readonly SeenValue[];
  /** A chosen or entered value, where the input only adds to a list. */
  readonly onEnter?: (value: string) => void;
  readonly onBackspace?: () => void;
}

/** A text with what was seen here to choose from: arrow keys move, Enter takes, Esc closes. */
export function ValueInput(props: ValueInputProps): ReactElement {
  const { label, value, disabled, onChange, onEnter } = props;
  const id = useId();
  const [seen, setSeen] = useState<readonly SeenValue[]>([]);
  const [active, setActive] = useState<number | null>(null);
  const options = suggested(seen, value).filter((option) => option.value !== value);
  const isOpen = active !== null && options.length > 0;
  const take = (chosen: string): void => {
    setActive(null);
    (onEnter ?? onChange)(chosen);
  };
  const onKeyDown = (event: KeyboardEvent): void => keyDown(event, { ...props, options, active, setActive, take });
  return (
    <span className="ww-value">
      <input
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
        className="ww-input"
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        value={value}
        onFocus={() => setSeen(props.seen())}
        onBlur={() => {
          setActive(null);
          if (value !== '') onEnter?.(value);
        }}
        onChange={(event) => {
          setActive(-1);
          onChange(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <span id={id} role="listbox" aria-label={`${label}, seen here`} hidden={!isOpen} className="ww-options">
        {isOpen
          ? options.map((option, i) => (
              <span
                key={option.value}
                id={`${id}-${i}`}
                role="option"
                aria-selected={i === active}
                className={i === active ? 'ww-option ww-option-active' : 'ww-option'}
                // The input must not lose the focus before the click counts.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(option.value)}
              >
                <b>
                  <bdi>{visibleText(option.value)}</bdi>
                </b>{' '}
                <span className="ww-muted ww-num">{numberText(option.count)}</span>
              </span>
            ))
          : null}
      </span>
    </span>
  );
}

interface KeyContext extends ValueInputProps {
  readonly options: readonly SeenValue[];
  readonly active: number | null;
  readonly setActive: (active: number | null) => void;
  readonly take: (value: string) => void;
}

function keyDown(event: KeyboardEvent, context: KeyContext): void {
  const { options, active, setActive, take, value, onEnter, onBackspace } = context;
  const at = active ?? -1;
  if (event.key === 'ArrowDown') setActive(Math.min(at + 1, options.length - 1));
  else if (event.key === 'ArrowUp' && active !== null) setActive(Math.max(at - 1, -1));
  else if (event.key === 'Enter' && options[at] !== undefined) take(options[at].value);
  else if (event.key === 'Enter' && onEnter !== undefined && value !== '') take(value);
  else if (event.key === 'Escape' && active !== null) setActive(null);
  else if (event.key === 'Backspace' && value === '' && onBackspace !== undefined) onBackspace();
  else return;
  event.preventDefault();
}
