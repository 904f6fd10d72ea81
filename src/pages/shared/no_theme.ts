/** Stands in for the two themes of @splunk/themes that Splunk Enterprise never shows. */
const noTheme = (): Readonly<Record<string, never>> => ({});

export { noTheme as splunkTheme };
