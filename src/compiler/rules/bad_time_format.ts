import type { Span } from '../../core/source';
import { walk, type SplNode } from '../../spl/visit';
import type { Rule } from './rule';

/** strftime, strptime and convert take %Y-%m-%d and its like; any other letter is copied as it stands. */
export const badTimeFormat: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Time formats are made of % and a letter',
  check({ written }, _library, report) {
    walk(written, (node) => {
      for (const { format, span } of formatsOf(node)) {
        const problem = problemOf(format);
        if (problem !== undefined)
          report(span, `The time format "${format}" ${problem}`, 'write for example %Y-%m-%dT%H:%M:%S');
      }
    });
  },
};

interface Format {
  readonly format: string;
  readonly span: Span;
}

function formatsOf(node: SplNode): readonly Format[] {
  if (node.kind === 'convert')
    return node.options.timeformat === undefined ? [] : [{ format: node.options.timeformat, span: node.span }];
  if (node.kind !== 'call' || (node.name !== 'strftime' && node.name !== 'strptime')) return [];
  const [, format] = node.arguments;
  return format?.kind === 'string' ? [{ format: format.value, span: format.span }] : [];
}

/** The letters of Splunk's "Date and time format variables". */
const KNOWN = /^%(?:[-_0^#]?[aAbBcCdDeFgGhHIjklmMnNpPqQrRsStTuUvVwWxXyYzZ+%]|:{1,3}z|E[a-zA-Z]|O[a-zA-Z]|\d[NQ])/;

function problemOf(format: string): string | undefined {
  if (!format.includes('%')) return 'has no % at all, so no part of the time is in it';
  if (/%[HI]:%m|%m:%S/.test(format)) return 'has %m, the month, where the minutes belong: %M';
  if (/%Y[-/.]%M/.test(format)) return 'has %M, the minutes, where the month belongs: %m';
  for (const { index } of format.matchAll(/%%|%/g)) {
    const rest = format.slice(index);
    if (!KNOWN.test(rest)) return `has ${rest.slice(0, 2)}, which stands for nothing`;
  }
  return undefined;
}
