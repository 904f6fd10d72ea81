/** The events that the writer benchmark has written, by us and by the peers. */

export const EVENTS = 300_000;
/** They repeat after so many. */
export const DISTINCT_EVENTS = 1000;
/** An event's data, but for its number and the closing brace. */
export const EVENT_START = `{"CommandLine":"cmd.exe /c whoami","filler":"${'x'.repeat(1040)}"`;
