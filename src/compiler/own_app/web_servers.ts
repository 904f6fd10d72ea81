/** Which programs are web servers: the table behind the macro `webshell_watch_web_servers`. */

/** A name as `tstats where` matches it (any case, `*` stands for anything) and where it is known from. */
interface WebServerName {
  readonly name: string;
  readonly from: string;
}

const escu = 'ESCU, Windows Suspicious Child Process Spawned From WebServer';
const sigma = 'SigmaHQ, Suspicious Process By Web Server Process';
const sigmaLinux = 'SigmaHQ, Linux Webshell Indicators';
const sigmaPowerShell = 'SigmaHQ, Suspicious PowerShell Parent Process';
const cgi = 'php.net, manual, FastCGI Process Manager';
const iis = 'learn.microsoft.com, IIS Express overview';

/** Node.js, Python and Ruby are missing on purpose: their names say nothing about serving the web. */
export const webServerNames: readonly WebServerName[] = [
  { name: 'w3wp.exe', from: escu },
  { name: 'http*.exe', from: escu },
  { name: 'nginx*.exe', from: escu },
  { name: 'php*.exe', from: escu },
  { name: 'php-cgi*.exe', from: escu },
  { name: 'tomcat*.exe', from: escu },
  { name: 'caddy.exe', from: sigma },
  { name: 'UMWorkerProcess.exe', from: sigma },
  { name: 'ws_TomcatService.exe', from: sigma },
  { name: 'apache*.exe', from: sigmaPowerShell },
  { name: 'iisexpress.exe', from: iis },
  { name: 'httpd', from: sigmaLinux },
  { name: 'nginx', from: sigmaLinux },
  { name: 'apache2', from: sigmaLinux },
  { name: 'lighttpd', from: sigmaLinux },
  { name: 'caddy', from: sigmaLinux },
  { name: 'php-fpm*', from: cgi },
];

/** Java runs anything: it counts as a web server where path or command line bear the marks of Tomcat. */
export const javaNames = ['java.exe', 'javaw.exe', 'java'] as const;
export const tomcatPathMarks = ['*tomcat*'] as const;
export const tomcatCommandMarks = ['*tomcat*', '*CATALINA_HOME*', '*catalina.home*', '*catalina.jar*'] as const;

/** The condition over the fields of Endpoint.Processes, for `tstats … where`. */
export function webServerCondition(): string {
  const one = (field: string, names: readonly string[]): string =>
    `Processes.${field} IN (${names.map((name) => `"${name}"`).join(', ')})`;
  const byName = one(
    'parent_process_name',
    webServerNames.map(({ name }) => name),
  );
  const java = one('parent_process_name', javaNames);
  const marks = `(${one('parent_process_path', tomcatPathMarks)} OR ${one('parent_process', tomcatCommandMarks)})`;
  return `(${byName} OR (${java} AND ${marks}))`;
}
