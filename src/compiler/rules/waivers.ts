import { diagnosticAt, type Diagnostic } from '../../core/diagnostic';
import type { Source, Span } from '../../core/source';

/**
 * A waiver is a comment in the detection's file: `# webshell-watch: allow WW0701 because the precedence is meant`; several
 * codes stand with commas between them. It holds for the file. One that hides nothing any more, or has no reason, is itself a warning.
 */
interface Waiver {
  readonly code: string;
  readonly reason: string;
  readonly span: Span;
}

const WAIVER = /#[ \t]*webshell-watch:[ \t]*allow[ \t]+(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*(?:because[ \t]+([^\r\n]*))?/g;

function waiversOf(source: Source): readonly Waiver[] {
  return [...source.text.matchAll(WAIVER)].flatMap(({ 0: whole, 1: codes = '', 2: reason = '', index }) =>
    codes.split(',').map((code) => ({
      code: code.trim().toUpperCase(),
      reason: reason.trim(),
      span: { source, start: index, end: index + whole.trimEnd().length },
    })),
  );
}

/** The findings that no waiver hides, and what is to be said of the waivers. `checked` are the codes that were looked for. */
export function applyWaivers(
  findings: readonly Diagnostic[],
  sources: readonly Source[],
  checked: ReadonlySet<string>,
): readonly Diagnostic[] {
  const byFile = new Map(sources.map((source) => [source.name, waiversOf(source)]));
  const used = new Set<Waiver>();
  const left = findings.filter((finding) => {
    const waiver = byFile.get(finding.file)?.find(({ code, reason }) => code === finding.code && reason !== '');
    if (waiver !== undefined) used.add(waiver);
    return waiver === undefined;
  });
  const all = [...byFile.values()].flat();
  return [...left, ...all.flatMap((waiver) => problemOf(waiver, used, checked))];
}

function problemOf(waiver: Waiver, used: ReadonlySet<Waiver>, checked: ReadonlySet<string>): readonly Diagnostic[] {
  const { code, reason, span } = waiver;
  if (reason === '')
    return [
      diagnosticAt(span, {
        code: 'WW0741',
        severity: 'warning',
        message: `The waiver of ${code} gives no reason and does not count`,
        hint: `write # webshell-watch: allow ${code} because …`,
      }),
    ];
  if (used.has(waiver) || !(checked.has(code) || !code.startsWith('WW07'))) return [];
  return [
    diagnosticAt(span, {
      code: 'WW0740',
      severity: 'warning',
      message: `The waiver of ${code} no longer applies: the check finds nothing here`,
      hint: 'remove the comment',
    }),
  ];
}
