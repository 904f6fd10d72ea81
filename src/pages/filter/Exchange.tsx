import { Button } from './LaterButton';
import { useRef, useState, type ReactElement } from 'react';
import { download } from '../shared/download';
import { counted } from '../shared/times';
import { keyOf } from './exception_changes';
import type { Exception } from './exceptions';
import { exportedText, importedExceptions } from './exceptions_json';

interface ExchangeProps {
  readonly detection: string;
  readonly macro: string;
  readonly exceptions: readonly Exception[];
  /** Rows are read only: what is beyond them could not be carried, and nothing can be added. */
  readonly isReadOnly: boolean;
  readonly canWrite: boolean;
  readonly onImport: (exceptions: readonly Exception[]) => void;
}

/** Exceptions to a file and from one: what Export wrote elsewhere, or a filter as SPL. */
export function Exchange(props: ExchangeProps): ReactElement {
  const { detection, macro, exceptions, isReadOnly, canWrite, onImport } = props;
  const file = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const read = async (chosen: File): Promise<void> => {
    const { exceptions: found, unread } = importedExceptions(await chosen.text());
    const known = new Set(exceptions.map(keyOf));
    const added = found.filter((exception) => !known.has(keyOf(exception)));
    if (added.length > 0) onImport(added);
    setSaid(importWords(added.length, found.length - added.length, unread));
  };
  return (
    <>
      <Button disabled={!canWrite || isReadOnly} onClick={() => file.current?.click()}>
        Import
      </Button>
      <Button
        disabled={isReadOnly || exceptions.length === 0}
        onClick={() => download(`${macro}.json`, 'application/json', exportedText(detection, exceptions))}
      >
        Export
      </Button>
      <input
        ref={file}
        type="file"
        // The reset of a dashboard’s styles would show an input that is only `hidden`.
        style={{ display: 'none' }}
        accept=".json,.txt,.spl,.conf,application/json,text/plain"
        aria-label="File with exceptions"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen !== undefined) read(chosen).catch(() => setSaid('This file could not be read.'));
          event.target.value = '';
        }}
      />
      <span className="ww-small ww-muted" role="status">
        {said}
      </span>
    </>
  );
}

/** "2 added, 1 was there already, 3 could not be read as exceptions". */
function importWords(added: number, there: number, unread: number): string {
  if (added + there + unread === 0) return 'No exception in this file.';
  return [
    `${counted(added, 'exception')} added, not saved yet`,
    there === 0 ? '' : `${there} there already`,
    unread === 0 ? '' : `${unread} could not be read as exceptions`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
