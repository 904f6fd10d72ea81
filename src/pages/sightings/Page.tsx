import { useCallback, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { pageAddress, previewInfo } from '../shared/host_page';
import { useMedia } from '../shared/use_media';
import { useChartState } from './chart_state';
import { recallBuild } from './build_memory';
import { FilterBarWait } from './FilterBarWait';
import { Header } from './Header';
import { BaselineBuild, FilterBar, HeaderActions, Later, PageDialogs } from './later_parts';
import { loadBaseline } from './load_page';
import { NarrowedTo } from './NarrowedTo';
import { Notices } from './Notices';
import type { Parts } from './page_parts';
import type { OpenDialog } from './PageDialogs';
import { PrintRows } from './PrintRows';
import { rowCounts } from './row_counts';
import { rowLayouts } from './row_layout';
import { useModel } from './use_model';
import { usePageData } from './use_page_data';
import { useRowsFirst } from './use_rows_first';
import { useView } from './use_view';
import { isNarrowed, printView, withoutFilters } from './view_state';
import { rangeWords } from './words';
import { Work } from './Work';

/** What has each web server started, since when, and what is new. */
export function Page(): ReactElement {
  const [view, change, replace] = useView();
  const [reload, setReload] = useState(0);
  const [data, patch] = usePageData(view.range, reload);
  const model = useModel(data, view);
  const isPhone = useMedia('phone');
  const chart = useChartState({
    groups: model.groups,
    layout: rowLayouts[isPhone ? 'phone' : 'wide'],
    folding: view.folding,
    onFolding: (folding) => change({ folding }),
  });
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const findRef = useRef<HTMLInputElement>(null);
  const [showsFilters, setShowsFilters] = useState(false);
  const hasControls = useRowsFirst(model.hasRows || data.phase.kind === 'failed');
  const isPrint = useMedia('print');
  const onFind = (): void => (isPhone ? setShowsFilters(true) : findRef.current?.focus());
  const parts: Parts = { view, change, data, patch, model, chart, setDialog, onFind, isPhone };
  const actions = hasControls ? <Actions {...parts} replace={replace} /> : actionsWait;
  return (
    <main>
      <PageHeader {...parts} isPrint={isPrint} actions={actions} />
      {hasControls ? (
        <Later wait={<FilterBarWait isPhone={isPhone} />}>
          <FilterBar
            view={view}
            onChange={change}
            clock={model.clock}
            bounds={model.whole}
            counts={rowCounts(model)}
            findRef={findRef}
            isPhone={isPhone}
            isOpen={showsFilters}
            onOpen={setShowsFilters}
            actions={actions}
          />
        </Later>
      ) : (
        <FilterBarWait isPhone={isPhone} />
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
  isPrint,
  actions,
}: Parts & { readonly isPrint: boolean; readonly actions: ReactNode }): ReactElement {
  return (
    <Header
      headline={model.headline}
      isSample={previewInfo()?.sample === true}
      isPhone={isPhone}
      isPrint={isPrint}
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
        shown={shown}
        clock={clock}
      />
    </Later>
  );
}

/** What is to be done about the baseline: while there is none, and while a build is at work or was left. */
function Baseline({ change, data, patch, model, isPhone }: Parts): ReactElement | null {
  const refresh = useCallback(() => void loadBaseline(new AbortController().signal, patch), [patch]);
  const isFirstRun = data.baseline !== null && !model.hasBaseline && data.phase.kind === 'ready' && model.hasRows;
  const [isWanted, setWanted] = useState(() => recallBuild() !== null);
  if (isFirstRun && !isWanted) setWanted(true);
  if (!isWanted) return null;
  return (
    <Later wait={isFirstRun && !isPhone ? <div className="ww-box ww-steps-wait" /> : null}>
      <BaselineBuild
        isFirstRun={isFirstRun}
        onChanged={refresh}
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
    </Later>
  );
}
