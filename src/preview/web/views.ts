import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeName, localFolder } from '../conf_layers/places';
import type { Services } from '../services';
import { parseNav, parseView, type NavItem, type View } from './view_xml';

/** Views and navigation of the app: local copies over those that it ships. */

export interface ViewFile {
  readonly app: string;
  readonly name: string;
  readonly xml: string;
  readonly isLocal: boolean;
  readonly isShipped: boolean;
}

type UiKind = 'views' | 'nav' | 'panels';

/** The folder of local copies in an app. */
export function localUiFolder(services: Services, kind: UiKind, app: string): string {
  return join(localFolder(services.conf.places, app), 'data', 'ui', kind);
}

function shippedUiFolder(services: Services, kind: UiKind): string {
  return join(services.appFolder, 'default', 'data', 'ui', kind);
}

/** All files of a kind in an app by name, local ones winning; only the app being shown has shipped ones. */
export function uiFiles(services: Services, kind: UiKind, app = services.appId): readonly ViewFile[] {
  const stock = app === 'search' && kind === 'views' ? stockViews(namesIn(localUiFolder(services, kind, app))) : [];
  return [...stock, ...filesOf(services, kind, app)].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Views that the search app has on every Splunk. The preview lists them and has no pages for them. */
const stockLabels: Readonly<Record<string, string>> = {
  ...{ alerts: 'Alerts', dashboards: 'Dashboards', datasets: 'Datasets', reports: 'Reports', search: 'Search' },
};

function stockViews(overridden: readonly string[]): readonly ViewFile[] {
  return Object.entries(stockLabels)
    .filter(([name]) => !overridden.includes(name))
    .map(([name, label]) => {
      const xml = `<view isDashboard="False"><label>${label}</label></view>`;
      return { app: 'search', name, xml, isLocal: false, isShipped: true };
    });
}

function filesOf(services: Services, kind: UiKind, app: string): readonly ViewFile[] {
  const localNames = namesIn(localUiFolder(services, kind, app));
  const shipped = app === services.appId ? namesIn(shippedUiFolder(services, kind)) : [];
  return [...new Set([...shipped, ...localNames])].sort().map((name) => {
    const isLocal = localNames.includes(name);
    const folder = isLocal ? localUiFolder(services, kind, app) : shippedUiFolder(services, kind);
    const xml = readFileSync(join(folder, `${encodeName(name)}.xml`), 'utf8');
    return { app, name, isLocal, isShipped: shipped.includes(name), xml };
  });
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => decodeURIComponent(name.slice(0, -'.xml'.length)));
}

export function findView(services: Services, name: string): View | undefined {
  const file = uiFiles(services, 'views').find((each) => each.name === name);
  return file === undefined ? undefined : parseView(file.xml);
}

/** The navigation with labels: a view without a nav entry is not listed. */
export function navigation(services: Services): readonly NavItem[] {
  const nav = uiFiles(services, 'nav').find((each) => each.name === 'default');
  const items = nav === undefined ? uiFiles(services, 'views').map(({ name }) => viewItem(name)) : parseNav(nav.xml);
  // A nav may name views of other apps (`search`), which are not here.
  const known = new Set(uiFiles(services, 'views').map(({ name }) => name));
  const shown = items.filter((item) => item.kind !== 'view' || known.has(item.name));
  return shown.map((item) =>
    item.kind === 'view' && item.label === ''
      ? { ...item, label: findView(services, item.name)?.label ?? item.name }
      : item,
  );
}

const viewItem = (name: string): NavItem => ({ kind: 'view', name, label: '', isDefault: false });

/** The page to open when none is named. */
export function defaultView(services: Services): string {
  const views = navigation(services).filter((item) => item.kind === 'view');
  return (views.find((item) => item.isDefault) ?? views[0])?.name ?? 'sightings';
}
