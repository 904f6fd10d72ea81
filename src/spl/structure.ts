import { SyntaxProblem } from './syntax_problem';

/**
 * The first look at a text: where its commands begin and end. Pipes and brackets count only outside quotes, macro calls
 * and comments, whatever the command; so the end of a command is known before its own grammar looks at it.
 */

export interface StageText {
  readonly start: number;
  readonly end: number;
  /** The bracketed pieces directly inside, by the offset of their `[`. */
  readonly brackets: ReadonlyMap<number, BracketText>;
}

/** `[ … ]`; `start` and `end` are those of the text between the brackets. */
export interface BracketText {
  readonly start: number;
  readonly end: number;
  readonly stages: readonly StageText[];
}

interface Open {
  readonly start: number;
  readonly stages: StageText[];
  stageStart: number;
  brackets: Map<number, BracketText>;
}

/** Deeper nesting of subsearches than this is refused. */
const MAX_BRACKET_DEPTH = 50;

/** Splits a text into commands; objects to open quotes and brackets. Time grows with the length of the text alone. */
export function scanStructure(text: string): BracketText {
  const stack: Open[] = [];
  let open: Open = openAt(0);
  const marks = /```|[`"\[\]|'\\]/g;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const at = mark.index;
    const skipped = skipUnit(text, at, mark[0]);
    if (skipped !== at) marks.lastIndex = skipped;
    else if (mark[0] === '|') closeStage(open, at, at + 1);
    else if (mark[0] === '[') {
      if (stack.length >= MAX_BRACKET_DEPTH) throw tooDeep(at);
      stack.push(open);
      open = openAt(at + 1);
    } else {
      const outer = stack.pop();
      if (outer === undefined) throw strayBracket(at);
      outer.brackets.set(open.start - 1, closeBracket(open, at));
      open = outer;
    }
  }
  if (stack.length > 0) throw openBracket(open.start - 1);
  return closeBracket(open, text.length);
}

/** Behind a quoted text, macro call, comment or escape that starts here; the same offset for a pipe or a bracket. */
function skipUnit(text: string, at: number, mark: string): number {
  switch (mark) {
    case '```':
      return endOfComment(text, at);
    case '`':
      return endOfMacroCall(text, at);
    case '"':
      return endOfQuoted(text, at);
    case "'":
      return endOfQuotedName(text, at);
    case '\\':
      return at + 2;
    default:
      return at;
  }
}

/** Behind the closing quote of the text that opens at `at`. */
export function endOfQuoted(text: string, at: number): number {
  const marks = /["\\]/g;
  marks.lastIndex = at + 1;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') return mark.index + 1;
    marks.lastIndex = mark.index + 2;
  }
  return refuseOpen(
    at,
    'The quoted text that starts here has no closing quote',
    'add ", or write \\" for a quote inside the text',
  );
}

/** Behind a name in single quotes; an apostrophe in running text is no quote. */
function endOfQuotedName(text: string, at: number): number {
  if (/\w/.test(text[at - 1] ?? ' ')) return at + 1;
  const rest = /[^'"|\n]*'/y;
  rest.lastIndex = at + 1;
  return rest.test(text) ? rest.lastIndex : at + 1;
}

/** Behind the closing backtick of the macro call that opens at `at`. */
export function endOfMacroCall(text: string, at: number): number {
  const end = text.indexOf('`', at + 1);
  return end === -1
    ? refuseOpen(at, 'The macro call that starts here has no closing backtick', 'add ` behind the macro')
    : end + 1;
}

/** Behind the three backticks that close a comment. */
export function endOfComment(text: string, at: number): number {
  const end = text.indexOf('```', at + 3);
  return end === -1 ? refuseOpen(at, 'The comment that starts here is not closed', 'add ``` at its end') : end + 3;
}

function refuseOpen(at: number, message: string, hint: string): never {
  throw new SyntaxProblem('WW0301', message, hint, at, at + 1);
}

function tooDeep(at: number): SyntaxProblem {
  return new SyntaxProblem(
    'WW0309',
    `Subsearches are nested more than ${MAX_BRACKET_DEPTH} deep`,
    'move the inner ones into lookups or saved searches',
    at,
    at + 1,
  );
}

function strayBracket(at: number): SyntaxProblem {
  return new SyntaxProblem(
    'WW0302',
    'This ] closes nothing',
    'remove it, or quote the text that it belongs to',
    at,
    at + 1,
  );
}

function openBracket(at: number): SyntaxProblem {
  return new SyntaxProblem(
    'WW0302',
    'The subsearch that starts here is not closed',
    'add ], or quote the text if no subsearch was meant',
    at,
    at + 1,
  );
}

function openAt(start: number): Open {
  return { start, stages: [], stageStart: start, brackets: new Map() };
}

function closeStage(open: Open, end: number, next: number): void {
  open.stages.push({ start: open.stageStart, end, brackets: open.brackets });
  open.stageStart = next;
  open.brackets = new Map();
}

function closeBracket(open: Open, end: number): BracketText {
  closeStage(open, end, end);
  return { start: open.start, end, stages: open.stages };
}
