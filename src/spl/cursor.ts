import type { Span, Source } from '../core/source';
import type { EvalExpression, FieldName, MacroCall, Subsearch } from './ast';
import { unescapeQuoted } from './escape';
import { parseMacroCall } from './macro_call';
import { endOfComment, endOfMacroCall, endOfQuoted, type StageText } from './structure';
import { SyntaxProblem, type SplCode } from './syntax_problem';

/** What a grammar needs from the parser around it: subsearches and the language's settings. */
export interface Surroundings {
  readonly precedence: Precedence;
  readonly subsearch: (bracketStart: number) => Subsearch;
  /** For things that are odd but readable. */
  readonly warn: (code: SplCode, start: number, end: number, message: string, hint: string) => void;
}

/** How AND and OR bind in search expressions; Splunk documents `or-first`. */
export type Precedence = 'or-first' | 'and-first';

/** Parentheses and operators may be nested this deep; deeper is refused, so that no text can exhaust the stack. */
const MAX_DEPTH = 200;

const BLANK = /\s*/y;
const SPACE = 32;
const BACKTICK = 96;
/** From here on signs outside ASCII may be blanks too. */
const FIRST_WIDE = 128;

/** Reads one command's text from left to right; every command's grammar is written with these steps. */
export class Cursor {
  private depth = 0;
  /** Reads names of an eval expression that mean something of their own where it stands. */
  private ownNames: ((cursor: Cursor) => EvalExpression | undefined) | null = null;
  /** The text up to the end of the command: no step can read past it. */
  private readonly text: string;

  constructor(
    readonly source: Source,
    readonly surroundings: Surroundings,
    private readonly stage: StageText,
    private at: number,
  ) {
    this.text = source.text.slice(0, stage.end);
  }

  /** Offset of the next thing that is neither blank nor comment. */
  get position(): number {
    this.skipBlank();
    return this.at;
  }

  /** Offset right behind what was read last. */
  get behind(): number {
    return this.at;
  }

  get atEnd(): boolean {
    return this.position >= this.stage.end;
  }

  /** The character here, without skipping blanks; empty at the end. */
  get raw(): string {
    return this.at < this.stage.end ? (this.text[this.at] ?? '') : '';
  }

  /** The next character that is not blank; empty at the end. */
  get next(): string {
    return this.atEnd ? '' : (this.text[this.at] ?? '');
  }

  private skipBlank(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code > SPACE && code < FIRST_WIDE && code !== BACKTICK) return;
      BLANK.lastIndex = this.at;
      BLANK.test(this.text);
      this.at = BLANK.lastIndex;
      if (!this.text.startsWith('```', this.at)) return;
      this.at = endOfComment(this.text, this.at);
    }
  }

  /** What the sticky expression matches here (blanks skipped), or undefined; nothing is read. */
  peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    return match ?? undefined;
  }

  /** Reads what the sticky expression matches. */
  take(pattern: RegExp): string | undefined {
    const start = this.position;
    pattern.lastIndex = start;
    if (!pattern.test(this.text)) return undefined;
    this.at = pattern.lastIndex;
    return this.text.slice(start, this.at);
  }

  /** Reads one of the fixed characters when it is next. */
  takeText(text: string): boolean {
    const start = this.position;
    if (start + text.length > this.stage.end || !this.text.startsWith(text, start)) return false;
    this.at = start + text.length;
    return true;
  }

  /** Like `take`, but only without a blank before it. */
  takeAdjacent(pattern: RegExp): string | undefined {
    return /[\s]/.test(this.raw) || this.raw === '' ? undefined : this.take(pattern);
  }

  /** Reads from the parenthesis here to the one that closes it, quoted texts in between; false when none closes it. */
  takeBalanced(): boolean {
    const marks = /["()]/g;
    marks.lastIndex = this.at;
    let open = 0;
    for (let mark = marks.exec(this.text); mark !== null; mark = marks.exec(this.text)) {
      if (mark[0] === '"') marks.lastIndex = endOfQuoted(this.text, mark.index);
      else open += mark[0] === '(' ? 1 : -1;
      if (open > 0) continue;
      this.at = mark.index + 1;
      return true;
    }
    return false;
  }

  /** True when this whole word is next, whatever its case. */
  isWord(word: string): boolean {
    const start = this.position;
    const end = start + word.length;
    if (end > this.stage.end) return false;
    if (this.text.slice(start, end).toLowerCase() !== word) return false;
    return end === this.stage.end || !/[\w.:*{}\-/]/.test(this.text[end] ?? ' ');
  }

  /** Reads the word when it is next, whatever its case. */
  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.at += word.length;
    return true;
  }

  expectText(text: string, what: string): void {
    if (!this.takeText(text)) throw this.problem('WW0303', `Expected ${what} here`, `write ${text}`);
  }

  /** A double-quoted text with its escapes resolved, when one is next. */
  takeQuoted(): string | undefined {
    const inside = this.takeQuotedRaw();
    return inside === undefined ? undefined : unescapeQuoted(inside);
  }

  /** A double-quoted text as written between its quotes. */
  takeQuotedRaw(): string | undefined {
    if (this.next !== '"') return undefined;
    const start = this.at;
    this.at = endOfQuoted(this.text, start);
    return this.text.slice(start + 1, this.at - 1);
  }

  /** A macro call, when one is next. */
  takeMacro(): MacroCall | undefined {
    if (this.next !== '`') return undefined;
    const start = this.at;
    this.at = endOfMacroCall(this.text, start);
    return parseMacroCall(this.spanFrom(start));
  }

  /** A subsearch, when one is next. */
  takeSubsearch(): Subsearch | undefined {
    const text = this.takeBrackets();
    return text === undefined ? undefined : this.surroundings.subsearch(text.start - 1);
  }

  /** The piece between brackets, unread. */
  takeBrackets(): { readonly start: number; readonly end: number } | undefined {
    if (this.next !== '[') return undefined;
    const bracket = this.stage.brackets.get(this.at);
    if (bracket === undefined) return undefined;
    this.at = bracket.end + 1;
    return bracket;
  }

  expectSubsearch(what: string): Subsearch {
    const subsearch = this.takeSubsearch();
    if (subsearch !== undefined) return subsearch;
    throw this.problem('WW0303', `Expected ${what} here`, 'write a subsearch between [ and ]');
  }

  /** Runs a part of a grammar whose eval expressions ask `read` first when a name is next. */
  withNames<T>(read: ((cursor: Cursor) => EvalExpression | undefined) | null, run: () => T): T {
    const before = this.ownNames;
    this.ownNames = read;
    const result = run();
    this.ownNames = before;
    return result;
  }

  /** What the reader of `withNames` makes of the next name. */
  takeOwnName(): EvalExpression | undefined {
    return this.ownNames?.(this);
  }

  /** Runs a nested part of a grammar; refuses nesting that is too deep. */
  nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH)
      throw this.problem('WW0309', `This is nested more than ${MAX_DEPTH} deep`, 'use IN (…), a lookup or a macro');
    const result = read();
    this.depth--;
    return result;
  }

  spanFrom(start: number): Span {
    return { source: this.source, start, end: Math.max(start, this.at) };
  }

  textFrom(start: number): string {
    return this.text.slice(start, this.at);
  }

  /** All that is left of the command, read. */
  takeRest(): string {
    const start = this.position;
    this.at = this.stage.end;
    return this.text.slice(start, this.stage.end).trimEnd();
  }

  moveTo(offset: number): void {
    this.at = offset;
  }

  field(name: string, start: number): FieldName {
    return { kind: 'field', name, span: this.spanFrom(start) };
  }

  /** A problem at the next word or sign. */
  problem(code: SplCode, message: string, hint: string): SyntaxProblem {
    const start = this.position;
    const length = this.atEnd ? 0 : (this.peek(/"[^"]{0,40}"?|[\w.:*{}\-]{1,60}|[\s\S]/y)?.[0].length ?? 1);
    return new SyntaxProblem(code, message, hint, start, start + length);
  }

  problemAt(code: SplCode, start: number, message: string, hint: string): SyntaxProblem {
    return new SyntaxProblem(code, message, hint, start, Math.max(start, this.at));
  }
}
