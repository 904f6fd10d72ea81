import { useCallback, useRef, useState, type CSSProperties, type ReactElement } from 'react';
import { pageAddress, previewInfo } from '../shared/host_page';
import { Chart } from './Chart';
import { ChartFoot, Legend } from './ChartFoot';
import { useChartState } from './chart_state';
import { download } from './download';
import { toCsv, toJson } from './export_rows';
import { FilterBar } from './FilterBar';
import { AlertsTab, BuildControls, Details, FirstRun, Later, PageDialogs } from './later_parts';
import { Header } from './Header';
import { loadBaseline } from './load_page';
import { Notices } from './Notices';
import type { OpenDialog } from './PageDialogs';
import { SightingsTable } from './SightingsTable';
import { Tabs } from './Tabs';
import { useActivity } from './use_activity';
import { useBaselineBuild } from './use_baseline_build';
import { useModel } from './use_model';
import { usePageData } from './use_page_data';
import { useSpaceAbove } from './use_space_above';
import { useView } from './use_view';
import { isNarrowed, printView, withoutFilters } from './view_state';
import { ViewsMenu } from './ViewsMenu';

/** What has each web server started, since when, and what is new. */
export function Page(): ReactElement {
  const [view, change, replace] = useView();
  const [reload, setReload] = useState(0);
  const [data, patch] = usePageData(view.range, reload);
  const model = useModel(data, view);
  const { clock, whole, all, shown } = model;
  const chart = useChartState(shown, view.group);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const findRef = useRef<HTMLInputElement>(null);
  const work = useRef<HTMLDivElement>(null);
  const above = useSpaceAbove(work);
  const isReady = data.phase.kind === 'ready';
  const [activity, onVisibleHosts] = useActivity(view.range, isReady);
  const refreshBaseline = useCallback(() => void loadBaseline(new AbortController().signal, patch), [patch]);
  const build = useBaselineBuild(refreshBaseline);
  const retry = (): void => setReload((count) => count + 1);
  const open = view.open === null ? undefined : all.find(({ key }) => key === view.open);
  const place = open === undefined ? -1 : shown.findIndex(({ key }) => key === open.key);
  const onOpen = (key: string | null): void => change({ open: key });
  const canWrite = data.detections.some((run) => run.canWrite);
  const step = (by: number): void => {
    const next = shown[(place + by + shown.length) % Math.max(1, shown.length)];
    if (next !== undefined) {
      onOpen(next.key);
      chart.reveal(next.key);
    }
  };
  const needsFirstRun = data.baseline !== null && !model.hasBaseline && isReady;
  return (
    <main>
      <Header
        headline={model.headline}
        isSample={previewInfo()?.sample === true}
        clock={clock}
        baseline={model.baseline}
        onOpen={(sighting) => {
          onOpen(sighting.key);
          chart.reveal(sighting.key);
        }}
        onShowNew={() => change({ show: 'new' })}
        onCopyLink={() => navigator.clipboard.writeText(`${location.origin}${location.pathname}?${printView(view)}`)}
        onExport={(kind) => {
          const text = kind === 'csv' ? toCsv(shown, clock) : toJson(shown, clock);
          download(`sightings.${kind}`, kind === 'csv' ? 'text/csv' : 'application/json', text);
        }}
        views={<ViewsMenu user={data.user?.name ?? ''} query={printView(view)} onChoose={replace} />}
      />
      <FilterBar view={view} onChange={change} clock={clock} bounds={whole} counts={model} findRef={findRef} />
      <Later>
        {needsFirstRun ? (
          <FirstRun
            build={build}
            clock={clock}
            hosts={model.hostTotal}
            sightings={all.length}
            canWrite={canWrite || data.detections.length === 0}
            range={whole}
            dataFrom={previewInfo()?.dataEarliest ?? data.extent?.first ?? null}
            onShowData={() => change({ range: { earliest: '0', latest: '' }, zoom: null })}
            onFilter={() => location.assign(pageAddress('filter'))}
          />
        ) : build.state.kind === 'idle' ? null : (
          <BuildControls build={build} clock={clock} />
        )}
      </Later>
      <Notices
        data={data}
        range={view.range}
        clock={clock}
        sightings={all}
        shown={shown.length}
        isNarrowed={isNarrowed(view)}
        onRange={(range) => change({ range, zoom: null })}
        onRetry={retry}
        onClear={() => change(withoutFilters(view))}
      />
      <div className="ww-work" ref={work} style={spaceAbove(above)}>
        <div className="ww-left ww-box">
          <Tabs tab={view.tab} rows={shown.length} onTab={(tab) => change({ tab })}>
            {view.tab === 'alerts' ? null : <Legend chart={view.tab === 'chart' ? chart : null} />}
          </Tabs>
          {view.tab === 'alerts' ? (
            <Later>
              <AlertsTab clock={clock} />
            </Later>
          ) : null}
          {view.tab === 'table' ? (
            <SightingsTable
              sightings={shown}
              clock={clock}
              rangeFrom={whole.from}
              sort={view.sort}
              onSort={(sort) => change({ sort })}
              openKey={view.open}
              onOpen={onOpen}
            />
          ) : null}
          {view.tab === 'chart' && (isReady || data.rows.length > 0) ? (
            <Chart
              chart={chart}
              sightings={shown}
              clock={clock}
              whole={whole}
              zoom={view.zoom}
              onZoom={(zoom) => change({ zoom })}
              newSince={model.newSince}
              overview={data.overview}
              hostTotal={model.hostTotal}
              activity={activity}
              onVisibleHosts={onVisibleHosts}
              openKey={view.open}
              onOpen={onOpen}
              onFind={() => findRef.current?.focus()}
              onHelp={() => setDialog({ kind: 'keys' })}
              grouping={view.group}
            />
          ) : null}
          {data.phase.kind === 'loading' && data.rows.length === 0 ? <GreyRows /> : null}
          <ChartFoot
            view={view}
            model={model}
            chart={chart}
            onZoom={(zoom) => change({ zoom })}
            onHelp={() => setDialog({ kind: 'keys' })}
          />
        </div>
        {open === undefined ? null : (
          <Later>
            <Details
              sighting={open}
              all={all}
              place={{ index: place, of: shown.length }}
              clock={clock}
              range={view.range}
              hostTotal={model.hostTotal}
              detections={data.detections}
              canWrite={canWrite}
              onStep={step}
              onClose={() => onOpen(null)}
              onReview={(sighting, verdict) => setDialog({ kind: 'review', sighting, verdict })}
              onPropose={(sighting) => setDialog({ kind: 'exception', sighting })}
              onEditFilter={(run) => setDialog({ kind: 'filter', run })}
              onNarrow={(part) => change(part)}
            />
          </Later>
        )}
      </div>
      {dialog === null ? null : (
        <Later>
          <PageDialogs
            dialog={dialog}
            data={data}
            all={all}
            clock={clock}
            range={view.range}
            onPatch={patch}
            onClose={() => setDialog(null)}
          />
        </Later>
      )}
    </main>
  );
}

const FOOT = 16;

/** The space above the rows, for the style sheet to subtract: React's own type knows no CSS variables. */
const spaceAbove = (above: number): CSSProperties => ({ ['--ww-above' as 'top']: `${above + FOOT}px` });

/** Rows in place of those to come, so that nothing jumps. */
const GreyRows = (): ReactElement => (
  <div className="ww-grey" role="status" aria-label="Searching">
    {Array.from({ length: 12 }, (_, i) => (
      <i key={i} style={{ width: `${90 - ((i * 37) % 45)}%` }} />
    ))}
  </div>
);
