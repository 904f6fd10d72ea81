import Select from '@splunk/react-ui/Select';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { Dialog } from '../shared/Dialog';
import { withException, type EffectGroup } from '../shared/filter_editor/filter_effect';
import { sightingKey } from '../shared/sighting_key';
import type { TimeRange } from '../shared/time_bounds';
import type { Clock } from '../shared/times';
import { keyHelp } from './keys';
import { runDetection } from './load_page';
import type { DetectionRun, PageData, Patch } from './page_data';
import { ReviewDialog } from './ReviewDialog';
import { removeReview, reviewOf, saveReview } from './reviews';
import type { Sighting, Verdict } from './sighting';

const FilterEditor = lazy(async () => {
  const { FilterEditor: editor } = await import(
    /* webpackChunkName: "filter_editor" */ '../shared/filter_editor/FilterEditor'
  );
  return { default: editor };
});

export type OpenDialog =
  | { readonly kind: 'keys' }
  | { readonly kind: 'review'; readonly sighting: Sighting; readonly verdict: Verdict | null }
  | { readonly kind: 'filter'; readonly run: DetectionRun }
  | { readonly kind: 'exception'; readonly sighting: Sighting };

interface PageDialogsProps {
  readonly dialog: OpenDialog | null;
  readonly data: PageData;
  readonly all: readonly Sighting[];
  readonly clock: Clock;
  readonly range: TimeRange;
  readonly onPatch: (patch: Patch) => void;
  readonly onClose: () => void;
}

/** The dialogs of the page: keys, review, filter. */
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
        const reviews = new Map(data.reviews);
        if (verdict === null) {
          await removeReview(sighting.key);
          reviews.delete(sighting.key);
        } else {
          const review = reviewOf(sighting, verdict, reason, data.user?.name ?? '', Date.now() / 1000);
          await saveReview(sighting, review);
          reviews.set(sighting.key, review);
        }
        onPatch({ reviews });
      };
      return <ReviewDialog sighting={sighting} verdict={verdict} onSave={save} onClose={onClose} />;
    }
    case 'filter':
      return <FilterDialog {...props} run={dialog.run} sighting={null} />;
    case 'exception':
      return <FilterDialog {...props} run={null} sighting={dialog.sighting} />;
  }
}

interface FilterDialogProps extends PageDialogsProps {
  readonly run: DetectionRun | null;
  readonly sighting: Sighting | null;
}

/** The filter of a detection; for a proposed exception, of one that hits the sighting, with the exception written in. */
function FilterDialog({ run, sighting, data, all, clock, range, onPatch, onClose }: FilterDialogProps): ReactElement {
  const candidates = data.detections;
  const first = run ?? candidates.find(({ detection }) => sighting?.hits.includes(detection.name)) ?? candidates[0];
  const [name, setName] = useState(first?.detection.name ?? '');
  const chosen = candidates.find(({ detection }) => detection.name === name);
  const isMalicious = ({ host, parent, child }: EffectGroup): boolean =>
    all.some(({ key, review }) => review?.verdict === 'malicious' && key === sightingKey(host, parent, child));
  const onSaved = (): void => {
    if (chosen === undefined) return;
    void runDetection(chosen.detection, range, new AbortController().signal).then((again) => {
      onPatch({ detections: data.detections.map((each) => (each.detection.name === name ? again : each)) });
    });
  };
  return (
    <Dialog title={sighting === null ? 'Filter' : 'Propose an exception'} wide onClose={onClose}>
      {chosen === undefined ? (
        <p>There is no detection with a filter in this app.</p>
      ) : (
        <>
          <Select value={name} labelText="Detection" onChange={(_event, { value }) => setName(String(value))}>
            {candidates.map(({ detection }) => (
              <Select.Option key={detection.name} value={detection.name} label={detection.name} />
            ))}
          </Select>
          <Suspense fallback={<p>Opening the editor …</p>}>
            <FilterEditor
              key={name}
              detection={chosen.detection}
              range={range}
              clock={clock}
              user={data.user?.name ?? ''}
              {...(sighting === null ? {} : { proposal: (saved: string) => withException(saved, sighting) })}
              isMalicious={isMalicious}
              onSaved={onSaved}
            />
          </Suspense>
        </>
      )}
    </Dialog>
  );
}
