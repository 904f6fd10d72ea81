import type { ReactElement } from 'react';
import { keyOf, textDifference } from './exception_changes';

/** Two versions of a filter: the exceptions that came and went, or both texts where rows cannot show them. */
export function DifferenceView({ before, after }: { readonly before: string; readonly after: string }): ReactElement {
  const difference = textDifference(before, after);
  if (difference === null)
    return (
      <>
        <span className="ww-label">Before</span>
        <pre className="ww-code ww-mono">{before}</pre>
        <span className="ww-label">After</span>
        <pre className="ww-code ww-mono">{after}</pre>
      </>
    );
  const { added, removed } = difference;
  if (added.length + removed.length === 0) return <p className="ww-muted">The same exceptions.</p>;
  return (
    <ul className="ww-diff ww-mono">
      {removed.map((exception) => (
        <li key={keyOf(exception)} className="ww-diff-removed">
          <span className="ww-hidden">Removed: </span>− {keyOf(exception)}
        </li>
      ))}
      {added.map((exception) => (
        <li key={keyOf(exception)} className="ww-diff-added">
          <span className="ww-hidden">Added: </span>+ {keyOf(exception)}
        </li>
      ))}
    </ul>
  );
}
