import type { ReactElement } from 'react';
import { Mark } from '../shared/icons';
import type { Sighting } from './sighting';
import { verdictWords } from './words';

/** The marks of a row: new, hit, then hidden or canary, then what an analyst decided. */
export function RowMarksIcons({
  sighting,
  always = false,
}: {
  readonly sighting: Sighting;
  readonly always?: boolean;
}): ReactElement {
  const { isNew, hits, state, isCanary, review } = sighting;
  const plain = !isNew && hits.length === 0 && state === 'known' && !isCanary;
  return (
    <>
      {isNew ? <Mark name="new" label="new" /> : null}
      {hits.length > 0 ? <Mark name="hit" label="hit" /> : null}
      {state === 'filtered' ? <Mark name="filtered" label="hidden by filter" /> : null}
      {isCanary ? <Mark name="canary" label="canary" /> : null}
      {always && plain ? <Mark name="known" label="known" /> : null}
      {review === null || always ? null : (
        <Mark name={review.verdict} label={`reviewed: ${verdictWords[review.verdict]}`} />
      )}
    </>
  );
}
