/**
 * What PCRE refuses to compile, found without an engine: groups and classes that are not closed, repetitions of nothing,
 * ranges the wrong way round, names that are none, references to groups that are not there (pcre2pattern).
 */

/** What is wrong with a regular expression, or undefined where nothing is known to be. */
export function pcreProblem(pattern: string): string | undefined {
  const scan = new PcreScan(pattern);
  return scan.run();
}

/** Whether a regular expression has a group with a name. */
export function hasNamedGroup(pattern: string): boolean {
  return /\(\?(?:P?<|')[A-Za-z_]/.test(pattern);
}

interface Group {
  readonly behind: boolean;
  readonly extended: boolean;
}

const POSIX = /^\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit)$/;

/** Letters behind a backslash that PCRE2 refuses, as in a path whose backslashes were not doubled. */
const MEANINGLESS = /^\\[FIJLMOTUYijlmquy]$/;

class PcreScan {
  private at = 0;
  private groups = 0;
  private extended = false;
  /** The last piece can be repeated. */
  private repeatable = false;
  private readonly open: Group[] = [];
  private readonly names = new Set<string>();
  private readonly references: (string | number)[] = [];
  private readonly repeatsNames: boolean;

  constructor(private readonly pattern: string) {
    this.repeatsNames = /\(\?(?:\||[a-zA-Z]*J)/.test(pattern);
  }

  run(): string | undefined {
    while (this.at < this.pattern.length) {
      const problem = this.piece();
      if (problem !== undefined) return problem;
    }
    if (this.open.length > 0) return 'a parenthesis is not closed';
    return this.missingReference();
  }

  private missingReference(): string | undefined {
    const missing = this.references.find((to) => (typeof to === 'number' ? to > this.groups : !this.names.has(to)));
    return missing === undefined ? undefined : `it refers to group ${missing}, which it does not have`;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.pattern);
    if (match === null) return undefined;
    this.at += match[0].length;
    return match;
  }

  private piece(): string | undefined {
    if (this.extended && this.take(/\s+|#[^\n]*/) !== undefined) return undefined;
    switch (this.pattern[this.at]) {
      case '\\':
        return this.escape();
      case '[':
        return this.characterClass();
      case '(':
        return this.group();
      case ')':
        return this.close();
      case '|':
        this.at++;
        this.repeatable = false;
        return undefined;
      default:
        return this.quantifierOrLiteral();
    }
  }

  private quantifierOrLiteral(): string | undefined {
    if (this.take(/[$^]/) !== undefined) {
      this.repeatable = false;
      return undefined;
    }
    const quantifier = this.take(/([*+?]|\{(\d+)(?:(,)(\d*))?\})([?+]?)/);
    if (quantifier === undefined) {
      this.at++;
      this.repeatable = true;
      return undefined;
    }
    const [text, sign = '', from, comma, to] = quantifier;
    if (!this.repeatable) return `"${text}" has nothing before it to repeat`;
    this.repeatable = false;
    if (to !== undefined && to !== '' && Number(to) < Number(from)) return `"${text}" counts down`;
    const varies = sign.length === 1 || comma !== undefined;
    return varies && this.open.some(({ behind }) => behind)
      ? `"${text}" stands in a look-behind, whose length must be fixed`
      : undefined;
  }

  private escape(): string | undefined {
    if (this.take(/\\Q/) !== undefined) {
      this.take(/[\s\S]*?(?:\\E|$)/);
      this.repeatable = true;
      return undefined;
    }
    this.repeatable = true;
    if (this.take(/\\$/) !== undefined) return 'it ends in a backslash';
    if (this.take(/\\x\{(?![0-9A-Fa-f]+\})/) !== undefined) return '\\x{ wants hexadecimal digits and }';
    if (this.take(/\\[pP](?:\{(?![^}]*\})|(?![{A-Z]))/) !== undefined) return '\\p wants a property, such as \\p{L}';
    const named = this.take(/\\k[<{']([A-Za-z_]\w*)[>}']|\\g\{([A-Za-z_]\w*)\}/);
    if (named !== undefined) this.references.push(named[1] ?? named[2] ?? '');
    else if (this.take(/\\k/) !== undefined) return '\\k wants the name of a group, such as \\k<name>';
    else {
      const numbered = this.take(/\\([1-9])(?!\d)|\\g\{?([1-9]\d?)\}?/);
      if (numbered !== undefined) this.references.push(Number(numbered[1] ?? numbered[2]));
      else return this.simpleEscape();
    }
    return undefined;
  }

  private simpleEscape(): string | undefined {
    if (this.take(/\\E/) !== undefined) {
      this.repeatable = false;
      return undefined;
    }
    const [text = ''] = this.take(/\\[\s\S]/) ?? [];
    return MEANINGLESS.test(text) ? `${text} means nothing; a backslash itself is written \\\\` : undefined;
  }

  private group(): string | undefined {
    this.repeatable = false;
    if (this.take(/\(\?#/) !== undefined)
      return this.take(/[^)]*\)/) === undefined ? 'a comment is not closed' : undefined;
    if (this.take(/\(\*[A-Z_a-z:0-9=]*\)/) !== undefined) return undefined;
    const reference = this.take(/\(\?(?:P[=>]|&)([A-Za-z_]\w*)\)/);
    if (reference !== undefined) return this.refer(reference[1] ?? '');
    if (this.take(/\(\?(?:R|[+-]?\d+|C\d*)\)/) !== undefined) return this.refer(0);
    const flags = this.take(/\(\?\^?([imsxnJU]*)(?:-([imsxnJU]*))?\)/);
    if (flags !== undefined) return this.setFlags(flags[1] ?? '', flags[2] ?? '');
    return this.opening();
  }

  private refer(to: string | number): undefined {
    if (to !== 0) this.references.push(to);
    this.repeatable = true;
    return undefined;
  }

  private setFlags(on: string, off: string): undefined {
    if (on.includes('x')) this.extended = true;
    if (off.includes('x')) this.extended = false;
    return undefined;
  }

  private opening(): string | undefined {
    const behind = this.take(/\(\?<[=!]/) !== undefined;
    if (!behind && this.take(/\(\?(?:[:=!>|]|\^?[imsxnJU]+(?:-[imsxnJU]+)?:|-[imsxnJU]+:)/) === undefined) {
      if (this.take(/\(\?\((?:\?<?[=!]|[^)]*\))/) === undefined) {
        const problem = this.capturing();
        if (problem !== undefined) return problem;
      }
    }
    this.open.push({ behind, extended: this.extended });
    return undefined;
  }

  private capturing(): string | undefined {
    const head = this.take(/\(\?(?:P?<|')/);
    if (head === undefined) {
      const start = this.take(/\((\?[^)]?)?/);
      this.groups++;
      return start?.[1] === undefined ? undefined : `"(${start[1]}" begins no group that there is`;
    }
    const name = this.take(/([^>')(\s]*)([>'])/);
    if (name === undefined) return `the name behind ${head[0]} is not closed`;
    const [, text = ''] = name;
    if (!/^[A-Za-z_]\w*$/.test(text)) return `"${text}" is no name for a group: letters, digits and _ make one`;
    if (this.names.has(text) && !this.repeatsNames) return `two groups are named ${text}`;
    this.names.add(text);
    this.groups++;
    return undefined;
  }

  private close(): string | undefined {
    const group = this.open.pop();
    if (group === undefined) return 'a parenthesis is closed that was not opened';
    this.extended = group.extended;
    this.at++;
    this.repeatable = true;
    return undefined;
  }

  private characterClass(): string | undefined {
    const posix = this.take(/\[:\^?\w+:\]/);
    if (posix !== undefined) return `${posix[0]} stands in a class only: write [${posix[0]}]`;
    this.take(/\[\^?/);
    this.repeatable = true;
    for (let first = true; ; first = false) {
      if (this.at >= this.pattern.length) return 'a bracket [ is not closed';
      if (!first && this.take(/\]/) !== undefined) return undefined;
      const problem = this.member();
      if (problem !== undefined) return problem;
    }
  }

  /** member := [:name:] | \Q…\E | character [ - character ] */
  private member(): string | undefined {
    const posix = this.take(/\[:([^:\]]*):\]/);
    if (posix !== undefined) return POSIX.test(posix[1] ?? '') ? undefined : `there is no class [:${posix[1] ?? ''}:]`;
    if (this.take(/\\Q[\s\S]*?(?:\\E|$)/) !== undefined) return undefined;
    const from = this.character();
    const range = this.take(/-(?!\])(?!\[:)/);
    if (range === undefined) return undefined;
    const to = this.character();
    return from !== undefined && to !== undefined && to < from
      ? `the range ${shown(from)}-${shown(to)} is the wrong way round`
      : undefined;
  }

  /** A character of a class as its number; undefined for one that stands for several. */
  private character(): number | undefined {
    const hex = this.take(/\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{1,2}))/);
    if (hex !== undefined) return parseInt(hex[1] ?? hex[2] ?? '', 16);
    if (this.take(/\\(?:[pP]\{[^}]*\}|[0-9A-Za-z])/) !== undefined) return undefined;
    const [text = ''] = this.take(/\\?[\s\S]/) ?? [];
    return text.at(-1)?.codePointAt(0);
  }
}

function shown(code: number): string {
  return code > 32 && code < 127 ? String.fromCodePoint(code) : `\\x${code.toString(16)}`;
}
