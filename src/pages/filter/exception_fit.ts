import { fold } from '../../core/fold_case';
import { textsOf, type Json } from '../shared/decode';
import { isComplete, isNegative, piecesOf, type Condition, type Exception, type Pieces } from './exceptions';

/**
 * Which results an exception fits, by the rules of `search`: case is not regarded, `*` is any characters, one of several
 * values is enough, and a missing field fits nothing, `!=` included. Splunk itself is asked again before a filter is saved.
 */

/** A results table whose values are folded once, so that thousands of results answer while somebody types. */
export class ResultTable {
  private readonly columns = new Map<string, readonly (readonly string[])[]>();
  private readonly places = new Map<string, ReadonlyMap<string, readonly number[]>>();
  private readonly fitting = new WeakMap<Exception, readonly number[]>();

  /** `now`: epoch seconds, for exceptions that have an end. */
  constructor(
    readonly rows: readonly Json[],
    private readonly now: number,
  ) {}

  /** Places of the rows that the exception fits, ascending; none while it is incomplete. */
  fits(exception: Exception): readonly number[] {
    const known = this.fitting.get(exception);
    if (known !== undefined) return known;
    const found = this.find(exception);
    this.fitting.set(exception, found);
    return found;
  }

  private find({ conditions, until }: Exception): readonly number[] {
    if (!isComplete({ conditions, until }) || (until !== null && this.now >= until)) return [];
    const exact = conditions.find(isExact);
    return conditions.reduce<readonly number[]>(
      (left, condition) => {
        if (condition === exact) return left;
        const column = this.column(condition.field);
        const holds = conditionTest(condition);
        return left.filter((at) => holds(column[at] ?? []));
      },
      exact === undefined ? this.rows.map((_row, at) => at) : this.withValue(exact),
    );
  }

  /** Places of the rows that have the value: hundreds of exceptions must not read all rows each. */
  private withValue({ field, values }: Condition): readonly number[] {
    const known = this.places.get(field);
    if (known !== undefined) return known.get(fold(values[0] ?? '')) ?? [];
    const made = new Map<string, number[]>();
    for (const [at, texts] of this.column(field).entries())
      for (const text of new Set(texts)) {
        const places = made.get(text);
        if (places === undefined) made.set(text, [at]);
        else places.push(at);
      }
    this.places.set(field, made);
    return made.get(fold(values[0] ?? '')) ?? [];
  }

  private column(field: string): readonly (readonly string[])[] {
    const known = this.columns.get(field);
    if (known !== undefined) return known;
    const made = this.rows.map((row) => textsOf(row[field]).map(fold));
    this.columns.set(field, made);
    return made;
  }
}

const isExact = ({ operator, values }: Condition): boolean => operator === 'is' && values[0]?.includes('*') === false;

function conditionTest({ operator, values }: Condition): (texts: readonly string[]) => boolean {
  const tests = values.map((value) => patternTest(piecesOf(operator, fold(value))));
  const isWanted = !isNegative(operator);
  return (texts) => texts.some((text) => tests.some((test) => test(text)) === isWanted);
}

/** Whether a text is the pieces in order, with anything between them. */
function patternTest(pieces: Pieces): (text: string) => boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const piece of others) {
      const found = text.indexOf(piece, at);
      if (found === -1 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
}
