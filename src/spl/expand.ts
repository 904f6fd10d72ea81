import type { Report } from '../core/diagnostic';
import type { Source, Span } from '../core/source';
import { didYouMean } from '../core/suggest';
import { argumentsInOrder, parseMacroCall } from './macro_call';
import type { MacroDefinition, MacroLookup } from './macros';
import { endOfComment, endOfMacroCall, endOfQuoted } from './structure';
import { splDiagnostic, SyntaxProblem, type SplCode } from './syntax_problem';

/**
 * Macros are text: each call is replaced by its definition, arguments filled in, until none is left. Nothing is expanded
 * inside quotes. Comments go. Every offset of the result leads back to the text that a person wrote: what came out of a
 * macro points at its call.
 */

/** Macros may call macros this deep, and the whole result may be this long. */
const MAX_NESTING = 50;
const MAX_EXPANDED = 8_000_000;

/** A stretch of the result: text as written, or what a call stands for. */
interface Piece {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly verbatim: boolean;
}

/**
 * The text with all macros expanded, as a source whose spans lead back to `source`. What can't be expanded is reported
 * at its call and stays as written.
 */
export function expandMacros(source: Source, lookup: MacroLookup, report: Report): Source {
  try {
    return expanded(source, lookup, report);
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    const span = { source, start: problem.start, end: problem.end };
    report(splDiagnostic(problem.code, 'error', span, problem.message, problem.hint));
    return source;
  }
}

function expanded(source: Source, lookup: MacroLookup, report: Report): Source {
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let at = 0;
  const add = (text: string, from: number, to: number, verbatim: boolean): void => {
    if (text !== '') pieces.push({ at, from, to, verbatim });
    texts.push(text);
    at += text.length;
  };
  for (const part of parts(source.text)) {
    const { start, end } = part;
    if (part.kind === 'text') add(source.text.slice(start, end), start, end, true);
    else if (part.kind === 'comment') add(' ', start, end, false);
    else {
      const span: Span = { source, start, end };
      add(new Expansion(lookup, report, span).call(source.text.slice(start, end), []), start, end, false);
    }
    if (at > MAX_EXPANDED) throw tooLong(start, end);
  }
  return { name: source.name, text: texts.join(''), embedded: embedding(source, pieces, at) };
}

function tooLong(start: number, end: number): SyntaxProblem {
  return new SyntaxProblem(
    'WW0324',
    `With its macros expanded the search is longer than ${MAX_EXPANDED} characters`,
    'put long lists into a lookup',
    start,
    end,
  );
}

/** Ends of spans go behind what they cover, starts before it: an offset inside a macro's text has two ways back. */
function embedding(parent: Source, pieces: readonly Piece[], length: number): NonNullable<Source['embedded']> {
  const back = (offset: number): number => {
    const piece = pieceAt(pieces, offset);
    if (piece === undefined) return offset >= length ? parent.text.length : 0;
    return piece.verbatim ? Math.min(piece.to, piece.from + offset - piece.at) : piece.from;
  };
  const backEnd = (offset: number): number => {
    const piece = pieceAt(pieces, Math.max(0, offset - 1));
    if (piece === undefined) return back(offset);
    return piece.verbatim ? Math.min(piece.to, piece.from + offset - piece.at) : piece.to;
  };
  return { parent, toParent: back, toParentEnd: backEnd };
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}

interface Part {
  readonly kind: 'text' | 'comment' | 'macro';
  readonly start: number;
  readonly end: number;
}

/** A text cut into macro calls, comments and the rest; quoted texts are rest. */
function* parts(text: string): Generator<Part> {
  let start = 0;
  const marks = /```|[`"\\]/g;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const at = mark.index;
    if (mark[0] === '\\') marks.lastIndex = at + 2;
    else if (mark[0] === '"') marks.lastIndex = endOfQuoted(text, at);
    else {
      if (at > start) yield { kind: 'text', start, end: at };
      const comment = mark[0] === '```';
      start = comment ? endOfComment(text, at) : endOfMacroCall(text, at);
      marks.lastIndex = start;
      yield { kind: comment ? 'comment' : 'macro', start: at, end: start };
    }
  }
  if (start < text.length) yield { kind: 'text', start, end: text.length };
}

/** One call in the text and all that it leads to; whatever goes wrong is said at that call. */
class Expansion {
  private length = 0;
  private readonly said = new Set<SplCode>();

  constructor(
    private readonly lookup: MacroLookup,
    private readonly report: Report,
    private readonly span: Span,
  ) {}

  /** What a call stands for; the call itself when that can't be known. */
  call(written: string, path: readonly string[]): string {
    const call = parseMacroCall({ source: { name: '', text: written }, start: 0, end: written.length });
    const { name } = call;
    const count = call.arguments.length;
    const definition = this.lookup.macro(name, count);
    const key = `${name}(${count})`;
    if (definition === undefined) return this.unknown(written, name, count, path);
    if (path.includes(key))
      return this.refuse(
        'WW0321',
        `The macro ${name} calls itself: ${[...path, key].join(' → ')}`,
        'take the call out of one of them',
        written,
      );
    if (path.length >= MAX_NESTING)
      return this.refuse(
        'WW0324',
        `Macros are nested more than ${MAX_NESTING} deep`,
        'put the text of the inner ones into the outer ones',
        written,
      );
    const values = argumentsInOrder(call, definition.args);
    const objection = this.objection(definition, values);
    if (objection !== undefined)
      return this.refuse(
        'WW0325',
        `${name}: ${objection}`,
        'call it with other arguments, or look at its validation',
        written,
      );
    const text = this.evaluated(filledIn(definition, values), definition);
    if (text === undefined) return this.noText(name, written);
    this.length += text.length;
    if (this.length > MAX_EXPANDED)
      return this.refuse(
        'WW0324',
        `The macro ${name} expands to more than ${MAX_EXPANDED} characters`,
        'put long lists into a lookup',
        written,
      );
    return this.inner(text, [...path, key], name, written);
  }

  private inner(text: string, path: readonly string[], name: string, written: string): string {
    try {
      return [...parts(text)]
        .map(({ kind, start, end }) => {
          if (kind === 'comment') return ' ';
          return kind === 'macro' ? this.call(text.slice(start, end), path) : text.slice(start, end);
        })
        .join('');
    } catch (problem) {
      if (!(problem instanceof SyntaxProblem)) throw problem;
      return this.refuse(problem.code, `In the macro ${name}: ${problem.message}`, problem.hint, written);
    }
  }

  /**
   * What speaks against the arguments. macros.conf.spec: a boolean validation succeeds when it is true; one that gives
   * text gives the error, and none when it is null. Null does not say which of the two it is: a text is looked for.
   */
  private objection(definition: MacroDefinition, values: readonly string[]): string | undefined {
    const { args, validation, errorMessage = 'the arguments are not accepted' } = definition;
    if (validation === undefined || validation.trim() === '' || this.lookup.validate === undefined) return undefined;
    const text = filledIn({ args, definition: validation }, values);
    const verdict = this.lookup.validate(text, Object.fromEntries(args.map((name, i) => [name, values[i] ?? ''])));
    if (verdict === true) return undefined;
    if (verdict === null) return /^\s*(?:if|case|validate)\s*\(/i.test(text) ? undefined : errorMessage;
    return verdict === false ? errorMessage : verdict;
  }

  private evaluated(text: string, { isEval }: MacroDefinition): string | undefined {
    return isEval ? this.lookup.evaluate?.(text) : text;
  }

  private noText(name: string, written: string): string {
    return this.refuse(
      'WW0323',
      `The macro ${name} is an eval expression that gives no text here`,
      'check its definition; with iseval it must give a string',
      written,
    );
  }

  private unknown(written: string, name: string, count: number, path: readonly string[]): string {
    const names = this.lookup.macroNames?.() ?? [];
    const within = path.length === 0 ? '' : ` (called by ${path.join(' → ')})`;
    const others = names.filter((known) => known === name || known.startsWith(`${name}(`));
    if (others.length > 0)
      return this.refuse(
        'WW0322',
        `The macro ${name} does not take ${count} arguments${within}`,
        `it is defined as ${others.join(', ')}`,
        written,
      );
    return this.refuse(
      'WW0320',
      `There is no macro ${name}${within}`,
      didYouMean(name, names, 'Define it in macros.conf, or install the app that brings it.'),
      written,
    );
  }

  private refuse(code: SplCode, message: string, hint: string, written: string): string {
    // One macro's text may call a thousand others: each kind of problem is said once a call.
    if (!this.said.has(code)) this.report(splDiagnostic(code, 'error', this.span, message, hint));
    this.said.add(code);
    return written;
  }
}

/** The definition with `$name$` replaced by the arguments, also inside quotes. */
function filledIn(
  { args, definition }: Pick<MacroDefinition, 'args' | 'definition'>,
  values: readonly string[],
): string {
  if (args.length === 0) return definition;
  const byName = new Map(args.map((name, index) => [name, values[index] ?? '']));
  return definition.replace(/\$([\w-]+)\$/g, (whole, name: string) => byName.get(name) ?? whole);
}
