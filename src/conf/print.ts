import { invariant } from '../core/invariant';

/** A stanza to print; settings come out in the order given. */
export interface PrintableStanza {
  readonly name: string;
  readonly settings: Iterable<readonly [key: string, value: string]>;
  /** Printed above the header, one `#` line each. */
  readonly comments?: readonly string[];
}

/**
 * Why a value cannot stand in a .conf file, or undefined when it can: there is no escaping, so outer white space is lost,
 * a last backslash would swallow the next line, and a carriage return would end up in the line break.
 */
export function valueProblem(value: string): string | undefined {
  if (value !== value.trim()) return 'it starts or ends with white space, which a reader trims';
  if (value.endsWith('\\')) return 'it ends with a backslash, which would continue the line';
  if (value.includes('\r')) return 'it holds a carriage return';
  if (value.includes('\0')) return 'it holds a NUL character';
  return undefined;
}

/** The nearest value that can be printed: line breaks made `\n`, outer white space, NULs and last backslashes taken off. */
export function printableValue(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replace(/[\s\\]+$/, '')
    .trim();
}

/** Why a word cannot be a key, or undefined when it can. */
export function keyProblem(key: string): string | undefined {
  if (key === '' || key !== key.trim()) return 'it is empty or starts or ends with white space';
  if (/[=\r\n]/.test(key)) return 'it holds "=" or a line break';
  return /^[#[\uFEFF]/.test(key) ? 'it starts with "#" or "["' : undefined;
}

/** Why a text cannot be a stanza's name, or undefined when it can. */
export function stanzaNameProblem(name: string): string | undefined {
  if (/[\r\n]/.test(name)) return 'it holds a line break';
  return name !== name.trim() ? 'it starts or ends with white space' : undefined;
}

/** `key = value` as lines of a file; every line break of the value becomes backslash and line break. */
export function printSetting(key: string, value: string): string {
  const problem = keyProblem(key) ?? valueProblem(value);
  invariant(problem === undefined, `the setting "${key}" cannot be printed: ${problem ?? ''}`);
  return value === '' ? `${key} =\n` : `${key} = ${value.replaceAll('\n', '\\\n')}\n`;
}

/** `[name]` as a line of a file. */
export function printHeader(name: string): string {
  const problem = stanzaNameProblem(name);
  invariant(problem === undefined, `the stanza "${name}" cannot be printed: ${problem ?? ''}`);
  return `[${name}]\n`;
}

/** A whole file: an optional comment above, then the stanzas with a blank line between them. */
export function printConf(stanzas: Iterable<PrintableStanza>, heading: readonly string[] = []): string {
  const head = printComments(heading);
  const bodies = [...stanzas].map(printStanza);
  return [...(head === '' ? [] : [head]), ...bodies].join('\n');
}

function printStanza({ name, settings, comments = [] }: PrintableStanza): string {
  const lines = [...settings].map(([key, value]) => printSetting(key, value));
  return `${printComments(comments)}${printHeader(name)}${lines.join('')}`;
}

function printComments(lines: readonly string[]): string {
  return lines.map((line) => `# ${line.replace(/[\r\n]+/g, ' ')}`.trimEnd() + '\n').join('');
}
