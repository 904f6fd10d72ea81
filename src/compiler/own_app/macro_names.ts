/** Names of macros that searches of several files call; a file without imports, because pages take it too. */

/** Stands in the where of every tstats over Endpoint.Processes: leaves the canary's events out. */
export const notCanaryMacro = 'webshell_watch_not_canary';
