/** Forms in which tools write events and that are not read, told by how a text begins: what to do instead differs. */

interface Form {
  readonly begins: RegExp;
  readonly name: string;
  readonly next: string;
}

const forms: readonly Form[] = [
  {
    begins: /^(?:sep=[^\n]*\n)?(?:"?[\w #./[\]:-]{0,60}"?[,;\t])*"?event[ _]?(?:id|code)"?(?:[,;\t\n]|$)/i,
    name: 'a table of fields',
    next: 'export the events as XML, JSON or raw text (a table with a column _raw is read)',
  },
  {
    begins: /^#TYPE [^\n]*EventLogRecord/,
    name: "a table of PowerShell's event records",
    next: 'write them with ConvertTo-Json, or with ToXml()',
  },
  {
    begins: /^Event\[\d+\]:?\s*\n/,
    name: "wevtutil's text",
    next: 'export with wevtutil qe … /f:xml, or wevtutil epl',
  },
  { begins: /^<Objs\s/, name: "PowerShell's CLIXML", next: 'write the events with ConvertTo-Json, or with ToXml()' },
  {
    begins: /^(?:\s*\w+\s*: [^\n]*\n)*\s*ProviderName\s*: /,
    name: "PowerShell's list for people",
    next: 'write the events with ConvertTo-Json, or with ToXml()',
  },
  { begins: /^---\s*\n(?:\S[^\n]*\n)?Event:/, name: 'YAML', next: 'write JSON instead (chainsaw dump --json)' },
  {
    begins: /^(?:<\?xml[^>]*>\s*)?<results\s/,
    name: "Splunk's results as XML",
    next: 'export them as raw events, JSON or CSV',
  },
];

/** Why a text that begins so holds no events that could be read. */
export function noEventsReason(head: Buffer): string {
  const text = textOf(head);
  const form = forms.find(({ begins }) => begins.test(text));
  return form === undefined ? 'it holds no Windows events' : `it is ${form.name}: ${form.next}`;
}

function textOf(head: Buffer): string {
  const bytes = head.subarray(0, 2048);
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return (isWide ? bytes.toString('utf16le') : bytes.toString('utf8')).replace(/^\ufeff/, '').replaceAll('\r', '');
}
