/**
 * Text that must stand in whatever a regular expression matches, as AND of OR: `a(foo|barr)baz+` needs (foo or barr) and
 * "ba". Used to let `tstats` narrow down what the expression then decides; letters' case is not kept. An expression that
 * cannot be read so gives fewer literals or none, never a wrong one.
 */
export function requiredLiterals(pattern: string): readonly (readonly string[])[] {
  const reader = { pattern, at: 0, depth: 0 };
  try {
    const result = readAlternatives(reader);
    return reader.at === pattern.length ? result.filter((choices) => choices.every(longEnough)) : [];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

const SHORTEST = 2;
const MOST_CHOICES = 20;
const MOST_DEPTH = 50;

type Required = readonly (readonly string[])[];

interface Reader {
  readonly pattern: string;
  at: number;
  depth: number;
}

class Unreadable extends Error {}

const longEnough = (text: string): boolean => text.length >= SHORTEST;

/** `a|b|c`: each branch's longest literal, any of which must be there. */
function readAlternatives(reader: Reader): Required {
  if (++reader.depth > MOST_DEPTH) throw new Unreadable();
  const branches = [readSequence(reader)];
  while (reader.pattern[reader.at] === '|') {
    reader.at++;
    branches.push(readSequence(reader));
  }
  reader.depth--;
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  const best = branches.map((branch) => bestChoice(branch));
  const choices = best.filter((choice) => choice !== undefined).flat();
  return best.includes(undefined) || choices.length > MOST_CHOICES ? [] : [choices];
}

/** The choices whose shortest text is longest. */
function bestChoice(branch: Required): readonly string[] | undefined {
  const usable = branch.filter((choices) => choices.every(longEnough));
  const shortest = (choices: readonly string[]): number => Math.min(...choices.map(({ length }) => length));
  return [...usable].sort((a, b) => shortest(b) - shortest(a))[0];
}

function readSequence(reader: Reader): Required {
  const found: (readonly string[])[] = [];
  let run = '';
  const endRun = (): void => {
    if (run !== '') found.push([run]);
    run = '';
  };
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at] ?? '')) {
    const atom = readAtom(reader);
    const repeats = readQuantifier(reader);
    if (atom.kind === 'char' && repeats === 'once') run += atom.text;
    else if (atom.kind === 'char' && repeats === 'some') {
      run += atom.text;
      endRun();
    } else {
      endRun();
      if (atom.kind === 'group' && repeats !== 'maybe') found.push(...atom.required);
    }
  }
  endRun();
  return found;
}

type Atom =
  | { readonly kind: 'char'; readonly text: string }
  | { readonly kind: 'group'; readonly required: Required }
  | { readonly kind: 'other' };

const other: Atom = { kind: 'other' };

function readAtom(reader: Reader): Atom {
  // A whole letter: half of one, left over by a quantifier behind it, stands in no text.
  const char = String.fromCodePoint(reader.pattern.codePointAt(reader.at) ?? 0);
  if (char === '(') return readGroup(reader);
  if (char === '[') return readClass(reader);
  reader.at += char.length;
  if (char === '\\') return readEscape(reader);
  if ('.^$'.includes(char)) return other;
  if ('*+?{'.includes(char)) throw new Unreadable();
  return { kind: 'char', text: char };
}

function readEscape(reader: Reader): Atom {
  const char = reader.pattern[reader.at++];
  if (char === undefined || /[xupPkgQEoc0-9]/.test(char)) throw new Unreadable();
  return /[A-Za-z]/.test(char) ? other : { kind: 'char', text: char };
}

function readGroup(reader: Reader): Atom {
  reader.at++;
  const head = /^\?(?:[ims]*:|P?<[A-Za-z]\w*>|[ims]+\))/.exec(reader.pattern.slice(reader.at, reader.at + 100));
  if (reader.pattern[reader.at] === '?' && head === null) throw new Unreadable();
  reader.at += head?.[0].length ?? 0;
  if (head?.[0].endsWith(')') === true) return other;
  const required = readAlternatives(reader);
  if (reader.pattern[reader.at] !== ')') throw new Unreadable();
  reader.at++;
  return { kind: 'group', required };
}

function readClass(reader: Reader): Atom {
  const found = /^\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]/s.exec(reader.pattern.slice(reader.at));
  if (found === null) throw new Unreadable();
  reader.at += found[0].length;
  return other;
}

/** `once`: no quantifier; `some`: at least once; `maybe`: perhaps not at all. */
function readQuantifier(reader: Reader): 'once' | 'some' | 'maybe' {
  const found = /^(?:[*+?]|\{\d*,?\d*\})[?+]?/.exec(reader.pattern.slice(reader.at, reader.at + 30));
  if (found === null) return 'once';
  reader.at += found[0].length;
  if (found[0].startsWith('+')) return 'some';
  return /^\{0*[1-9]/.test(found[0]) ? 'some' : 'maybe';
}
