import { createRESTURL, createStaticURL, createURL } from '@splunk/splunk-utils/url';
import { zoneFromSerialized, type Zone } from './zone';

/**
 * All that the pages know of the page around them: a classic dashboard of Splunk Web, which gives a node to mount in
 * and the global `$C`. Another host (10.4's splunk_ui_app.html) means another version of this one file.
 */

export const APP = 'webshell_watch';
export const ROOT_ID = 'webshell-watch-root';

/** What the preview adds to `$C`: that the data is made up, and from when to when it lies (epoch seconds). */
export interface PreviewInfo {
  readonly sample: boolean;
  readonly dataEarliest: number | null;
  readonly dataLatest: number | null;
}

interface HostGlobals {
  readonly $C?: {
    readonly USERNAME?: string;
    readonly LOCALE?: string;
    readonly SERVER_ZONEINFO?: string;
    readonly WEBSHELL_WATCH_PREVIEW?: Partial<PreviewInfo>;
  };
}

/** webpack's own: `p` is where lazy parts are loaded from. */
declare const __webpack_require__: { p: string };

const globals = (): HostGlobals['$C'] => (globalThis as HostGlobals).$C;

/** Tells the bundle where its lazy parts lie: beside itself, under Splunk Web's prefix, locale and cache buster. */
export function setPublicPath(): void {
  __webpack_require__.p = createStaticURL(`app/${APP}/pages/`);
}

/** The node to mount in; made at the end of the body when the dashboard has none, so that a person sees something. */
export function mountNode(): HTMLElement {
  const found = document.getElementById(ROOT_ID);
  if (found !== null) return found;
  const made = document.createElement('div');
  made.id = ROOT_ID;
  document.body.append(made);
  return made;
}

/** Address of an endpoint through Splunk Web's proxy, in our app's namespace, shared (owner nobody). */
export const restAddress = (endpoint: string): string => createRESTURL(endpoint, { app: APP, sharing: 'app' });

/** Address of an endpoint that has no namespace. */
export const plainRestAddress = (endpoint: string): string => createRESTURL(endpoint);

/** The search page with this text and range filled in. */
export function searchPageAddress(search: string, earliest: string, latest: string): string {
  const q = /^\s*(\||search\s)/.test(search) ? search : `search ${search}`;
  return createURL(`app/${APP}/search`, { q, earliest, latest });
}

/** Another page of our app. */
export const pageAddress = (page: string, query?: Readonly<Record<string, string>>): string =>
  createURL(`app/${APP}/${page}`, query);

/** The page that signs in and comes back. */
export const loginAddress = (): string => createURL('account/login');

export const userName = (): string => globals()?.USERNAME ?? '';

/** The server's time zone, which Splunk Web uses for users who chose none. */
export const serverZone = (): Zone => zoneFromSerialized(globals()?.SERVER_ZONEINFO ?? '');

/** Set when the page runs in the preview. */
export function previewInfo(): PreviewInfo | null {
  const given = globals()?.WEBSHELL_WATCH_PREVIEW;
  if (given === undefined) return null;
  return {
    sample: given.sample === true,
    dataEarliest: given.dataEarliest ?? null,
    dataLatest: given.dataLatest ?? null,
  };
}
