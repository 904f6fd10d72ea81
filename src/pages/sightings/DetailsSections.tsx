import { useMemo, useState, type ReactElement } from 'react';
import { techniqueAddress, techniqueName } from '../shared/attack';
import { copyText } from '../shared/copy_text';
import { searchPageAddress } from '../shared/host_page';
import { Mark } from '../shared/icons';
import { counted, dayText, minuteText, numberText, secondText, type Clock } from '../shared/times';
import { visibleText } from '../shared/visible_text';
import type { DetailsProps } from './details_props';
import { AROUND, distinctCommands, type CommandLine } from './details_data';
import { distinctStarts, processTrees, treeLines, type ProcessStart, type TreeLine } from './process_tree';
import { hostProcessesSearch } from './searches';
import type { Sighting } from './sighting';

const SHOWN_COMMANDS = 5;
const LONG_COMMAND = 300;
const SHOWN_STARTS = 6;
/** A shell that ran in a loop has thousands: more than these nobody reads here. */
const MOST_COMMANDS = 500;
const MOST_LINES = 100;

/** Different command lines with their counts; long ones are cut until asked for. */
export function CommandLines({
  commands,
  problem,
}: {
  readonly commands: readonly CommandLine[] | null;
  readonly problem: string;
}): ReactElement {
  const [all, setAll] = useState(false);
  if (problem !== '')
    return <section role="alert">The details could not be searched. Splunk says: “{problem}”</section>;
  if (commands === null) return <section className="ww-muted">Searching command lines …</section>;
  const different = distinctCommands(commands);
  const shown = different.slice(0, all ? MOST_COMMANDS : SHOWN_COMMANDS);
  const isCut = !all && (different.length > shown.length || different.some(({ text }) => text.length > LONG_COMMAND));
  return (
    <section>
      <h3 className="ww-heading">
        Command lines, {numberText(different.length)} different
        {isCut ? (
          <button type="button" className="ww-link" onClick={() => setAll(true)}>
            All in full
          </button>
        ) : null}
      </h3>
      {shown.map(({ text, count }) => (
        <div key={text} className="ww-command">
          <code className="ww-mono">
            <bdi>
              {all || text.length <= LONG_COMMAND
                ? visibleText(text)
                : `${visibleText(text.slice(0, LONG_COMMAND))} … (${numberText(text.length)} characters)`}
            </bdi>
          </code>
          <span className="ww-num">{numberText(count)}</span>
          <CopyButton text={text} />
        </div>
      ))}
      <More count={all ? different.length - shown.length : 0} />
    </section>
  );
}

/** What a list leaves out; "Open in search" at the foot has all. */
const More = ({ count }: { readonly count: number }): ReactElement | null =>
  count <= 0 ? null : <p className="ww-small ww-muted">{numberText(count)} more: open them in search.</p>;

function CopyButton({ text }: { readonly text: string }): ReactElement {
  const [done, setDone] = useState(false);
  return (
    <button
      type="button"
      className="ww-icon-button ww-no-print"
      aria-label={done ? 'Copied' : 'Copy the command line'}
      title={done ? 'Copied' : 'Copy'}
      onClick={() => {
        copyText(text).then(
          () => setDone(true),
          () => setDone(false),
        );
      }}
    >
      {done ? '✓' : <Mark name="copy" />}
    </button>
  );
}

/** The tree that the logs can give, and what else ran on the host within five minutes. */
export function ProcessTreeSection({
  sighting,
  around,
  clock,
}: {
  readonly sighting: Sighting;
  readonly around: readonly ProcessStart[] | null;
  readonly clock: Clock;
}): ReactElement {
  const [showsAround, setShowsAround] = useState(false);
  const { parent, child, last } = sighting;
  const lines = useMemo(
    () => treeLines(processTrees(around ?? [], parent, child, SHOWN_STARTS)),
    [around, parent, child],
  );
  const near = useMemo(
    () => distinctStarts((around ?? []).filter(({ time }) => Math.abs(time - last) <= AROUND)),
    [around, last],
  );
  if (around === null) return <section className="ww-muted">Searching the process tree …</section>;
  return (
    <section>
      <h3 className="ww-heading">
        Process tree
        <button
          type="button"
          className="ww-link"
          aria-expanded={showsAround}
          onClick={() => setShowsAround(!showsAround)}
        >
          ± 5 minutes on this host, {counted(near.length, 'start')}
        </button>
      </h3>
      {lines.length === 0 ? (
        <p className="ww-muted">The logs do not hold the start itself with its process ids.</p>
      ) : (
        <ul className="ww-tree">
          {lines.slice(0, MOST_LINES).map((line, i) => (
            <TreeItem key={`${line.node.id} ${line.node.name} ${i}`} line={line} sighting={sighting} clock={clock} />
          ))}
        </ul>
      )}
      <More count={lines.length - MOST_LINES} />
      {showsAround ? <Around near={near} sighting={sighting} clock={clock} /> : null}
    </section>
  );
}

function TreeItem({
  line,
  sighting,
  clock,
}: {
  readonly line: TreeLine;
  readonly sighting: Sighting;
  readonly clock: Clock;
}): ReactElement {
  const { node, branch } = line;
  const isMe =
    node.name.toLowerCase() === sighting.child.toLowerCase() &&
    node.start?.parentName.toLowerCase() === sighting.parent.toLowerCase();
  return (
    <li title={node.start?.commandLine ?? 'its own start is not in the logs'}>
      <span className="ww-tree-branch">{branch}</span>
      <bdi className={isMe ? 'ww-strong' : ''}>{visibleText(node.name)}</bdi>
      <span className={`ww-tree-when${isMe ? ' ww-strong' : ''}`}>
        {node.id} · {node.start === null ? 'start not logged' : startText(clock, node.start.time, sighting.last)}
      </span>
    </li>
  );
}

const startText = (clock: Clock, time: number, near: number): string =>
  Math.abs(time - near) < 43_200 ? secondText(clock, time) : `since ${minuteText(clock, time)}`;

function Around({
  near,
  sighting,
  clock,
}: {
  readonly near: readonly ProcessStart[];
  readonly sighting: Sighting;
  readonly clock: Clock;
}): ReactElement {
  const range = [String(Math.floor(sighting.last - AROUND)), String(Math.ceil(sighting.last + AROUND))] as const;
  return (
    <>
      <ul className="ww-tree" style={{ marginTop: 6 }}>
        {near.slice(0, MOST_LINES).map((start, i) => (
          <li key={i} title={start.commandLine}>
            <bdi>{visibleText(start.parentName)}</bdi> → <bdi>{visibleText(start.name)}</bdi>
            <span className="ww-tree-when">{secondText(clock, start.time)}</span>
          </li>
        ))}
      </ul>
      <More count={near.length - MOST_LINES} />
      <a
        className="ww-link"
        href={searchPageAddress(hostProcessesSearch(sighting.dest), ...range)}
        target="_blank"
        rel="noreferrer"
      >
        Open these in search <Mark name="outside" />
      </a>
    </>
  );
}

/** Which detections hit it or hide it, with their ATT&CK techniques, and the way to the filter. */
export function DetectionsThatHit({ sighting, detections, onEditFilter }: DetailsProps): ReactElement | null {
  const runs = detections.filter(
    ({ detection }) => sighting.hits.includes(detection.name) || sighting.hidden.includes(detection.name),
  );
  if (runs.length === 0) return null;
  const techniques = [...new Set(runs.flatMap(({ detection }) => detection.techniques))];
  return (
    <section>
      <h3>Detections that hit</h3>
      {runs.map((run) => {
        const isHit = sighting.hits.includes(run.detection.name);
        return (
          <div key={run.detection.name} className="ww-detection">
            <Mark name={isHit ? 'hit' : 'filtered'} label={isHit ? 'hit' : 'hidden by filter'} />
            <span>
              <button type="button" className="ww-link" onClick={() => onEditFilter(run)}>
                {run.detection.name}
              </button>{' '}
              <span className="ww-muted ww-small">
                {isHit ? '' : 'hidden by its filter, '}
                {run.detection.kind === '' ? '' : `${run.detection.kind}, `}
                {run.detection.enabled ? 'on' : 'off'}
              </span>
            </span>
          </div>
        );
      })}
      <ul className="ww-small" style={{ marginTop: 4 }}>
        {techniques.map((id) => (
          <li key={id}>
            <a className="ww-link" href={techniqueAddress(id)} target="_blank" rel="noreferrer">
              {id}
            </a>{' '}
            {techniqueName(id)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const SHOWN_HOSTS = 8;

function sameElsewhere(all: DetailsProps['all'], { key, parent, child, hosts }: Sighting): readonly Sighting[] {
  const [lowerParent, lowerChild] = [parent.toLowerCase(), child.toLowerCase()];
  return all.filter(
    (other) =>
      // The same pair is on as many hosts: few of 200,000 names are to be folded.
      other.hosts === hosts &&
      other.key !== key &&
      other.child.toLowerCase() === lowerChild &&
      other.parent.toLowerCase() === lowerParent,
  );
}

/** The same parent and child elsewhere. */
export function OtherHosts({ sighting, all, clock, onNarrow }: DetailsProps): ReactElement | null {
  const others = useMemo(() => (sighting.hosts > 1 ? sameElsewhere(all, sighting) : []), [all, sighting]);
  if (others.length === 0) return null;
  return (
    <section>
      <h3 className="ww-heading">
        The same on {counted(others.length, 'other host')}
        <button
          type="button"
          className="ww-link"
          onClick={() => onNarrow({ parent: sighting.parent, child: sighting.child })}
        >
          Show all
        </button>
      </h3>
      <ul className="ww-tree">
        {others.slice(0, SHOWN_HOSTS).map((other) => (
          <li key={other.key}>
            <bdi>{visibleText(other.dest)}</bdi>
            <span className="ww-tree-when">
              {dayText(clock, other.firstEver ?? other.first)} to {dayText(clock, other.last)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
