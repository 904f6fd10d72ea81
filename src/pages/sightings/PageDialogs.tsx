import type { ReactElement } from 'react';
import { Dialog } from '../shared/Dialog';
import { keyHelp } from './keys';
import type { Change, PageData } from './page_data';
import { ReviewDialog } from './ReviewDialog';
import { removeReview, reviewOf, saveReview } from './reviews';
import type { Sighting, Verdict } from './sighting';

export type OpenDialog =
  | { readonly kind: 'keys' }
  | { readonly kind: 'review'; readonly sighting: Sighting; readonly verdict: Verdict | null };

interface PageDialogsProps {
  readonly dialog: OpenDialog | null;
  readonly data: PageData;
  readonly onPatch: (change: Change) => void;
  readonly onClose: () => void;
}

/** The dialogs of the page: keys, review. */
export function PageDialogs(props: PageDialogsProps): ReactElement | null {
  const { dialog, data, onPatch, onClose } = props;
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'keys':
      return (
        <Dialog title="Keys, while the chart has the focus" onClose={onClose}>
          <dl className="ww-keys">
            {keyHelp.map(([keys, meaning]) => (
              <div key={keys} style={{ display: 'contents' }}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <p className="ww-muted" style={{ marginTop: 8 }}>
            The wheel scrolls rows; with Ctrl it zooms. Dragging marks a span.
          </p>
        </Dialog>
      );
    case 'review': {
      const { sighting, verdict } = dialog;
      const save = async (reason: string): Promise<void> => {
        const { key } = sighting;
        if (verdict === null) {
          await removeReview(key);
          onPatch(({ reviews }) => ({ reviews: new Map([...reviews].filter(([other]) => other !== key)) }));
        } else {
          const review = reviewOf(sighting, verdict, reason, data.user?.name ?? '', Date.now() / 1000);
          await saveReview(sighting, review);
          onPatch(({ reviews }) => ({ reviews: new Map([...reviews, [key, review]]) }));
        }
      };
      return <ReviewDialog sighting={sighting} verdict={verdict} onSave={save} onClose={onClose} />;
    }
  }
}
