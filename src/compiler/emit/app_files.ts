import { printConf, printableValue, valueProblem } from '../../conf/print';
import { diagnosticFor, type Diagnostic } from '../../core/diagnostic';
import type { ConfTable, Setting, Stanza } from './setting';

/** An app's files by their path inside its folder, `/` between the parts. */
export type AppFiles = ReadonlyMap<string, string | Uint8Array>;

export interface Emitted {
  readonly files: AppFiles;
  readonly diagnostics: readonly Diagnostic[];
}

const heading = ['Generated; edits here are lost. What you change in Splunk goes to local/ and is kept.'];

/** `default/<file>` for every table that has stanzas; values that no conf file can hold are mended and named. */
export function confFiles(tables: readonly ConfTable[]): Emitted {
  const files = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { file, stanzas } of joined(tables)) {
    const path = `default/${file}`;
    const printable = stanzas.map((stanza) => mended(stanza, path, diagnostics));
    files.set(path, printConf(printable, heading));
  }
  return { files, diagnostics };
}

/** Several tables may name one file: their stanzas follow each other, repeated ones become one. */
function joined(tables: readonly ConfTable[]): readonly ConfTable[] {
  const files = new Map<string, Map<string, Stanza>>();
  for (const { file, stanzas } of tables) {
    if (stanzas.length === 0) continue;
    const known = files.get(file) ?? new Map<string, Stanza>();
    files.set(file, known);
    for (const { name, settings } of stanzas)
      known.set(name, { name, settings: [...(known.get(name)?.settings ?? []), ...settings] });
  }
  return [...files].map(([file, stanzas]) => ({ file, stanzas: [...stanzas.values()] }));
}

function mended(stanza: Stanza, path: string, diagnostics: Diagnostic[]): Stanza {
  const settings = stanza.settings.map(([key, value]): Setting => {
    const problem = valueProblem(value);
    if (problem === undefined) return [key, value];
    const printable = printableValue(value);
    if (printable !== value.trim()) diagnostics.push(changedValue(path, stanza.name, key, problem));
    return [key, printable];
  });
  return { name: stanza.name, settings };
}

function changedValue(path: string, stanza: string, key: string, problem: string): Diagnostic {
  return diagnosticFor(path, {
    code: 'WW0603',
    severity: 'warning',
    message: `"${key}" of [${stanza}] cannot stand in a conf file as it is: ${problem}`,
    hint: 'end the text with another character than a backslash, and take control characters out',
  });
}
