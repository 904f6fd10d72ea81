import Button from '@splunk/react-ui/Button';
import Dropdown from '@splunk/react-ui/Dropdown';
import Menu from '@splunk/react-ui/Menu';
import { useState, type ReactElement } from 'react';
import { ViewsMenu } from './ViewsMenu';

interface HeaderActionsProps {
  readonly user: string;
  /** The view as a query, for named views. */
  readonly query: string;
  readonly onChoose: (query: string) => void;
  readonly onCopyLink: () => Promise<void>;
  readonly onExport: (kind: 'csv' | 'json') => void;
}

const copyWords = { 'not yet': 'Copy link', copied: 'Link copied', refused: 'Copy the address above' } as const;

/** What can be done with the page as a whole: views, link, export. */
export function HeaderActions({ user, query, onChoose, onCopyLink, onExport }: HeaderActionsProps): ReactElement {
  const [copied, setCopied] = useState<keyof typeof copyWords>('not yet');
  return (
    <>
      <ViewsMenu user={user} query={query} onChoose={onChoose} />
      <Button
        onClick={() => {
          onCopyLink().then(
            () => setCopied('copied'),
            () => setCopied('refused'),
          );
        }}
      >
        {copyWords[copied]}
      </Button>
      <Dropdown toggle={<Button isMenu>Export</Button>}>
        <Menu>
          <Menu.Item onClick={() => onExport('csv')}>CSV of what is shown</Menu.Item>
          <Menu.Item onClick={() => onExport('json')}>JSON of what is shown</Menu.Item>
          <Menu.Item onClick={() => globalThis.print()}>Print</Menu.Item>
        </Menu>
      </Dropdown>
    </>
  );
}
