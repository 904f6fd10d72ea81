/**
 * Regular expressions as PCRE2 reads them (pcre2pattern): the pieces that a pattern is made of, in their order, and what
 * PCRE2 would refuse to compile. Nothing is run here.
 */

/** Letters behind a backslash that stand for a set of characters: `\d`, `\H`, `\R` … */
export type Shorthand = 'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'h' | 'H' | 'v' | 'V' | 'N' | 'R';

/** `\p{Lu}`; a name of one or two letters is a category, any other a script. */
export interface Property {
  readonly kind: 'property';
  readonly name: string;
  readonly negated: boolean;
}

export type ClassMember =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'shorthand'; readonly letter: Shorthand }
  | { readonly kind: 'posix'; readonly name: string; readonly negated: boolean }
  | Property;

/** The letters of flags; `x` is not among them, as the blanks that it makes nothing of are gone. */
export interface PcreFlags {
  readonly on: string;
  readonly off: string;
}

export type PcreGroup =
  | { readonly kind: 'capture'; readonly name: string | null }
  | { readonly kind: 'plain' | 'atomic' | 'conditional' | 'reset' }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negated: boolean }
  | (PcreFlags & { readonly kind: 'flags' });

export type PcrePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'or' | 'close' }
  | { readonly kind: 'anchor'; readonly sign: '^' | '$' | 'A' | 'z' | 'Z' | 'b' | 'B' }
  | { readonly kind: 'shorthand'; readonly letter: Shorthand }
  | { readonly kind: 'class'; readonly negated: boolean; readonly members: readonly ClassMember[] }
  | { readonly kind: 'reference'; readonly to: number | string }
  | { readonly kind: 'open'; readonly group: PcreGroup }
  | { readonly kind: 'repeat'; readonly text: string; readonly manner: 'greedy' | 'lazy' | 'possessive' }
  | (PcreFlags & { readonly kind: 'flags' })
  /** `\K`, recursion, verbs: what only PCRE has. */
  | { readonly kind: 'peculiar'; readonly what: string }
  | Property;

/** The pieces up to the end, or up to what is wrong. */
export interface PcreReading {
  readonly pieces: readonly PcrePiece[];
  readonly problem: string | undefined;
}

/** Takes a pattern apart. */
export function readPcre(pattern: string): PcreReading {
  const reader = new PcreReader(pattern);
  try {
    reader.read();
    return { pieces: reader.pieces, problem: undefined };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { pieces: reader.pieces, problem: error.message };
  }
}

/** What is wrong with a regular expression, or undefined where nothing is known to be. */
export function pcreProblem(pattern: string): string | undefined {
  return readPcre(pattern).problem;
}

/** The names of groups with their numbers, in their order. */
export function namedGroups(pieces: readonly PcrePiece[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  let number = 0;
  for (const piece of pieces) {
    if (piece.kind !== 'open' || piece.group.kind !== 'capture') continue;
    number += 1;
    if (piece.group.name !== null) names.set(piece.group.name, number);
  }
  return names;
}

class Malformed extends Error {}

const POSIX = /^(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit)$/;

/** Letters behind a backslash that PCRE2 refuses, as in a path whose backslashes were not doubled. */
const MEANINGLESS = /^[FIJLMOTUYijlmquy]$/;

const CONTROLS: Readonly<Record<string, string>> = { a: '\x07', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t' };

interface Open {
  readonly behind: boolean;
  readonly extended: boolean;
}

class PcreReader {
  readonly pieces: PcrePiece[] = [];
  private at = 0;
  private groups = 0;
  /** Blanks and comments mean nothing here. */
  private extended = false;
  /** The last piece can be repeated. */
  private repeatable = false;
  private readonly open: Open[] = [];
  private readonly names = new Set<string>();
  private readonly references: (string | number)[] = [];
  private readonly repeatsNames: boolean;

  constructor(private readonly pattern: string) {
    this.repeatsNames = /\(\?(?:\||[a-zA-Z]*J)/.test(pattern);
  }

  read(): void {
    while (this.at < this.pattern.length) this.piece();
    if (this.open.length > 0) throw new Malformed('a parenthesis is not closed');
    const missing = this.references.find((to) => !this.hasGroup(to));
    if (missing !== undefined) throw new Malformed(`it refers to group ${missing}, which it does not have`);
  }

  private hasGroup(to: number | string): boolean {
    return typeof to === 'number' ? to >= 1 && to <= this.groups : this.names.has(to);
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.pattern);
    if (match === null) return undefined;
    this.at += match[0].length;
    return match;
  }

  private add(piece: PcrePiece, repeatable = true): void {
    this.pieces.push(piece);
    this.repeatable = repeatable;
  }

  private piece(): void {
    if (this.extended && this.take(/\s+|#[^\n]*/y) !== undefined) return;
    switch (this.pattern[this.at]) {
      case '\\':
        return this.escape();
      case '[':
        return this.characterClass();
      case '(':
        return this.group();
      case ')':
        return this.close();
      default:
        return this.sign();
    }
  }

  private sign(): void {
    if (this.take(/\|/y) !== undefined) return this.add({ kind: 'or' }, false);
    if (this.take(/\./y) !== undefined) return this.add({ kind: 'any' });
    const anchor = this.take(/[$^]/y)?.[0];
    if (anchor !== undefined) return this.add({ kind: 'anchor', sign: anchor === '^' ? '^' : '$' }, false);
    const repeat = this.take(/([*+?]|\{(\d+)(?:(,)(\d*))?\})([?+]?)/y);
    if (repeat !== undefined) return this.repeat(repeat);
    this.add({ kind: 'text', text: this.take(/[\s\S]/uy)?.[0] ?? '' });
  }

  private repeat([text, sign = '', from, comma, to, manner]: RegExpExecArray): void {
    if (!this.repeatable) throw new Malformed(`"${text}" has nothing before it to repeat`);
    if (to !== undefined && to !== '' && Number(to) < Number(from)) throw new Malformed(`"${text}" counts down`);
    const varies = sign.length === 1 || comma !== undefined;
    if (varies && this.open.some(({ behind }) => behind))
      throw new Malformed(`"${text}" stands in a look-behind, whose length must be fixed`);
    const manners = { '': 'greedy', '?': 'lazy', '+': 'possessive' } as const;
    this.add({ kind: 'repeat', text: sign, manner: manners[manner === '?' || manner === '+' ? manner : ''] }, false);
  }

  private escape(): void {
    const quoted = this.take(/\\Q([\s\S]*?)(?:\\E|$)/y)?.[1];
    if (quoted !== undefined) return this.quoted(quoted);
    if (this.take(/\\E/y) !== undefined) {
      this.repeatable = false;
      return;
    }
    const reference = this.reference();
    if (reference !== undefined) {
      this.references.push(reference);
      return this.add({ kind: 'reference', to: reference });
    }
    const property = this.property();
    if (property !== undefined) return this.add(property);
    const anchor = this.take(/\\([AzZbB])/y)?.[1];
    if (isAnchor(anchor)) return this.add({ kind: 'anchor', sign: anchor });
    // `\cm` is a control character; in a rule it is mostly a path whose backslash was not doubled.
    const peculiar = this.take(/\\(?:[KGCX]|c[ -~])/y)?.[0];
    if (peculiar !== undefined) return this.add({ kind: 'peculiar', what: peculiar });
    const letter = this.shorthand(/\\([dDwWsShHvVNR])/y);
    if (letter !== undefined) return this.add({ kind: 'shorthand', letter });
    this.add({ kind: 'text', text: String.fromCodePoint(this.character()) });
  }

  /** `\Q…\E`: each character by itself, as a repetition behind it counts for the last. */
  private quoted(text: string): void {
    for (const character of text) this.add({ kind: 'text', text: character });
    if (text === '') this.repeatable = true;
  }

  private reference(): number | string | undefined {
    const named = this.take(/\\k[<{']([A-Za-z_]\w*)[>}']|\\g\{([A-Za-z_]\w*)\}/y);
    if (named !== undefined) return named[1] ?? named[2] ?? '';
    if (this.take(/\\k/y) !== undefined) throw new Malformed('\\k wants the name of a group, such as \\k<name>');
    const back = this.take(/\\g(?:\{-([1-9]\d?)\}|-([1-9]\d?))/y);
    if (back !== undefined) return this.groups + 1 - Number(back[1] ?? back[2]);
    const numbered = this.take(/\\([1-9])(?!\d)|\\g\{?([1-9]\d?)\}?/y);
    return numbered === undefined ? undefined : Number(numbered[1] ?? numbered[2]);
  }

  private property(): Property | undefined {
    if (this.take(/\\[pP](?:\{(?![^}]*\})|(?![{A-Z]))/y) !== undefined)
      throw new Malformed('\\p wants a property, such as \\p{L}');
    const match = this.take(/\\([pP])(?:\{(\^?)([^}]*)\}|([A-Z]))/y);
    if (match === undefined) return undefined;
    const [, letter, not = '', long, short] = match;
    return { kind: 'property', name: long ?? short ?? '', negated: (letter === 'P') !== (not === '^') };
  }

  private shorthand(pattern: RegExp): Shorthand | undefined {
    const letter = this.take(pattern)?.[1];
    return isShorthand(letter) ? letter : undefined;
  }

  /** The number of the character that an escape stands for. */
  private character(): number {
    if (this.take(/\\$/y) !== undefined) throw new Malformed('it ends in a backslash');
    if (this.take(/\\x\{(?![0-9A-Fa-f]+\})/y) !== undefined) throw new Malformed('\\x{ wants hexadecimal digits and }');
    const hex = this.take(/\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{0,2}))/y);
    if (hex !== undefined) return codePoint(parseInt(hex[1] ?? (hex[2] || '0'), 16));
    const octal = this.take(/\\o\{([0-7]+)\}|\\([0-7]{1,3})/y);
    if (octal !== undefined) return codePoint(parseInt(octal[1] ?? octal[2] ?? '0', 8));
    const control = this.take(/\\c([ -~])/y)?.[1];
    if (control !== undefined) return control.toUpperCase().charCodeAt(0) ^ 64;
    const text = this.take(/\\([\s\S])/uy)?.[1] ?? '';
    if (MEANINGLESS.test(text)) throw new Malformed(`\\${text} means nothing; a backslash itself is written \\\\`);
    return (CONTROLS[text] ?? text).codePointAt(0) ?? 0;
  }

  private group(): void {
    this.repeatable = false;
    if (this.take(/\(\?#/y) !== undefined) {
      if (this.take(/[^)]*\)/y) === undefined) throw new Malformed('a comment is not closed');
      return;
    }
    if (this.take(/\(\*[A-Z_a-z:0-9=]*\)/y) !== undefined)
      return this.add({ kind: 'peculiar', what: 'a backtracking verb' }, false);
    const same = this.take(/\(\?P=([A-Za-z_]\w*)\)/y)?.[1];
    if (same !== undefined) {
      this.references.push(same);
      return this.add({ kind: 'reference', to: same });
    }
    const called = this.take(/\(\?(?:(?:P>|&)([A-Za-z_]\w*)|R|[+-]?\d+|C\d*)\)/y);
    if (called !== undefined) {
      if (called[1] !== undefined) this.references.push(called[1]);
      return this.add({ kind: 'peculiar', what: 'recursion' });
    }
    const flags = this.take(/\(\?\^?([imsxnJU]*)(?:-([imsxnJU]*))?\)/y);
    if (flags !== undefined) return this.setFlags(flags[1] ?? '', flags[2] ?? '');
    this.opening();
  }

  private setFlags(on: string, off: string): void {
    if (on.includes('x')) this.extended = true;
    if (off.includes('x')) this.extended = false;
    this.add({ kind: 'flags', on: on.replaceAll('x', ''), off: off.replaceAll('x', '') }, false);
  }

  private opening(): void {
    const group = this.groupHead();
    this.add({ kind: 'open', group }, false);
    this.open.push({ behind: group.kind === 'look' && group.behind, extended: this.extended });
  }

  private groupHead(): PcreGroup {
    const look = this.take(/\(\?(<?)([=!])/y);
    if (look !== undefined) return { kind: 'look', behind: look[1] === '<', negated: look[2] === '!' };
    if (this.take(/\(\?:/y) !== undefined) return { kind: 'plain' };
    if (this.take(/\(\?>/y) !== undefined) return { kind: 'atomic' };
    if (this.take(/\(\?\|/y) !== undefined) return { kind: 'reset' };
    const flags = this.take(/\(\?\^?([imsxnJU]*)(?:-([imsxnJU]+))?:/y);
    if (flags !== undefined)
      return { kind: 'flags', on: (flags[1] ?? '').replaceAll('x', ''), off: (flags[2] ?? '').replaceAll('x', '') };
    if (this.take(/\(\?\((?:\?<?[=!]|[^)]*\))/y) !== undefined) return { kind: 'conditional' };
    return { kind: 'capture', name: this.captureName() };
  }

  private captureName(): string | null {
    const head = this.take(/\(\?(?:P?<|')/y);
    if (head === undefined) {
      const start = this.take(/\((\?[^)]?)?/y);
      if (start?.[1] !== undefined) throw new Malformed(`"(${start[1]}" begins no group that there is`);
      this.groups++;
      return null;
    }
    const name = this.take(/([^>')(\s]*)([>'])/y)?.[1];
    if (name === undefined) throw new Malformed(`the name behind ${head[0]} is not closed`);
    if (!/^[A-Za-z_]\w*$/.test(name))
      throw new Malformed(`"${name}" is no name for a group: letters, digits and _ make one`);
    if (this.names.has(name) && !this.repeatsNames) throw new Malformed(`two groups are named ${name}`);
    this.names.add(name);
    this.groups++;
    return name;
  }

  private close(): void {
    const group = this.open.pop();
    if (group === undefined) throw new Malformed('a parenthesis is closed that was not opened');
    this.extended = group.extended;
    this.at++;
    this.add({ kind: 'close' });
  }

  private characterClass(): void {
    const posix = this.take(/\[:\^?\w+:\]/y)?.[0];
    if (posix !== undefined) throw new Malformed(`${posix} stands in a class only: write [${posix}]`);
    const negated = this.take(/\[\^?/y)?.[0] === '[^';
    const members: ClassMember[] = [];
    for (let first = true; ; first = false) {
      if (this.at >= this.pattern.length) throw new Malformed('a bracket [ is not closed');
      if (!first && this.take(/\]/y) !== undefined) return this.add({ kind: 'class', negated, members });
      members.push(...this.members());
    }
  }

  /** members := [:name:] | \Q…\E | character [ - character ] */
  private members(): readonly ClassMember[] {
    const posix = this.take(/\[:(\^?)([^:\]]*):\]/y);
    if (posix !== undefined) {
      const [, not, name = ''] = posix;
      if (!POSIX.test(name)) throw new Malformed(`there is no class [:${not ?? ''}${name}:]`);
      return [{ kind: 'posix', name, negated: not === '^' }];
    }
    const quoted = this.take(/\\Q([\s\S]*?)(?:\\E|$)/y)?.[1];
    if (quoted !== undefined) return Array.from(quoted, (one) => rangeOf(one.codePointAt(0) ?? 0));
    if (this.take(/\\E/y) !== undefined) return [];
    const from = this.single();
    if (from.kind !== 'range' || this.take(/-(?!\])(?!\[:)/y) === undefined) return [from];
    const to = this.single();
    if (to.kind !== 'range') return [from, rangeOf(45), to];
    if (to.from >= from.from) return [{ kind: 'range', from: from.from, to: to.from }];
    throw new Malformed(`the range ${shown(from.from)}-${shown(to.from)} is the wrong way round`);
  }

  private single(): ClassMember {
    const letter = this.shorthand(/\\([dDwWsShHvVNR])/y);
    if (letter !== undefined) return { kind: 'shorthand', letter };
    const property = this.property();
    if (property !== undefined) return property;
    if (this.take(/\\b/y) !== undefined) return rangeOf(8);
    if (this.pattern[this.at] === '\\') return rangeOf(this.character());
    return rangeOf(this.take(/[\s\S]/uy)?.[0].codePointAt(0) ?? 0);
  }
}

function rangeOf(code: number): ClassMember & { readonly kind: 'range' } {
  return { kind: 'range', from: code, to: code };
}

function codePoint(code: number): number {
  if (code <= 0x10ffff) return code;
  throw new Malformed(`there is no character ${code.toString(16)}`);
}

function isShorthand(letter: string | undefined): letter is Shorthand {
  return letter !== undefined && /^[dDwWsShHvVNR]$/.test(letter);
}

function isAnchor(letter: string | undefined): letter is 'A' | 'z' | 'Z' | 'b' | 'B' {
  return letter !== undefined && /^[AzZbB]$/.test(letter);
}

function shown(code: number): string {
  return code > 32 && code < 127 ? String.fromCodePoint(code) : `\\x${code.toString(16)}`;
}
