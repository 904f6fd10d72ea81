import Button from '@splunk/react-ui/Button';
import Dropdown from '@splunk/react-ui/Dropdown';
import Menu from '@splunk/react-ui/Menu';
import { useState, type ReactElement, type ReactNode } from 'react';
import { Mark } from '../shared/icons';
import { minuteText, shortDate, type Clock } from '../shared/times';
import type { Headline } from './headline';
import type { Sighting } from './sighting';

interface HeaderProps {
  readonly headline: Headline | null;
  readonly isSample: boolean;
  readonly clock: Clock;
  readonly baseline: { readonly since: number; readonly updated: number } | null;
  readonly onOpen: (sighting: Sighting) => void;
  readonly onShowNew: () => void;
  readonly onCopyLink: () => Promise<void>;
  readonly onExport: (kind: 'csv' | 'json') => void;
  readonly views: ReactNode;
}

/** The answer as a title, what is new as links, and what can be done with the page as a whole. */
export function Header(props: HeaderProps): ReactElement {
  const { headline, clock, baseline } = props;
  const [copied, setCopied] = useState(false);
  return (
    <header className="ww-header">
      <div className="ww-grow">
        <h1>
          {headline === null ? 'Web-server children' : headline.text}{' '}
          {headline === null || headline.alarm === '' ? null : <span className="ww-red">{headline.alarm}</span>}
        </h1>
        {headline === null ? null : <NewLinks {...props} headline={headline} />}
      </div>
      <div className="ww-side ww-no-print">
        <div className="ww-row">
          {props.isSample ? <span className="ww-tag ww-tag-sample">Sample data</span> : null}
          {props.views}
          <Button
            onClick={() => {
              props.onCopyLink().then(
                () => setCopied(true),
                () => setCopied(false),
              );
            }}
          >
            {copied ? 'Link copied' : 'Copy link'}
          </Button>
          <Dropdown toggle={<Button isMenu>Export</Button>}>
            <Menu>
              <Menu.Item onClick={() => props.onExport('csv')}>CSV of what is shown</Menu.Item>
              <Menu.Item onClick={() => props.onExport('json')}>JSON of what is shown</Menu.Item>
              <Menu.Item onClick={() => globalThis.print()}>Print</Menu.Item>
            </Menu>
          </Dropdown>
        </div>
        <div className="ww-small ww-muted">
          {baseline === null
            ? 'No baseline yet: “new” means first in this range'
            : `Baseline since ${shortDate(clock, baseline.since)}, last sighting ${minuteText(clock, baseline.updated)} ${clock.zone.name}`}
        </div>
      </div>
    </header>
  );
}

function NewLinks({ headline, clock, onOpen, onShowNew }: HeaderProps & { readonly headline: Headline }): ReactElement {
  return (
    <div className="ww-new-links">
      {headline.links.map((sighting) => (
        <button key={sighting.key} type="button" className="ww-link" onClick={() => onOpen(sighting)}>
          <Mark name="new" label="new" />
          {sighting.hits.length > 0 ? <Mark name="hit" label="hit" /> : null}
          <span>
            <bdi className={sighting.isShell ? 'ww-strong' : ''}>{sighting.dest}</bdi> <bdi>{sighting.parent}</bdi> →{' '}
            <bdi className={sighting.isShell ? 'ww-strong' : ''}>{sighting.child}</bdi>{' '}
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
