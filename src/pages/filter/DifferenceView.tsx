import type { ReactElement } from 'react';
import { keyOf, textDifference } from './exception_changes';
import { textParts } from './text_difference';

/** Two versions of a macro: the exceptions that came and went, or both texts in one where rows cannot show them. */
export function DifferenceView({ before, after }: { readonly before: string; readonly after: string }): ReactElement {
  const difference = textDifference(before, after);
  if (difference === null) return <TextDifference before={before} after={after} />;
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

const TextDifference = ({ before, after }: { readonly before: string; readonly after: string }): ReactElement => (
  <pre className="ww-code ww-mono">
    {textParts(before, after).map(({ kind, text }, i) =>
      kind === 'same' ? (
        text
      ) : kind === 'added' ? (
        <ins key={i}>
          <span className="ww-hidden"> added: </span>
          {text}
        </ins>
      ) : (
        <del key={i}>
          <span className="ww-hidden"> removed: </span>
          {text}
        </del>
      ),
    )}
  </pre>
);
