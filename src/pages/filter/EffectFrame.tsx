import type { ReactElement, ReactNode } from 'react';
import { searchPageAddress } from '../shared/host_page';
import { Mark } from '../shared/icons';
import type { TimeRange } from '../shared/time_bounds';
import { searchWith, type EditedMacro } from './edited_macro';
import type { EditorWords } from './editor_words';

interface EffectFrameProps {
  readonly title: string;
  /** Where the numbers come from. */
  readonly note: string;
  readonly edited: EditedMacro;
  /** The saved text and the edited one. */
  readonly texts: readonly [saved: string, edited: string];
  readonly range: TimeRange;
  /** The effect for somebody who hears it; empty while nobody knows it. */
  readonly spoken: string;
  readonly children: ReactNode;
}

/** The box of what an edit would change, with both searches to open. */
export const EffectFrame = (props: EffectFrameProps): ReactElement => (
  <section className="ww-box ww-what" aria-labelledby="ww-effect-title">
    <div className="ww-caption">
      <h2 id="ww-effect-title">{props.title}</h2>
      <span className="ww-small ww-muted">{props.note}</span>
      <span className="ww-grow" />
      <span className="ww-small ww-no-print">
        Open the search <OpenLink {...props} which={0} /> · <OpenLink {...props} which={1} />
      </span>
    </div>
    <p className="ww-hidden" role="status">
      {props.spoken}
    </p>
    {props.children}
  </section>
);

const names = ['as saved', 'with your edits'] as const;

const OpenLink = ({ edited, texts, range, which }: EffectFrameProps & { readonly which: 0 | 1 }): ReactElement => (
  <a
    className="ww-link"
    href={searchPageAddress(searchWith(edited, texts[which]), range.earliest, range.latest)}
    target="_blank"
    rel="noreferrer"
    aria-label={`Open the search ${names[which]}`}
  >
    {names[which]} <Mark name="outside" />
  </a>
);

interface ComparisonProps {
  readonly label: string;
  readonly noun: EditorWords['noun'];
  readonly from: string;
  readonly to: string;
  /** The saved text's line and the edit's: share of a bar (0 to 1) and words. */
  readonly saved: ComparedLine;
  readonly edited: ComparedLine;
}

interface ComparedLine {
  readonly share: number;
  readonly words: ReactNode;
}

/** "41 → 3", and both as bars. */
export const Comparison = ({ label, noun, from, to, saved, edited }: ComparisonProps): ReactElement => (
  <div className="ww-numbers">
    <div>
      <span className="ww-label">{label}</span>
      <span className="ww-big">
        {from} → {to}
      </span>
    </div>
    <div className={`ww-effect ww-effect-${noun}`}>
      <span>Saved {noun}</span>
      <Bar share={saved.share} />
      <span>{saved.words}</span>
      <span>With your edits</span>
      <Bar share={edited.share} />
      <span>{edited.words}</span>
    </div>
  </div>
);

const Bar = ({ share }: { readonly share: number }): ReactElement => (
  <span className="ww-effect-bar" aria-hidden="true">
    <i style={{ width: `${share * 100}%` }} />
  </span>
);
