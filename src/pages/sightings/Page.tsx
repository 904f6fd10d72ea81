import { useCallback, useRef, useState, type CSSProperties, type ReactElement, type ReactNode } from 'react';
import { exceptionAddress, filterAddress } from '../shared/exception_address';
import { copyText } from '../shared/copy_text';
import { pageAddress, previewInfo } from '../shared/host_page';
import { useMedia } from '../shared/use_media';
import { Chart } from './Chart';
import { ChartFoot, Legend } from './ChartFoot';
import { useChartState, type ChartState } from './chart_state';
import { download } from './download';
import { toCsv, toJson } from './export_rows';
import { FilterBarWait } from './FilterBarWait';
import { Header } from './Header';
import {
  AlertsTab,
  BuildControls,
  Details,
  FilterBar,
  FirstRun,
  HeaderActions,
  Later,
  PageDialogs,
} from './later_parts';
import { loadBaseline } from './load_page';
import { NarrowedTo } from './NarrowedTo';
import { Notices } from './Notices';
import { rowCounts, type PageData, type Patch } from './page_data';
import type { OpenDialog } from './PageDialogs';
import { PrintRows } from './PrintRows';
import { rowLayouts } from './row_layout';
import type { Sighting } from './sighting';
import { SightingsTable } from './SightingsTable';
import { Tabs } from './Tabs';
import { useActivity } from './use_activity';
import { useBaselineBuild } from './use_baseline_build';
import { useModel, type Model } from './use_model';
import { usePageData } from './use_page_data';
import { useRowsFirst } from './use_rows_first';
import { useSpaceAbove } from './use_space_above';
import { useView } from './use_view';
import { isNarrowed, printView, withoutFilters, type ViewState } from './view_state';
import { rangeWords } from './words';

/** What every part of the page works with. */
interface Parts {
  readonly view: ViewState;
  readonly change: (change: Partial<ViewState>) => void;
  readonly data: PageData;
  readonly patch: (patch: Patch) => void;
  readonly model: Model;
  readonly chart: ChartState;
  readonly setDialog: (dialog: OpenDialog | null) => void;
  readonly findRef: React.RefObject<HTMLInputElement>;
  readonly isPhone: boolean;
}

/** What has each web server started, since when, and what is new. */
export function Page(): ReactElement {
  const [view, change, replace] = useView();
  const [reload, setReload] = useState(0);
  const [data, patch] = usePageData(view.range, reload);
  const model = useModel(data, view);
  const isPhone = useMedia('phone');
  const chart = useChartState(model.shown, view.group, rowLayouts[isPhone ? 'phone' : 'wide']);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const findRef = useRef<HTMLInputElement>(null);
  const hasControls = useRowsFirst(data.rows.length > 0 || data.phase.kind !== 'loading');
  const isPrint = useMedia('print');
  const parts: Parts = { view, change, data, patch, model, chart, setDialog, findRef, isPhone };
  const actions = hasControls ? <Actions {...parts} replace={replace} /> : actionsWait;
  return (
    <main>
      <PageHeader {...parts} actions={actions} />
      {hasControls ? (
        <Later wait={<FilterBarWait />}>
          <FilterBar
            view={view}
            onChange={change}
            clock={model.clock}
            bounds={model.whole}
            counts={rowCounts(data, model)}
            findRef={findRef}
            isPhone={isPhone}
            actions={actions}
          />
        </Later>
      ) : (
        <FilterBarWait />
      )}
      <NarrowedTo view={view} onChange={change} />
      <Baseline {...parts} />
      <Notices
        data={data}
        range={view.range}
        clock={model.clock}
        sightings={model.all}
        shown={model.shown.length}
        isNarrowed={isNarrowed(view)}
        onRange={(range) => change({ range, zoom: null })}
        onRetry={() => setReload((count) => count + 1)}
        onClear={() => change(withoutFilters(view))}
      />
      {isPrint ? (
        <PrintRows
          sightings={model.shown}
          all={model.all.length}
          view={view}
          span={view.zoom ?? model.whole}
          clock={model.clock}
        />
      ) : null}
      <Work {...parts} />
      {dialog === null ? null : (
        <Later>
          <PageDialogs dialog={dialog} data={data} onPatch={patch} onClose={() => setDialog(null)} />
        </Later>
      )}
    </main>
  );
}

const actionsWait = <span className="ww-actions-wait" />;

function PageHeader({
  view,
  change,
  data,
  model,
  chart,
  isPhone,
  actions,
}: Parts & { readonly actions: ReactNode }): ReactElement {
  return (
    <Header
      headline={model.headline}
      isSample={previewInfo()?.sample === true}
      isPhone={isPhone}
      clock={model.clock}
      range={rangeWords(view.range, model.whole, model.clock)}
      baseline={model.baseline ?? (data.baseline === null ? null : 'none')}
      onOpen={({ key }) => {
        change({ open: key });
        chart.actions.reveal(key);
      }}
      onShowNew={() => change({ show: 'new' })}
      actions={actions}
    />
  );
}

/** Views, link, export. */
function Actions({
  view,
  data,
  model: { shown, clock },
  replace,
}: Parts & { readonly replace: (query: string) => void }): ReactElement {
  return (
    <Later wait={actionsWait}>
      <HeaderActions
        user={data.user?.name ?? ''}
        query={printView(view)}
        onChoose={replace}
        onCopyLink={() => copyText(`${location.origin}${location.pathname}?${printView(view)}`)}
        onExport={(kind) => {
          if (kind === 'csv') download('sightings.csv', 'text/csv', toCsv(shown, clock));
          else download('sightings.json', 'application/json', toJson(shown, clock));
        }}
      />
    </Later>
  );
}

/** First steps while there is no baseline; progress of a build afterwards. */
function Baseline({ change, data, patch, model, isPhone }: Parts): ReactElement {
  const refresh = useCallback(() => void loadBaseline(new AbortController().signal, patch), [patch]);
  const build = useBaselineBuild(refresh);
  const isFirstRun = data.baseline !== null && !model.hasBaseline && data.phase.kind === 'ready';
  return (
    <Later>
      {isFirstRun ? (
        <FirstRun
          build={build}
          clock={model.clock}
          hosts={model.hostTotal}
          sightings={model.all.length}
          detections={data.detections.length}
          canBuild={data.rights?.build ?? false}
          buildTo={(previewInfo()?.dataLatest ?? model.clock.now) + 1}
          isOpen={!isPhone}
          onShowData={() => change({ range: { earliest: '0', latest: '' }, zoom: null })}
          onFilter={() => location.assign(pageAddress('filter'))}
        />
      ) : null}
      {!isFirstRun && build.state.kind !== 'idle' && data.rights?.build === true ? (
        <div className="ww-notice ww-no-print">
          <BuildControls build={build} clock={model.clock} />
        </div>
      ) : null}
    </Later>
  );
}

const FOOT = 16;

/** The space above the rows, for the style sheet to subtract: React's own type knows no CSS variables. */
const spaceAbove = (above: number): CSSProperties => ({ ['--ww-above' as 'top']: `${above + FOOT}px` });

/** Chart, table or alerts, and the details beside. */
function Work(parts: Parts): ReactElement {
  const { view, change, model, chart, setDialog, data, patch, isPhone } = parts;
  const work = useRef<HTMLDivElement>(null);
  const above = useSpaceAbove(work);
  const onHelp = (): void => setDialog({ kind: 'keys' });
  const hasRows = data.phase.kind === 'ready' || data.rows.length > 0;
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
        ) : hasRows ? (
          <Rows {...parts} onHelp={onHelp} />
        ) : (
          <GreyRows isWaiting={data.phase.kind === 'loading'} />
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

function Rows({
  view,
  change,
  data,
  model,
  chart,
  findRef,
  onHelp,
}: Parts & { readonly onHelp: () => void }): ReactElement {
  const isReady = data.phase.kind === 'ready';
  const [activity, onVisibleHosts] = useActivity(view.range, isReady);
  const shared = {
    sightings: model.shown,
    clock: model.clock,
    openKey: view.open,
    onOpen: (open: string | null) => change({ open }),
  };
  if (view.tab === 'table')
    return (
      <SightingsTable {...shared} rangeFrom={model.whole.from} sort={view.sort} onSort={(sort) => change({ sort })} />
    );
  return (
    <Chart
      {...shared}
      chart={chart}
      whole={model.whole}
      zoom={view.zoom}
      onZoom={(zoom) => change({ zoom })}
      newSince={model.newSince}
      overview={data.overview}
      hostTotal={model.hostTotal}
      activity={activity}
      onVisibleHosts={onVisibleHosts}
      onFind={() => findRef.current?.focus()}
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

/** Strip, axis and rows in grey where those will be that are searched; nothing where none will come. */
const GreyRows = ({ isWaiting }: { readonly isWaiting: boolean }): ReactElement => (
  <div className="ww-grey" role={isWaiting ? 'status' : undefined} aria-label={isWaiting ? 'Searching' : undefined}>
    {isWaiting
      ? Array.from({ length: 14 }, (_, i) => <i key={i} style={{ width: `${90 - ((i * 37) % 45)}%` }} />)
      : null}
  </div>
);
