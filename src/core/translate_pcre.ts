/** From PCRE's notation to that of the two engines; a scan over the pattern's pieces, no parse tree. */

export interface Translation {
  /** For the linear engine (RE2 syntax). */
  readonly linearText: string;
  /** For the runtime's own engine, with its flags. */
  readonly nativeText: string;
  readonly nativeFlags: string;
  readonly needsBacktracking: boolean;
  /** A construct that neither engine has. */
  readonly refused?: string;
}

/** What differs from PCRE, for hints and documents. */
export const differences =
  'Patterns follow PCRE except: no atomic groups, possessive quantifiers, recursion, conditionals, \\K or \\G; lookaround and backreferences run under a time budget; $ matches at the very end only.';

interface Piece {
  readonly linear: string;
  readonly native: string;
  readonly backtracking?: true;
  readonly refused?: string;
}

type Rule = readonly [RegExp, (match: RegExpExecArray) => Piece];

const same = (text: string): Piece => ({ linear: text, native: text });
const refuse = (what: string): Piece => ({ linear: '', native: '', refused: what });
const backtracking = (text: string): Piece => ({ linear: '', native: text, backtracking: true });
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const posixClasses: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s\\x0b',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  cntrl: '\\x00-\\x1f\\x7f',
  print: ' -~',
  graph: '!-~',
};

/** Outside a class, in the order in which they are tried. */
const rules: readonly Rule[] = [
  [/\\Q([\s\S]*?)(?:\\E|$)/y, (m) => same(escaped(m[1] ?? ''))],
  [/\\E/y, () => same('')],
  [/\\K|\\G|\\C|\\X/y, (m) => refuse(m[0])],
  [/\\h/y, () => same('[ \\t]')],
  [/\\H/y, () => same('[^ \\t]')],
  [/\\R/y, () => same('(?:\\r\\n|[\\n\\r\\x0b\\x0c])')],
  [/\\N/y, () => same('[^\\n]')],
  [/\\A/y, () => ({ linear: '\\A', native: '(?<![\\s\\S])' })],
  [/\\z/y, () => ({ linear: '\\z', native: '(?![\\s\\S])' })],
  [/\\Z/y, () => ({ linear: '\\z', native: '(?=\\n?(?![\\s\\S]))' })],
  [/\\a/y, () => same('\\x07')],
  [/\\e/y, () => same('\\x1b')],
  [/\\x\{([0-9a-fA-F]+)\}/y, (m) => ({ linear: m[0], native: `\\u{${m[1] ?? ''}}` })],
  [
    /\\0([0-7]{0,2})/y,
    (m) =>
      same(
        `\\x${parseInt(`0${m[1] ?? ''}`, 8)
          .toString(16)
          .padStart(2, '0')}`,
      ),
  ],
  [/\\k[<{']([A-Za-z_]\w*)[>}']/y, (m) => backtracking(`\\k<${m[1] ?? ''}>`)],
  [/\\g\{?(\d+)\}?|\\([1-9]\d*)/y, (m) => backtracking(`\\${m[1] ?? m[2] ?? ''}(?:)`)],
  [/\(\?P=([A-Za-z_]\w*)\)/y, (m) => backtracking(`\\k<${m[1] ?? ''}>`)],
  [/\\([a-zA-Z])/y, (m) => same(m[0])],
  [/\\([\s\S])/y, (m) => ({ linear: escapedLiteral(m[1] ?? ''), native: escapedLiteral(m[1] ?? '') })],
  [/\(\?#[^)]*\)/y, () => same('')],
  [/\(\?<?[=!]/y, (m) => backtracking(m[0])],
  [/\(\?>/y, () => refuse('an atomic group')],
  [/\(\?(?:R|\d+|&\w+|P>\w+)\)/y, () => refuse('recursion')],
  [/\(\?\(/y, () => refuse('a conditional group')],
  [/\(\?\|/y, () => refuse('a branch-reset group')],
  [/\(\*[A-Z]/y, () => refuse('a backtracking verb')],
  [/\(\?(?:P?<|')([A-Za-z_]\w*)[>']/y, (m) => ({ linear: `(?P<${m[1] ?? ''}>`, native: `(?<${m[1] ?? ''}>` })],
  [/(?:[*+?]|\{\d+(?:,\d*)?\})\+/y, () => refuse('a possessive quantifier')],
  [/\{(?!\d+(?:,\d*)?\})/y, () => same('\\{')],
  [/\}/y, (m) => same(m[0])],
];

const inClass: readonly Rule[] = [
  [/\[:(\^?)(\w+):\]/y, (m) => posix(m[1] === '^', m[2] ?? '')],
  [/\\h/y, () => same(' \\t')],
  [/\\b/y, () => same('\\x08')],
  [/\\e/y, () => same('\\x1b')],
  [/\\R/y, () => same('\\n\\r')],
  [/\\x\{([0-9a-fA-F]+)\}/y, (m) => ({ linear: m[0], native: `\\u{${m[1] ?? ''}}` })],
  [/\\([a-zA-Z0-9])/y, (m) => same(m[0])],
  [/\\([\s\S])/y, (m) => same(escapedLiteral(m[1] ?? ''))],
  [/\[/y, () => same('\\[')],
];

function posix(negated: boolean, name: string): Piece {
  const members = posixClasses[name];
  if (members === undefined || negated) return refuse(`the class [:${negated ? '^' : ''}${name}:]`);
  return same(members);
}

/** A literal behind a backslash, in a form that both engines take. */
function escapedLiteral(character: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
}

/** Takes a pattern apart, writes it for both engines, and says which of them can run it. */
export function translate(source: string): Translation {
  const head = /^\(\?([imsx]+)\)/.exec(source);
  const flags = head?.[1] ?? '';
  const body = source.slice(head?.[0].length ?? 0);
  const pieces = scan(flags.includes('x') ? withoutLayout(body) : body);
  const join = (side: 'linear' | 'native'): string => pieces.map((piece) => piece[side]).join('');
  const engineFlags = flags.replace(/x/g, '');
  const refused = pieces.find((piece) => piece.refused !== undefined)?.refused;
  return {
    linearText: `${engineFlags === '' ? '' : `(?${engineFlags})`}${join('linear')}`,
    nativeText: join('native').replace(/\}(?![\s\S])/g, '}'),
    nativeFlags: [...new Set(engineFlags)].join(''),
    needsBacktracking: pieces.some((piece) => piece.backtracking === true),
    ...(refused === undefined ? {} : { refused }),
  };
}

/** What the `x` flag ignores: blanks and comments outside classes. */
function withoutLayout(source: string): string {
  return source.replace(
    /(\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\])|\s+|#[^\n]*/g,
    (_, kept: string | undefined) => kept ?? '',
  );
}

function scan(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let open = false;
  while (at < source.length) {
    const classHead = open ? null : sticky(/\[\^?\]?/y, source, at);
    const found = classHead ?? firstRule(open ? inClass : rules, source, at);
    const taken = found ?? { length: 1, piece: same(source[at] ?? '') };
    if (classHead !== null) open = true;
    else if (open && found === null && source[at] === ']') open = false;
    pieces.push(taken.piece);
    at += taken.length;
  }
  return pieces;
}

function sticky(pattern: RegExp, source: string, at: number): { length: number; piece: Piece } | null {
  pattern.lastIndex = at;
  const match = pattern.exec(source);
  return match === null ? null : { length: match[0].length, piece: same(match[0].replace(/\]$/, '\\]')) };
}

function firstRule(among: readonly Rule[], source: string, at: number): { length: number; piece: Piece } | null {
  for (const [pattern, make] of among) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match !== null) return { length: match[0].length, piece: make(match) };
  }
  return null;
}
