import { useRef, type CSSProperties, type ReactElement } from 'react';
import { exceptionAddress, filterAddress } from '../shared/exception_address';
import { Chart } from './Chart';
import { ChartFoot, Legend } from './ChartFoot';
import { GreyRows } from './GreyRows';
import { AlertsTab, Details, Later } from './later_parts';
import type { PageData } from './page_data';
import type { Parts } from './page_parts';
import type { Sighting } from './sighting';
import { SightingsTable } from './SightingsTable';
import { Tabs } from './Tabs';
import { useActivity } from './use_activity';
import { useSpaceAbove } from './use_space_above';

const FOOT = 16;

/** The space above the rows, for the style sheet to subtract: React's own type knows no CSS variables. */
const spaceAbove = (above: number): CSSProperties => ({ ['--ww-above' as 'top']: `${above + FOOT}px` });

/** Chart, table or alerts, and the details beside. */
export function Work(parts: Parts): ReactElement {
  const { view, change, model, chart, setDialog, data, patch, isPhone } = parts;
  const { hasRows } = model;
  const work = useRef<HTMLDivElement>(null);
  const above = useSpaceAbove(work);
  const onHelp = (): void => setDialog({ kind: 'keys' });
  const tabs = (
    <Tabs
      tab={view.tab}
      rows={hasRows ? model.shown.length : null}
      alerts={data.openAlerts}
      onTab={(tab) => change({ tab })}
    >
      {view.tab === 'alerts' || isPhone || !hasRows ? null : (
        <Legend chart={view.tab === 'chart' ? chart : null} isShort={view.open !== null} />
      )}
    </Tabs>
  );
  return (
    <div className="ww-work" ref={work} style={spaceAbove(above)}>
      <div className="ww-left ww-box">
        {isPhone ? null : tabs}
        {view.tab === 'alerts' ? (
          <Later>
            <AlertsTab
              clock={model.clock}
              canWrite={data.rights?.review ?? false}
              onCount={(openAlerts) => patch({ openAlerts })}
            />
          </Later>
        ) : (
          <RowsPlace {...parts} onHelp={onHelp} />
        )}
        {hasRows && view.tab !== 'alerts' ? (
          <ChartFoot view={view} model={model} chart={chart} onZoom={(zoom) => change({ zoom })} onHelp={onHelp} />
        ) : null}
        {isPhone ? tabs : null}
      </div>
      <Beside {...parts} />
    </div>
  );
}

/**
 * The rows, or grey where they will be. The chart stands behind the grey already, empty and hidden: so it has been laid
 * out when the rows come, which then are on the screen in two thirds of the time.
 */
function RowsPlace(parts: Parts & { readonly onHelp: () => void }): ReactElement {
  const { hasRows } = parts.model;
  const isWaiting = parts.data.phase.kind !== 'failed';
  return (
    <>
      {hasRows || (isWaiting && parts.view.tab === 'chart') ? (
        <div className={hasRows ? 'ww-rows-here' : 'ww-rows-yet'}>
          <Rows {...parts} />
        </div>
      ) : null}
      {hasRows ? null : <GreyRows isWaiting={isWaiting} />}
    </>
  );
}

function Rows({
  view,
  change,
  data,
  model,
  chart,
  onFind,
  onHelp,
}: Parts & { readonly onHelp: () => void }): ReactElement {
  const isReady = data.phase.kind === 'ready';
  const [activity, onVisibleHosts] = useActivity(view.range, isReady);
  const shared = {
    clock: model.clock,
    openKey: view.open,
    onOpen: (open: string | null) => change({ open }),
  };
  if (view.tab === 'table')
    return (
      <SightingsTable
        {...shared}
        sightings={model.shown}
        rangeFrom={model.whole.from}
        sort={view.sort}
        onSort={(sort) => change({ sort })}
      />
    );
  return (
    <Chart
      {...shared}
      all={model.all}
      chart={chart}
      whole={model.whole}
      zoom={view.zoom}
      onZoom={(zoom) => change({ zoom })}
      newSince={model.newSince}
      overview={data.overview}
      hostTotal={model.hostTotal}
      activity={activity}
      onVisibleHosts={onVisibleHosts}
      onFind={onFind}
      onHelp={onHelp}
      grouping={view.group}
    />
  );
}

/** The detection whose filter could hide this sighting: one that hits it, else the first. */
const detectionFor = ({ hits }: Sighting, { detections }: PageData): string =>
  (detections.find(({ detection }) => hits.includes(detection.name)) ?? detections[0])?.detection.name ?? '';

function Beside({ view, change, data, model, chart, setDialog }: Parts): ReactElement | null {
  const { all, shown } = model;
  const open = view.open === null ? undefined : all.find(({ key }) => key === view.open);
  if (open === undefined) return null;
  const index = shown.findIndex(({ key }) => key === open.key);
  const step = (by: number): void => {
    const next = shown[(index + by + shown.length) % Math.max(1, shown.length)];
    if (next === undefined) return;
    change({ open: next.key });
    chart.actions.reveal(next.key);
  };
  return (
    <Later>
      <Details
        sighting={open}
        all={all}
        place={{ index, of: shown.length }}
        clock={model.clock}
        range={view.range}
        hostTotal={model.hostTotal}
        detections={data.detections}
        canWrite={data.rights?.review ?? false}
        canPropose={data.detections.some(({ canWrite }) => canWrite)}
        onStep={step}
        onClose={() => change({ open: null })}
        onReview={(sighting, verdict) => setDialog({ kind: 'review', sighting, verdict })}
        onPropose={(sighting) => location.assign(exceptionAddress(detectionFor(sighting, data), view.range, sighting))}
        onEditFilter={({ detection }) => location.assign(filterAddress(detection.name, view.range))}
        onNarrow={change}
        onLeaveOut={(word) => change({ find: `${view.find} !${word}`.trim(), open: null })}
      />
    </Later>
  );
}
