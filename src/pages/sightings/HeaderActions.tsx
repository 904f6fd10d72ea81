import Button from '@splunk/react-ui/Button';
import Dropdown from '@splunk/react-ui/Dropdown';
import Menu from '@splunk/react-ui/Menu';
import { useState, type ReactElement } from 'react';
import { copyText } from '../shared/copy_text';
import { download } from '../shared/download';
import type { Clock } from '../shared/times';
import { toCsv, toJson } from './export_rows';
import type { Sighting } from './sighting';
import { ViewsMenu } from './ViewsMenu';

interface HeaderActionsProps {
  readonly user: string;
  /** The view as a query, for named views and the link. */
  readonly query: string;
  readonly onChoose: (query: string) => void;
  /** What is shown, to be exported. */
  readonly shown: readonly Sighting[];
  readonly clock: Clock;
}

const copyWords = { 'not yet': 'Copy link', copied: 'Link copied', refused: 'Copy the address above' } as const;

/** What can be done with the page as a whole: views, link, export. */
export function HeaderActions(props: HeaderActionsProps): ReactElement {
  const { user, query, onChoose, shown, clock } = props;
  const [copied, setCopied] = useState<keyof typeof copyWords>('not yet');
  return (
    <>
      <ViewsMenu user={user} query={query} onChoose={onChoose} />
      <Button
        onClick={() => {
          copyText(`${location.origin}${location.pathname}?${query}`).then(
            () => setCopied('copied'),
            () => setCopied('refused'),
          );
        }}
      >
        {copyWords[copied]}
      </Button>
      <Dropdown toggle={<Button isMenu>Export</Button>}>
        <Menu>
          <Menu.Item onClick={() => download('sightings.csv', 'text/csv', toCsv(shown, clock))}>
            CSV of what is shown
          </Menu.Item>
          <Menu.Item onClick={() => download('sightings.json', 'application/json', toJson(shown, clock))}>
            JSON of what is shown
          </Menu.Item>
          <Menu.Item onClick={() => globalThis.print()}>Print</Menu.Item>
        </Menu>
      </Dropdown>
    </>
  );
}
