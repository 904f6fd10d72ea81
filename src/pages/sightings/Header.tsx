import type { ReactElement, ReactNode } from 'react';
import { Mark } from '../shared/icons';
import { minuteText, shortDate, type Clock } from '../shared/times';
import { visibleText } from '../shared/visible_text';
import type { Headline } from './headline';
import type { Sighting } from './sighting';

interface HeaderProps {
  readonly headline: Headline | null;
  readonly isSample: boolean;
  readonly isPhone: boolean;
  readonly isPrint: boolean;
  readonly clock: Clock;
  /** The range in words; only phone and paper say it here, elsewhere the time picker does. */
  readonly range: string;
  /** null: not read, so nothing is said of it. */
  readonly baseline: { readonly since: number; readonly updated: number } | 'none' | null;
  readonly onOpen: (sighting: Sighting) => void;
  readonly onShowNew: () => void;
  readonly actions: ReactNode;
}

/** The answer as a title, what is new as links, and what can be done with the page as a whole. */
export function Header(props: HeaderProps): ReactElement {
  const { headline, isPhone, isPrint, range } = props;
  const sample = props.isSample ? <span className="ww-tag ww-tag-sample">Sample data</span> : null;
  return (
    <header className="ww-header">
      <div className="ww-grow">
        <h1>
          {headline === null ? 'Web-server children' : headline.text}{' '}
          {headline === null || headline.alarm === '' ? null : <span className="ww-red">{headline.alarm}</span>}
        </h1>
        {isPhone || isPrint ? (
          <p className="ww-small ww-muted">
            {range}. {baselineText(props)} {sample}
          </p>
        ) : null}
        {headline === null || isPhone ? null : <NewLinks {...props} headline={headline} />}
      </div>
      {isPhone ? null : (
        <div className="ww-side ww-no-print">
          <div className="ww-row">
            {sample}
            {props.actions}
          </div>
          <div className="ww-small ww-muted">{baselineText(props)}</div>
        </div>
      )}
    </header>
  );
}

function baselineText({ baseline, clock }: HeaderProps): string {
  if (baseline === null) return '';
  return baseline === 'none'
    ? 'No baseline yet: “new” means first in this range'
    : `Baseline since ${shortDate(clock, baseline.since)}, last sighting ${minuteText(clock, baseline.updated)} ${clock.zone.name}`;
}

function NewLinks({ headline, clock, onOpen, onShowNew }: HeaderProps & { readonly headline: Headline }): ReactElement {
  return (
    <div className="ww-new-links">
      {headline.links.map((sighting) => (
        <button key={sighting.key} type="button" className="ww-link" onClick={() => onOpen(sighting)}>
          <Mark name="new" label="new" />
          {sighting.hits.length > 0 ? <Mark name="hit" label="hit" /> : null}
          <span>
            <bdi className={sighting.isShell ? 'ww-strong' : ''}>{visibleText(sighting.dest)}</bdi>{' '}
            <bdi>{visibleText(sighting.parent)}</bdi> →{' '}
            <bdi className={sighting.isShell ? 'ww-strong' : ''}>{visibleText(sighting.child)}</bdi>{' '}
            {minuteText(clock, sighting.first)}
          </span>
        </button>
      ))}
      {headline.more === '' ? null : (
        <button type="button" className="ww-link" onClick={onShowNew}>
          <Mark name="new" label="new" />
          {headline.more}
        </button>
      )}
    </div>
  );
}
