import type { Services } from '../services';
import { serverInfo } from '../endpoints/server';
import { zoneInfo } from './zone_info';

/** `/config?autoload=1`: the globals that a Splunk page finds (names as in splunk-utils' config.js), and what only the preview has. */
export async function configScript(user: string, theme: string, services: Services): Promise<string> {
  const range = await services.engine.range();
  const config = {
    BUILD_NUMBER: services.build,
    BUILD_PUSH_NUMBER: 0,
    APP_BUILD: Number(services.conf.value('app', 'install', 'build') ?? 1) || 1,
    LOCALE: 'en-US',
    MRSPARKLE_PORT_NUMBER: services.webPort(),
    MRSPARKLE_ROOT_PATH: '',
    SPLUNKD_PATH: '/en-US/splunkd/__raw',
    USERNAME: user,
    VERSION_LABEL: services.version,
    SERVER_ZONEINFO: zoneInfo(services.timeZone),
    SERVER_TIMEZONE_OFFSET: 0,
    SPLUNK_UI_THEME: theme,
    UI_INACTIVITY_TIMEOUT: 0,
    DISPATCH_TIME_FORMAT: '%s.%Q',
    WEBSHELL_WATCH_PREVIEW: {
      sample: services.isSample,
      dataEarliest: range?.earliest ?? null,
      dataLatest: range?.latest ?? null,
    },
  };
  const partials = { '/services/server/info': { entry: [{ name: 'server-info', content: serverInfo(services) }] } };
  return [
    `window.$C = ${scriptJson(config)};`,
    `window.__splunkd_partials__ = ${scriptJson(partials)};`,
    `window.__splunk_ui_theme__ = ${scriptJson(theme)};`,
    'window.__get_theme__ = { getTheme: function () { return Promise.resolve(window.__splunk_ui_theme__); } };',
    '',
  ].join('\n');
}

/** JSON that is safe within a script. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
