import { cimColumnNames } from '../../engine/store/columns';

/** What the engine benchmark runs: the app's searches by name, and the same questions in SQL written by hand. */

export type BenchName = 'rule from ESCU' | 'rule from Sigma' | 'sightings';

export interface BenchSearch {
  readonly name: BenchName;
  readonly savedSearch: string;
  readonly text: string;
}

export const searches: readonly BenchSearch[] = [
  {
    name: 'rule from ESCU',
    savedSearch: 'Webshell Watch - Windows Suspicious Child Process Spawned From WebServer - Rule',
    text: '',
  },
  {
    name: 'rule from Sigma',
    savedSearch: 'Webshell Watch - Suspicious Process By Web Server Process - Rule',
    text: '',
  },
  { name: 'sightings', savedSearch: 'Webshell Watch - Sightings', text: '' },
];

/** An INSERT that generates so many process creations: 5,000 hosts, one in eight a web server, a few of whose children are shells. */
export function generateSql(events: number): string {
  const columns = [
    'seq',
    'time',
    'index',
    'host',
    'source',
    'sourcetype',
    'raw',
    'in_model',
    ...cimColumnNames,
    'fields',
  ];
  const values: Readonly<Record<string, string>> = {
    seq: 'i',
    time: '1700000000 + i / 5.0',
    index: "'main'",
    host: 'dest',
    source: "'bench'",
    sourcetype: "'webshell_watch:process'",
    raw: "''",
    in_model: 'true',
    fields: "'{}'",
    dest: 'dest',
    user: "'user' || (h % 300)",
    action: "'allowed'",
    vendor_product: "'Microsoft Sysmon'",
    process: "path || ' /arg ' || (h % 20011)",
    process_name: 'child',
    process_path: 'path',
    process_id: 'CAST(h % 60000 AS VARCHAR)',
    process_guid: "'{' || CAST(h AS VARCHAR) || '}'",
    process_integrity_level: "'high'",
    original_file_name: 'upper(child)',
    parent_process: "parent_path || ' -k ' || (h % 97)",
    parent_process_name: 'parent',
    parent_process_path: 'parent_path',
    parent_process_id: 'CAST(h % 50000 AS VARCHAR)',
    parent_process_guid: "'{' || CAST(h % 1000003 AS VARCHAR) || '}'",
    parent_user: "'unknown'",
  };
  const selected = columns.map((name) => `${values[name] ?? 'NULL'} AS "${name}"`).join(', ');
  return `INSERT INTO events SELECT ${selected} FROM (
    SELECT *, 'C:\\Windows\\System32\\' || child AS path, 'C:\\Program Files\\' || parent AS parent_path FROM (
      SELECT i, h, 'host' || (h % 5000) || '.corp.example' AS dest,
        CASE WHEN h % 5000 < 625 AND (h // 5000) % 4 = 0 THEN ['w3wp.exe','httpd.exe','nginx.exe','Tomcat9.exe','php-cgi.exe'][1 + (h // 7) % 5]
          ELSE ['explorer.exe','services.exe','svchost.exe','cmd.exe','java.exe'][1 + (h // 7) % 5] END AS parent,
        CASE WHEN (h // 13) % 40 = 0 THEN ['cmd.exe','powershell.exe','WHOAMI.EXE','net.exe'][1 + (h // 17) % 4]
          ELSE 'tool' || ((h // 19) % 60) || '.exe' END AS child
      FROM (SELECT range AS i, CAST(hash(range) // 2 AS BIGINT) AS h FROM range(${events}))))`;
}

const shells =
  "'arp.exe','at.exe','bash.exe','bitsadmin.exe','certutil.exe','cmd.exe','cscript.exe','dsget.exe','dsquery.exe','find.exe','findstr.exe','fsutil.exe','hostname.exe','ipconfig.exe','ksh.exe','nbstat.exe','net.exe','net1.exe','netdom.exe','netsh.exe','netstat.exe','nltest.exe','nslookup.exe','ntdsutil.exe','pathping.exe','ping.exe','powershell.exe','pwsh.exe','qprocess.exe','query.exe','qwinsta.exe','reg.exe','rundll32.exe','sc.exe','scrcons.exe','schtasks.exe','sh.exe','systeminfo.exe','tasklist.exe','tracert.exe','ver.exe','vssadmin.exe','wevtutil.exe','whoami.exe','wmic.exe','wscript.exe','wusa.exe','zsh.exe'";

const grouped = ['action', 'dest', 'original_file_name', 'parent_process', 'parent_process_exec', 'parent_process_guid', 'parent_process_id', 'parent_process_name', 'parent_process_path', 'process', 'process_exec', 'process_guid', 'process_hash', 'process_id', 'process_integrity_level', 'process_name', 'process_path', 'user', 'user_id', 'vendor_product']; // prettier-ignore

const sigmaGrouped = ['dest', 'original_file_name', 'parent_process', 'parent_process_guid', 'parent_process_id', 'parent_process_name', 'parent_process_path', 'process', 'process_guid', 'process_id', 'process_name', 'process_path', 'user']; // prettier-ignore

const keysOf = (names: readonly string[]): string => names.map((name) => `coalesce("${name}", 'null')`).join(', ');

/** The columns that the rules group by, with their nulls as text. */
const keys = keysOf(grouped);
const sigmaKeys = keysOf(sigmaGrouped);

const sigmaChildren = ['arp', 'at', 'bash', 'bitsadmin', 'certutil', 'cmd', 'cscript', 'dsget', 'hostname', 'nbtstat', 'net', 'net1', 'netdom', 'netsh', 'nltest', 'ntdsutil', 'powershell_ise', 'powershell', 'pwsh', 'qprocess', 'query', 'qwinsta', 'reg', 'rundll32', 'sc', 'sh', 'wmic', 'wscript', 'wusa']; // prettier-ignore
const sigmaParents = ['caddy', 'httpd', 'nginx', 'php-cgi', 'php', 'tomcat', 'UMWorkerProcess', 'w3wp', 'ws_TomcatService']; // prettier-ignore

const like = (column: string, patterns: readonly string[]): string =>
  `(${patterns.map((pattern) => `lower(${column}) LIKE '${pattern.toLowerCase()}'`).join(' OR ')})`;

/** The same questions in SQL, as somebody who knows the table would write them. */
export const handWritten: Readonly<Record<BenchName, string>> = {
  'rule from ESCU': `SELECT ${keys}, count(*), max("time"), min("time") FROM events
    WHERE lower(process_name) IN (${shells}) AND (lower(parent_process_name) = 'w3wp.exe' OR ${like('parent_process_name', ['http%.exe', 'nginx%.exe', 'php%.exe', 'php-cgi%.exe', 'tomcat%.exe'])})
    GROUP BY ${grouped.map((_, i) => i + 1).join(', ')}`,
  'rule from Sigma': `SELECT ${sigmaKeys}, count(*), max("time"), min("time") FROM events
    WHERE (${like(
      'parent_process_path',
      sigmaParents.map((name) => `%\\${name}.exe`),
    )}
      OR (${like('parent_process_path', ['%\\java.exe', '%\\javaw.exe'])} AND ${like('parent_process_path', ['%-tomcat-%', '%\\tomcat%'])})
      OR (${like('parent_process_path', ['%\\java.exe', '%\\javaw.exe'])} AND ${like('parent_process', ['%catalina_home%', '%catalina.home%', '%catalina.jar%'])}))
    AND ${like(
      'process_path',
      sigmaChildren.map((name) => `%\\${name}.exe`),
    )}
    AND NOT (lower(parent_process_path) LIKE '%\\java.exe' AND lower(process) LIKE '%windows\\system32\\cmd.exe /c c:\\manageengine\\admanager "plus\\es\\bin\\elasticsearch.bat -enode.name=rmp-node1 -pelasticsearch-pid.txt')
    AND NOT (lower(parent_process_path) LIKE '%\\java.exe' AND lower(process) LIKE '%sc query%' AND lower(process) LIKE '%admanager plus%')
    GROUP BY ${sigmaGrouped.map((_, i) => i + 1).join(', ')}`,
  sightings: `SELECT dest, parent_process_name, process_name, count(*), min("time"), max("time") FROM events
    WHERE lower(parent_process_name) IN ('w3wp.exe', 'caddy.exe', 'umworkerprocess.exe', 'ws_tomcatservice.exe', 'iisexpress.exe', 'httpd', 'nginx', 'apache2', 'lighttpd', 'caddy')
      OR ${like('parent_process_name', ['http%.exe', 'nginx%.exe', 'php%.exe', 'php-cgi%.exe', 'tomcat%.exe', 'apache%.exe', 'php-fpm%'])}
      OR (lower(parent_process_name) IN ('java.exe', 'javaw.exe', 'java') AND (lower(parent_process_path) LIKE '%tomcat%' OR ${like('parent_process', ['%tomcat%', '%catalina_home%', '%catalina.home%', '%catalina.jar%'])}))
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
};
