import type { Report } from '../core/diagnostic';
import { wholeSpan, type Source } from '../core/source';
import { didYouMean } from '../core/suggest';
import type { Command, MacroCall, OtherCommand, Pipeline, SearchExpression, Subsearch } from './ast';
import { commandNames, commandReader } from './commands';
import { Cursor, type Precedence, type Surroundings } from './cursor';
import { otherCommands } from './other_commands';
import { parseSearchExpression } from './search_expression';
import { scanStructure, type BracketText, type StageText } from './structure';
import { splDiagnostic, SyntaxProblem } from './syntax_problem';

/** Text to tree. */

export interface ParseOptions {
  /** `or-first` unless told otherwise. */
  readonly precedence?: Precedence;
  readonly report: Report;
}

/** A longer search than this is refused. */
const MAX_LENGTH = 4_000_000;

/** A pipeline of more commands is refused: each reads the rows of the one before it, one inside the other. */
const MAX_COMMANDS = 500;

/**
 * The tree of a search as typed: `| command …`, `search …` or bare conditions. Whatever is wrong is reported with its
 * place; a command that can't be read stays in the tree as `other` with its text, so that the rest is still checked.
 */
export function parseSearch(source: Source, options: ParseOptions): Pipeline {
  return guarded(source, options, (parser) => parser.whole(), emptyPipeline(source));
}

/** The tree of a search expression alone, without the word `search`: the body of a condition macro. */
export function parseCondition(source: Source, options: ParseOptions): SearchExpression {
  const everything: SearchExpression = { kind: 'everything', span: wholeSpan(source) };
  return guarded(source, options, (parser) => parser.condition(), everything);
}

/**
 * The tree of a text that stands between two pipes, such as a filter macro's body `search NOT (…)`: the first word is a
 * command, and more may follow behind pipes.
 */
export function parseFilter(source: Source, options: ParseOptions): Pipeline {
  return guarded(source, options, (parser) => parser.filter(), emptyPipeline(source));
}

function emptyPipeline(source: Source): Pipeline {
  return { kind: 'pipeline', commands: [], leadingPipe: false, span: wholeSpan(source) };
}

function guarded<T>(
  source: Source,
  { precedence = 'or-first', report }: ParseOptions,
  run: (parser: Parser) => T,
  otherwise: T,
): T {
  const parser = new Parser(source, precedence, report);
  try {
    if (source.text.length <= MAX_LENGTH) return run(parser);
    throw new SyntaxProblem(
      'WW0309',
      `This search is longer than ${MAX_LENGTH} characters`,
      'put long lists into a lookup',
      0,
      0,
    );
  } catch (problem) {
    parser.say(problem);
    return otherwise;
  }
}

/** Where a list of commands stands: it decides what a first word means. */
type Place = 'top' | 'brackets' | 'behind a pipe';

class Parser {
  private readonly brackets = new Map<number, BracketText>();

  constructor(
    private readonly source: Source,
    private readonly precedence: Precedence,
    private readonly report: Report,
  ) {}

  whole(): Pipeline {
    return this.pipeline(this.scan(), 'top');
  }

  filter(): Pipeline {
    return this.pipeline(this.scan(), 'behind a pipe');
  }

  condition(): SearchExpression {
    const [stage] = this.scan().stages;
    const cursor = this.cursor(stage ?? { start: 0, end: 0, brackets: new Map() });
    const expression = parseSearchExpression(cursor);
    if (!cursor.atEnd || cursor.behind < this.source.text.trimEnd().length) throw unexpected(cursor);
    return expression;
  }

  /** Reports a problem of the text; anything else is a mistake of ours and goes on. */
  say(problem: unknown): void {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    const span = { source: this.source, start: problem.start, end: problem.end };
    this.report(splDiagnostic(problem.code, 'error', span, problem.message, problem.hint));
  }

  private scan(): BracketText {
    return scanStructure(this.source.text);
  }

  private pipeline(text: BracketText, place: Place): Pipeline {
    const { stages, start, end } = text;
    const [first] = stages;
    const beyond = stages[MAX_COMMANDS];
    if (beyond !== undefined)
      throw this.cursor(beyond).problem(
        'WW0309',
        `More than ${MAX_COMMANDS} commands in a row`,
        'put several assignments into one eval, or several searches into saved ones',
      );
    const leadingPipe = stages.length > 1 && first !== undefined && this.cursor(first).atEnd;
    const commands = stages.flatMap((stage, index) => {
      if (index === 0 && leadingPipe) return [];
      const implicit = index === 0 && place === 'top';
      return this.commandOrNothing(stage, implicit, index);
    });
    return { kind: 'pipeline', commands, leadingPipe, span: { source: this.source, start, end } };
  }

  private commandOrNothing(stage: StageText, implicit: boolean, index: number): readonly Command[] {
    const cursor = this.cursor(stage);
    if (!cursor.atEnd) return [this.recovering(cursor, stage, implicit)];
    if (index > 0)
      this.say(
        new SyntaxProblem(
          'WW0303',
          'Expected a command between the pipes',
          'remove a pipe, or write a command',
          Math.max(0, stage.start - 1),
          stage.end,
        ),
      );
    return [];
  }

  /** A command; when it can't be read, its text with the problem reported. */
  private recovering(cursor: Cursor, stage: StageText, implicit: boolean): Command {
    const start = cursor.position;
    try {
      return this.command(cursor, implicit);
    } catch (problem) {
      if (!(problem instanceof SyntaxProblem)) throw problem;
      const unexpanded = this.unexpanded(stage, start);
      if (unexpanded !== undefined) return unexpanded;
      this.say(problem);
      return this.other(stage, start);
    }
  }

  private command(cursor: Cursor, implicit: boolean): Command {
    const start = cursor.position;
    const macro = cursor.takeMacro();
    if (macro !== undefined && cursor.atEnd && !implicit) return macro;
    cursor.moveTo(start);
    const name = cursor.take(/[A-Za-z_][\w]*(?![^\s"'`[(|,])/y)?.toLowerCase();
    if (implicit && name !== 'search') return this.implicitSearch(cursor, start, name);
    if (name === undefined)
      throw cursor.problem(
        'WW0303',
        'Expected a command here',
        'write its name behind the pipe; conditions stand behind search or where',
      );
    const command = commandReader(name)?.parse(cursor, start) ?? this.otherNamed(cursor, name, start);
    if (!cursor.atEnd) throw unexpected(cursor);
    return command;
  }

  private implicitSearch(cursor: Cursor, start: number, name: string | undefined): Command {
    if (name !== undefined && GENERATING.has(name) && /^[\w`"=]/.test(cursor.next))
      this.warn(
        'WW0312',
        start,
        start + name.length,
        `The search starts with the word ${name}: without a pipe it is a word to look for`,
        `write | ${name} …`,
      );
    cursor.moveTo(start);
    const expression = parseSearchExpression(cursor);
    if (!cursor.atEnd) throw unexpected(cursor);
    return { kind: 'search', expression, implicit: true, span: cursor.spanFrom(start) };
  }

  private otherNamed(cursor: Cursor, name: string, start: number): OtherCommand {
    if (!Object.hasOwn(otherCommands, name))
      throw cursor.problemAt(
        'WW0304',
        start,
        `There is no command ${name}`,
        didYouMean(name, commandNames(), 'See Splunk’s list of search commands.'),
      );
    const subsearches: Subsearch[] = [];
    const textStart = cursor.position;
    for (;;) {
      const subsearch = cursor.takeSubsearch();
      if (subsearch !== undefined) subsearches.push(subsearch);
      else if (
        cursor.takeQuoted() === undefined &&
        cursor.takeMacro() === undefined &&
        cursor.take(/[^\s"[`]+/y) === undefined
      )
        break;
    }
    return {
      kind: 'other',
      name,
      text: cursor.textFrom(textStart).trimEnd(),
      subsearches,
      span: cursor.spanFrom(start),
    };
  }

  /** A command that holds a macro where its grammar can't: it can be told apart only after expansion. */
  private unexpanded(stage: StageText, start: number): Command | undefined {
    const cursor = this.cursor(stage);
    const macros: MacroCall[] = [];
    while (!cursor.atEnd) {
      const macro = cursor.takeMacro();
      if (macro !== undefined) macros.push(macro);
      else if (cursor.takeQuoted() === undefined && cursor.take(/[^\s"`]+/y) === undefined) break;
    }
    if (macros.length === 0) return undefined;
    cursor.moveTo(start);
    const name = cursor.take(/\w+/y)?.toLowerCase() ?? '';
    const text = cursor.takeRest();
    return { kind: 'unexpanded', name, text, macros, span: cursor.spanFrom(start) };
  }

  private other(stage: StageText, start: number): OtherCommand {
    const cursor = this.cursor(stage);
    cursor.moveTo(start);
    const name = cursor.take(/\w+/y)?.toLowerCase() ?? '';
    return { kind: 'other', name, text: cursor.takeRest(), subsearches: [], span: cursor.spanFrom(start) };
  }

  private cursor(stage: StageText): Cursor {
    for (const [at, bracket] of stage.brackets) this.brackets.set(at, bracket);
    return new Cursor(this.source, this.surroundings, stage, stage.start);
  }

  private get surroundings(): Surroundings {
    return {
      precedence: this.precedence,
      subsearch: (at) => this.subsearch(at),
      warn: (code, start, end, message, hint) => this.warn(code, start, end, message, hint),
    };
  }

  private warn(code: SyntaxProblem['code'], start: number, end: number, message: string, hint: string): void {
    this.report(splDiagnostic(code, 'warning', { source: this.source, start, end }, message, hint));
  }

  private subsearch(at: number): Subsearch {
    const bracket = this.brackets.get(at);
    if (bracket === undefined) throw new SyntaxProblem('WW0302', 'This bracket is not closed', 'add ]', at, at + 1);
    const pipeline = this.pipeline(bracket, 'brackets');
    const span = { source: this.source, start: at, end: bracket.end + 1 };
    return { kind: 'subsearch', pipeline, span };
  }
}

/** Commands that make rows themselves and so want a pipe before them. */
const GENERATING: ReadonlySet<string> = new Set([
  'tstats',
  'inputlookup',
  'makeresults',
  'from',
  'datamodel',
  'union',
  'mstats',
  'rest',
  'metadata',
  'eventcount',
  'gentimes',
]);

function unexpected(cursor: Cursor): SyntaxProblem {
  return cursor.problem(
    'WW0303',
    'Unexpected here: the command ends before this',
    'remove it, or put a pipe before it if a new command begins here',
  );
}
