import {
  namedGroups,
  readPcre,
  type ClassMember,
  type PcreFlags,
  type PcreGroup,
  type PcrePiece,
  type Shorthand,
} from './pcre';

/** From PCRE's notation to that of the two engines. */

export interface Translation {
  /** For the linear engine (RE2 syntax). */
  readonly linearText: string;
  /** For the runtime's own engine, with its flags. */
  readonly nativeText: string;
  readonly nativeFlags: string;
  readonly needsBacktracking: boolean;
  /** The names of groups with their numbers. */
  readonly names: ReadonlyMap<string, number>;
  /** A construct that neither engine has. */
  readonly refused?: string;
  /** Why PCRE itself would not take it. */
  readonly problem?: string;
}

/** What differs from PCRE, for hints and documents. */
export const differences =
  'Patterns follow PCRE except: no atomic groups, possessive quantifiers, recursion, conditionals, \\K or \\G; lookaround and backreferences run under a time budget, with flags at the start alone, and a reference to a group that took no part finds the empty text; $ matches at the very end only.';

/** Writes a pattern for both engines, and says which of them can run it. */
export function translate(source: string): Translation {
  const { pieces, problem } = readPcre(source);
  const flags = leadingFlags(pieces);
  const needsBacktracking = pieces.some(
    (piece) => piece.kind === 'reference' || (piece.kind === 'open' && piece.group.kind === 'look'),
  );
  const refused =
    pieces.map(refusal).find((one) => one !== undefined) ??
    innerFlags(pieces, flags, needsBacktracking) ??
    forwardReference(pieces);
  return {
    linearText: pieces.map(linearPiece).join(''),
    nativeText: pieces.map((piece) => nativePiece(piece, flags)).join(''),
    nativeFlags: `${flags}u`,
    needsBacktracking,
    names: namedGroups(pieces),
    ...(refused === undefined ? {} : { refused }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** The flags that count for the whole pattern: those before everything else. */
function leadingFlags(pieces: readonly PcrePiece[]): string {
  const letters = new Set<string>();
  for (const piece of pieces) {
    if (piece.kind !== 'flags' || piece.off !== '') break;
    for (const letter of piece.on) letters.add(letter);
  }
  return [...letters].filter((letter) => /[ims]/.test(letter)).join('');
}

/** The runtime's own engine knows flags of the whole pattern only. */
function innerFlags(pieces: readonly PcrePiece[], flags: string, backtracking: boolean): string | undefined {
  const inner = pieces.some(
    (piece) =>
      (piece.kind === 'flags' && (piece.off !== '' || [...piece.on].some((letter) => !flags.includes(letter)))) ||
      (piece.kind === 'open' && piece.group.kind === 'flags'),
  );
  return backtracking && inner ? 'flags inside, beside lookaround or backreferences' : undefined;
}

/** Where PCRE finds nothing, the runtime's own engine finds the empty text. */
function forwardReference(pieces: readonly PcrePiece[]): string | undefined {
  const numbers = namedGroups(pieces);
  let groups = 0;
  for (const piece of pieces) {
    if (piece.kind === 'open' && piece.group.kind === 'capture') groups += 1;
    if (piece.kind !== 'reference') continue;
    const to = typeof piece.to === 'number' ? piece.to : (numbers.get(piece.to) ?? 0);
    if (to > groups) return 'a reference to a group behind it';
  }
  return undefined;
}

const unknownGroups = {
  atomic: 'an atomic group',
  conditional: 'a conditional group',
  reset: 'a branch-reset group',
} as const;

/** What neither engine has. */
function refusal(piece: PcrePiece): string | undefined {
  switch (piece.kind) {
    case 'peculiar':
      return piece.what;
    case 'repeat':
      return piece.manner === 'possessive' ? 'a possessive quantifier' : undefined;
    case 'property':
      return propertyRefusal(piece.name);
    case 'class':
      return piece.members.map(memberRefusal).find((one) => one !== undefined);
    case 'flags':
      return flagsRefusal(piece);
    case 'open':
      return groupRefusal(piece.group);
    default:
      return undefined;
  }
}

function groupRefusal(group: PcreGroup): string | undefined {
  switch (group.kind) {
    case 'atomic':
    case 'conditional':
    case 'reset':
      return unknownGroups[group.kind];
    case 'flags':
      return flagsRefusal(group);
    default:
      return undefined;
  }
}

function flagsRefusal({ on, off }: PcreFlags): string | undefined {
  const unknown = /[^ims]/.exec(on + off)?.[0];
  return unknown === undefined ? undefined : `the flag ${unknown}`;
}

function propertyRefusal(name: string): string | undefined {
  return /^(?:[CLMNPSZ][a-z]?|[A-Z][a-z]+(?:_[A-Z][a-z]+)*)$/.test(name) && !/^X[a-z]{2}$|^Any$/.test(name)
    ? undefined
    : `the property ${name}`;
}

function memberRefusal(member: ClassMember): string | undefined {
  switch (member.kind) {
    case 'property':
      return propertyRefusal(member.name);
    case 'posix':
      return member.negated ? `the class [:^${member.name}:]` : undefined;
    case 'shorthand':
      return /[HVNR]/.test(member.letter) ? `\\${member.letter} inside a class` : undefined;
    case 'range':
      return undefined;
  }
}

/** The members of the sets, as both engines write them in a class. */
const sets = {
  s: '\\t-\\r ',
  h: '\\t \\xa0',
  v: '\\n-\\r\\x85',
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  ascii: '\\x00-\\x7f',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\t-\\r ',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  cntrl: '\\x00-\\x1f\\x7f',
  print: ' -~',
  graph: '!-~',
} as const;

const shorthands: Readonly<Record<Shorthand, string>> = {
  d: '\\d',
  D: '\\D',
  w: '\\w',
  W: '\\W',
  s: `[${sets.s}]`,
  S: `[^${sets.s}]`,
  h: `[${sets.h}]`,
  H: `[^${sets.h}]`,
  v: `[${sets.v}]`,
  V: `[^${sets.v}]`,
  N: '[^\\n]',
  R: `(?:\\r\\n|[${sets.v}])`,
};

type Engine = 'linear' | 'native';

function linearPiece(piece: PcrePiece): string {
  switch (piece.kind) {
    case 'any':
      return '.';
    case 'anchor':
      return /[\^$]/.test(piece.sign) ? piece.sign : `\\${piece.sign === 'Z' ? 'z' : piece.sign}`;
    case 'flags':
      return piece.on === '' && piece.off === '' ? '' : `(?${flagText(piece)})`;
    default:
      return commonPiece(piece, 'linear');
  }
}

function nativePiece(piece: PcrePiece, flags: string): string {
  switch (piece.kind) {
    case 'any':
      return flags.includes('s') ? '.' : '[^\\n]';
    case 'anchor':
      return nativeAnchor(piece.sign, flags.includes('m'));
    case 'flags':
      return '';
    default:
      return commonPiece(piece, 'native');
  }
}

/** The runtime's lines end at more characters than PCRE's. */
function nativeAnchor(sign: (PcrePiece & { readonly kind: 'anchor' })['sign'], manyLines: boolean): string {
  switch (sign) {
    case '^':
      return manyLines ? '(?<![^\\n])' : '^';
    case '$':
      return manyLines ? '(?![^\\n])' : '$';
    case 'A':
      return '(?<![\\s\\S])';
    case 'z':
      return '(?![\\s\\S])';
    case 'Z':
      return '(?=\\n?(?![\\s\\S]))';
    default:
      return `\\${sign}`;
  }
}

type CommonPiece = Exclude<PcrePiece, { readonly kind: 'any' | 'anchor' | 'flags' }>;

function commonPiece(piece: CommonPiece, engine: Engine): string {
  switch (piece.kind) {
    case 'text':
      return Array.from(piece.text, (one) => literal(one.codePointAt(0) ?? 0, engine)).join('');
    case 'or':
      return '|';
    case 'close':
      return ')';
    case 'shorthand':
      return shorthands[piece.letter];
    case 'property':
      return property(piece, engine);
    case 'class':
      return `[${piece.negated ? '^' : ''}${piece.members.map((member) => memberText(member, engine)).join('')}]`;
    case 'reference':
      return typeof piece.to === 'number' ? `\\${piece.to}(?:)` : `\\k<${piece.to}>`;
    case 'open':
      return groupText(piece.group, engine);
    case 'repeat':
      return piece.text + (piece.manner === 'lazy' ? '?' : '');
    case 'peculiar':
      return '';
  }
}

/** A character as both engines take it anywhere, in a class too; signs of no meaning stand as they are. */
function literal(code: number, engine: Engine): string {
  const text = String.fromCodePoint(code);
  if (/[\\^$.*+?()[\]{}|/]/.test(text)) return `\\${text}`;
  if (code >= 32 && code < 127) return text;
  const digits = code.toString(16);
  return engine === 'linear' ? `\\x{${digits}}` : `\\u{${digits}}`;
}

function memberText(member: ClassMember, engine: Engine): string {
  switch (member.kind) {
    case 'range': {
      const from = inClass(member.from, engine);
      return member.to === member.from ? from : `${from}-${inClass(member.to, engine)}`;
    }
    case 'shorthand':
      return /[shv]/.test(member.letter) ? shorthands[member.letter].slice(1, -1) : `\\${member.letter}`;
    case 'posix':
      return posixText(member.name);
    case 'property':
      return property(member, engine);
  }
}

function posixText(name: string): string {
  return Object.entries(sets).find(([key]) => key === name)?.[1] ?? '';
}

function inClass(code: number, engine: Engine): string {
  return code === 45 ? '\\-' : literal(code, engine);
}

function property({ name, negated }: { readonly name: string; readonly negated: boolean }, engine: Engine): string {
  const category = /^[CLMNPSZ][a-z]?$/.test(name);
  return `\\${negated ? 'P' : 'p'}{${category || engine === 'linear' ? name : `Script=${name}`}}`;
}

function groupText(group: PcreGroup, engine: Engine): string {
  switch (group.kind) {
    case 'capture':
      if (group.name === null) return '(';
      return engine === 'linear' ? `(?P<${group.name}>` : `(?<${group.name}>`;
    case 'look':
      return `(?${group.behind ? '<' : ''}${group.negated ? '!' : '='}`;
    case 'flags':
      return group.on === '' && group.off === '' ? '(?:' : `(?${flagText(group)}:`;
    default:
      return '(?:';
  }
}

function flagText({ on, off }: PcreFlags): string {
  return on + (off === '' ? '' : `-${off}`);
}
