import type { Diagnostic, Severity } from '../../core/diagnostic';
import { rules } from './registry';

/** SARIF 2.1.0 (OASIS): what code hosts and editors read. */

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

const titles: ReadonlyMap<string, string> = new Map(Object.entries(rules).map(([code, { title }]) => [code, title]));

/** A SARIF log of one run; files are named relative to the root of the working folder. */
export function sarifLog(diagnostics: readonly Diagnostic[], version: string): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'webshell-watch',
            version,
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: titles.get(code) ?? `See ${code} in the documentation` },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => sarifResult(diagnostic, codes.indexOf(diagnostic.code))),
      },
    ],
  };
}

function sarifResult(diagnostic: Diagnostic, ruleIndex: number): object {
  const { code, severity, file, line, column, end_line, end_column, message, hint } = diagnostic;
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: `${message}. ${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file.replace(/\\/g, '/')).replace(/[#?]/g, encodeURIComponent) },
          region: { startLine: line, startColumn: column, endLine: end_line, endColumn: end_column },
        },
      },
    ],
  };
}
