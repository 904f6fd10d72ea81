import { invariant } from '../../core/invariant';
import type { ConfTable } from '../emit/setting';

/** Views and navigation: each page is a classic dashboard whose script draws it (design decision 7). */

interface PageEntry {
  readonly view: string;
  readonly label: string;
  readonly description: string;
}

/** In the order of the navigation; the first one opens with the app. */
export const pageTable: readonly PageEntry[] = [
  {
    view: 'sightings',
    label: 'Sightings',
    description: 'What each web server has started, since when, and what is new.',
  },
  { view: 'filter', label: 'Filter', description: "What each detection's filter hides, and what an edit would hide." },
];

/**
 * web.conf: what the pages ask for through Splunk Web beyond its documented patterns. Whether Splunk's own web.conf exposes
 * fired alerts is not documented; naming them twice does no harm.
 */
export function pageTables(): readonly ConfTable[] {
  const exposed = {
    name: 'expose:webshell_watch_fired_alerts',
    settings: [
      ['methods', 'GET,DELETE'],
      ['pattern', 'alerts/fired_alerts/*'],
    ],
  } as const;
  return [{ file: 'web.conf', stanzas: [exposed] }];
}

/** `data/ui/views/<view>.xml`. The pages bring their own title, which is their answer; the label stands in the navigation. */
export function viewXml({ view, label, description }: PageEntry): string {
  return [
    `<dashboard version="1.1" script="pages/${escapeXml(view)}.js" hideTitle="true" hideEdit="true" hideExport="true">`,
    `  <label>${escapeXml(label)}</label>`,
    `  <description>${escapeXml(description)}</description>`,
    '  <row>',
    '    <panel>',
    '      <html>',
    '        <div id="webshell-watch-root"></div>',
    '      </html>',
    '    </panel>',
    '  </row>',
    '</dashboard>',
    '',
  ].join('\n');
}

/** `data/ui/nav/default.xml`. */
export function navXml(): string {
  const [first, ...rest] = pageTable;
  invariant(first !== undefined, 'an app has a page');
  const views = [
    `  <view name="${first.view}" default="true"/>`,
    ...rest.map(({ view }) => `  <view name="${view}"/>`),
  ];
  return ['<nav search_view="search">', ...views, '  <view name="search"/>', '</nav>', ''].join('\n');
}

/** Text that is safe in XML, in attributes too. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
