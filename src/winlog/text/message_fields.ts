/** The fields of a rendered message, by the names that the event itself uses. */

type Fields = Readonly<Record<string, string>>;

/** Security's labels are sentences (and localised); Sysmon's message has the field names themselves. */
export function messageFields(eventId: number, message: string): Fields {
  return eventId === 4688 ? securityFields(message) : namedLines(message);
}

/** `Name: value` lines, as Sysmon renders them. */
function namedLines(message: string): Fields {
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of message.matchAll(/^([A-Za-z]\w*): ?(.*?)\r?$/gm)) fields[name] ??= value;
  return fields;
}

const PROCESS_LABELS: Readonly<Record<string, string>> = {
  'new process id': 'NewProcessId',
  'new process name': 'NewProcessName',
  'token elevation type': 'TokenElevationType',
  'mandatory label': 'MandatoryLabel',
  'creator process id': 'ProcessId',
  'creator process name': 'ParentProcessName',
  'process command line': 'CommandLine',
};
const ACCOUNT_PARTS = ['UserSid', 'UserName', 'DomainName', 'LogonId'] as const;

interface Section {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
}

/** 4688: one or two sections about accounts, then one about the process; labels in English, else by their order. */
function securityFields(message: string): Fields {
  const sections = sectionsOf(message);
  const process = sections.findIndex(({ lines }) => lines.some(({ label }) => label.toLowerCase() in PROCESS_LABELS));
  const at = process === -1 ? sections.findIndex(({ lines }) => startsWithProcess(lines)) : process;
  const found = sections[at];
  if (found === undefined) return {};
  const [subject, target] = sections.slice(0, at);
  return {
    ...accountFields('Subject', subject),
    ...accountFields('Target', target),
    ...(process === -1 ? orderedProcess(found) : labelledProcess(found)),
  };
}

/** A section is a heading that ends in a colon, then indented `label: value` lines up to an empty one. */
function sectionsOf(message: string): readonly Section[] {
  const blocks = message
    .replace(/\r\n/g, '\n')
    .matchAll(/^(\S[^\n]*?)[:：][ \t]*\n((?:[ \t]+\S[^\n]*(?:\n|$)(?:[^\s][^\n]*(?:\n|$))*)+)/gm);
  return [...blocks].map(([, title = '', body = '']) => ({ title, lines: linesOf(body) }));
}

/** Lines that are not indented go on with the value before them: a command line may have line breaks. */
function linesOf(body: string): Section['lines'] {
  const lines: { label: string; value: string }[] = [];
  for (const line of body.replace(/\n$/, '').split('\n')) {
    const match = /^[ \t]+([^\t]+?)(?::|：)(?:[ \t]+(.*))?$/.exec(line);
    const last = lines.at(-1);
    if (match !== null) lines.push({ label: match[1] ?? '', value: match[2] ?? '' });
    else if (last !== undefined) last.value += `\n${line}`;
  }
  return lines;
}

const HEX = /^0x[0-9a-f]+$/i;

function startsWithProcess(lines: Section['lines']): boolean {
  const [id, name] = lines;
  return id !== undefined && name !== undefined && HEX.test(id.value) && /[\\/]/.test(name.value);
}

function accountFields(who: 'Subject' | 'Target', section: Section | undefined): Fields {
  if (section === undefined) return {};
  return Object.fromEntries(
    section.lines
      .slice(0, ACCOUNT_PARTS.length)
      .map(({ value }, index) => [`${who}${ACCOUNT_PARTS[index] ?? ''}`, value]),
  );
}

function labelledProcess({ lines }: Section): Fields {
  return Object.fromEntries(
    lines.flatMap(({ label, value }) => {
      const name = PROCESS_LABELS[label.toLowerCase()];
      return name === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Any language: the order is fixed; only the newer versions have a label, and with it the creator's name. */
function orderedProcess({ lines }: Section): Fields {
  const values = lines.map(({ value }) => value);
  const hasLabel = !HEX.test(values[3] ?? '');
  const names = hasLabel
    ? [
        'NewProcessId',
        'NewProcessName',
        'TokenElevationType',
        'MandatoryLabel',
        'ProcessId',
        'ParentProcessName',
        'CommandLine',
      ]
    : ['NewProcessId', 'NewProcessName', 'TokenElevationType', 'ProcessId', 'CommandLine'];
  return Object.fromEntries(
    names.flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index]] as const])),
  );
}
