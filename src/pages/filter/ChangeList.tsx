import { useState, type ReactElement, type ReactNode } from 'react';
import { counted } from '../shared/times';
import { Button } from './LaterButton';

const PAGE = 20;

interface ChangeListProps<T> {
  readonly title: string;
  readonly changes: readonly T[];
  readonly isMalicious: (change: T) => boolean;
  /** What the changes are, one of them. */
  readonly noun: string;
  /** What they come to, behind the title. */
  readonly sum: string;
  /** The heads of the other columns. */
  readonly heads: ReactNode;
  readonly row: (change: T) => ReactElement;
}

/** What an edit would change, twenty at a time; what must not go unseen stands first. */
export function ChangeList<T>(props: ChangeListProps<T>): ReactElement {
  const { title, changes, isMalicious, noun } = props;
  const [shown, setShown] = useState(PAGE);
  if (changes.length === 0) return <p className="ww-pad ww-muted">{title}: none.</p>;
  const ordered = firstThose(isMalicious, changes);
  return (
    <div className="ww-groups">
      <table className="ww-list">
        <thead>
          <tr>
            <th scope="col">
              {title}: {props.sum}
            </th>
            {props.heads}
          </tr>
        </thead>
        <tbody>{ordered.slice(0, shown).map(props.row)}</tbody>
      </table>
      {ordered.length > shown ? (
        <p className="ww-pad">
          <Button onClick={() => setShown(shown + 5 * PAGE)}>Show more of {counted(ordered.length, noun)}</Button>
        </p>
      ) : null}
    </div>
  );
}

/** The same things, those that are so before the others. */
export const firstThose = <T,>(isSo: (one: T) => boolean, all: readonly T[]): readonly T[] => [
  ...all.filter(isSo),
  ...all.filter((one) => !isSo(one)),
];
