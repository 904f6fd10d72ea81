import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { numberText } from '../shared/times';
import { tabs, type Tab } from './view_state';

interface TabsProps {
  readonly tab: Tab;
  /** How many rows the table has; null while nobody knows. */
  readonly rows: number | null;
  /** How many alerts are open; null while nobody knows. */
  readonly alerts: number | null;
  readonly onTab: (tab: Tab) => void;
  readonly children: ReactNode;
}

const names: Readonly<Record<Tab, string>> = { chart: 'Chart', table: 'Table', alerts: 'Alerts' };

/** Chart, table, alerts; arrow keys move between them as the ARIA pattern says. */
export function Tabs({ tab, rows, alerts, onTab, children }: TabsProps): ReactElement {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    onTab(next);
    document.getElementById(`ww-tab-${next}`)?.focus();
  };
  return (
    <div className="ww-tabs-row ww-no-print">
      <div className="ww-tabs" role="tablist" aria-label="Show as" onKeyDown={onKeyDown}>
        {tabs.map((each) => (
          <button
            key={each}
            id={`ww-tab-${each}`}
            type="button"
            role="tab"
            className="ww-tab"
            aria-selected={each === tab}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => onTab(each)}
          >
            {names[each]} {each === 'table' && rows !== null ? <span>{numberText(rows)}</span> : null}
            {each === 'alerts' && alerts !== null && alerts > 0 ? <span>{numberText(alerts)} open</span> : null}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}
