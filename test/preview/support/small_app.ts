import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const files: Readonly<Record<string, string>> = {
  'default/app.conf': '[package]\nid = webshell_watch\n[ui]\nlabel = Webshell Watch\n[install]\nbuild = 7\n',
  'default/macros.conf':
    '[my_filter]\ndefinition = search *\ndescription = Hides what is known to be good.\n\n[pick(1)]\nargs = what\ndefinition = search host=$what$\n',
  'default/savedsearches.conf':
    '[Rule one]\nsearch = | makeresults\ndisabled = 1\ncron_schedule = 0 * * * *\nenableSched = 1\ndispatch.earliest_time = -70m@m\ndispatch.latest_time = -10m@m\n',
  'default/collections.conf': '[seen]\nfield.host = string\nfield.count = number\n',
  'default/transforms.conf':
    '[seen_lookup]\nexternal_type = kvstore\ncollection = seen\nfields_list = _key,host,count\n',
  'default/authorize.conf': '[role_webshell_watch_analyst]\nimportRoles = user\n',
  'default/web.conf': '[expose:inputs]\npattern = data/inputs/process_log\nmethods = GET,POST\n',
  'default/data/ui/nav/default.xml': '<nav><view name="sightings" default="true"/><view name="filter"/></nav>',
  'default/data/ui/views/sightings.xml':
    '<dashboard version="1.1" script="pages/sightings.js"><label>Sightings</label><row><panel><html><div id="webshell-watch-root"></div></html></panel></row></dashboard>',
  'default/data/ui/views/filter.xml':
    '<dashboard version="1.1" script="pages/filter.js"><label>Filter</label><row><panel><html><div id="webshell-watch-root"></div></html></panel></row></dashboard>',
  'metadata/default.meta':
    '[]\naccess = read : [ * ], write : [ admin, sc_admin ]\n\n[macros/my_filter]\naccess = read : [ * ], write : [ admin, sc_admin, power, webshell_watch_analyst ]\n',
  'appserver/static/pages/sightings.js': 'window.loaded = true;\n',
};

/** A small app in a temporary folder, shaped as the staged one. */
export function smallApp(more: Readonly<Record<string, string>> = {}): string {
  const folder = join(temporaryFolder(), 'webshell_watch');
  for (const [name, text] of Object.entries({ ...files, ...more })) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'webshell-watch-preview-'));
}
