import { diagnosticAt, type Diagnostic } from '../../core/diagnostic';
import type { EscuLookup } from '../../escu/model';
import type { Emitted } from './app_files';
import { lookupFileName } from './escu_parts';

/** The CSV tables and models that lookups name, under `lookups/`; one that is not at hand is an error for that lookup. */
export function lookupFiles(lookups: readonly EscuLookup[], available: ReadonlyMap<string, Uint8Array>): Emitted {
  const files = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  for (const lookup of lookups) {
    const { table } = lookup;
    if (table.kind === 'kvstore') continue;
    const content = available.get(table.filename);
    if (content === undefined) diagnostics.push(missingTable(lookup, table.filename));
    else files.set(`lookups/${lookupFileName(lookup)}`, content);
  }
  return { files, diagnostics };
}

function missingTable(lookup: EscuLookup, filename: string): Diagnostic {
  return diagnosticAt(lookup.at('filename'), {
    code: 'WW0604',
    severity: 'warning',
    message: `the lookup "${lookup.name}" names the file "${filename}", which is not among the given paths`,
    hint: 'put the file beside the YAML, or give its folder too',
  });
}
