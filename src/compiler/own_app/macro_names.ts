/** Names of macros that searches of several files call; a file without imports, because pages take it too. */

/** Which programs are web servers: a condition in the where of every tstats that counts their children. */
export const webServersMacro = 'webshell_watch_web_servers';

/** Stands in the where of every tstats over Endpoint.Processes: leaves the canary's events out. */
export const notCanaryMacro = 'webshell_watch_not_canary';
