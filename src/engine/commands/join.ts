import type { JoinCommand, Pipeline } from '../../spl/ast';
import type { FieldValue, Row } from '../types';
import { addFields, fieldOf, isInternal, type Batch } from '../values/row';
import { keyOfValues, rowsByValues } from '../values/rows_by_values';
import { numberOf } from '../values/value';
import { collect, mapBatches, type CommandContext, type Runner } from './command';

/** `join`: fields of the other rows with equal values; inner unless `type=left` or `outer`; the first match unless `max` says more. */
export const runJoin: Runner<'join'> = (command, context) =>
  async function* (input) {
    const right = await otherRows(command, context);
    const keys = keysOf(command);
    if (keys !== null) yield* mapBatches((left) => joined(command, left, right, keys))(input);
    else {
      const left = await collect(input, context);
      const common = left.fields.filter((field) => right.fields.includes(field) && !isInternal(field));
      yield joined(command, left, right, { left: common, right: common });
    }
  };

/** limits.conf [join] subsearch_maxout */
const MOST_ROWS = 50_000;

async function otherRows({ dataset, span }: JoinCommand, context: CommandContext): Promise<Batch> {
  if (dataset.kind === 'subsearch')
    return context.runSubsearch(dataset.pipeline, { span: dataset.span, maxRows: MOST_ROWS });
  const pipeline: Pipeline = { kind: 'pipeline', commands: [dataset], leadingPipe: true, span };
  return context.runSubsearch(pipeline, { span, maxRows: MOST_ROWS });
}

/** The fields whose values must be equal. */
interface Keys {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** Null when they are all the fields that both sides have. */
function keysOf({ fields, aliases }: JoinCommand): Keys | null {
  if (aliases !== null)
    return { left: aliases.pairs.map(({ left }) => left), right: aliases.pairs.map(({ right }) => right) };
  const names = fields.map(({ name }) => name);
  return names.length === 0 ? null : { left: names, right: names };
}

function joined(command: JoinCommand, left: Batch, right: Batch, keys: Keys): Batch {
  const index = rowsByValues(right.rows, keys.right);
  const { type = 'inner', max = 1 } = command.options;
  const most = max === 0 ? Infinity : max;
  const [ownName, otherName] = aliasing(command);
  const rows = left.rows.flatMap((row) => {
    const key = keyOfValues(row, keys.left);
    const all = key === undefined ? [] : (index.get(key) ?? []);
    const found = all.filter((other) => isInTime(command, row, other)).slice(0, most);
    const own = renamedRow(row, ownName);
    if (found.length === 0) return type === 'inner' ? [] : [own];
    return found.map((other) => merged(own, renamedRow(other, otherName), right.fields.map(otherName), command));
  });
  return { fields: addFields(left.fields.map(ownName), right.fields.map(otherName)), rows };
}

type Renaming = (name: string) => string;

/** With aliases the fields of each side carry its alias; internal ones keep their names. */
function aliasing({ aliases }: JoinCommand): readonly [Renaming, Renaming] {
  const plain: Renaming = (name) => name;
  if (aliases === null) return [plain, plain];
  const prefix =
    (alias: string): Renaming =>
    (name) =>
      isInternal(name) ? name : `${alias}.${name}`;
  return [prefix(aliases.left), prefix(aliases.right)];
}

function renamedRow(row: Row, rename: Renaming): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [rename(name), value]));
}

/** `usetime`: only rows of the subsearch that are earlier (or, with earlier=false, later). */
function isInTime({ options }: JoinCommand, row: Row, other: Row): boolean {
  if (options.usetime !== true) return true;
  const a = numberOf(fieldOf(row, '_time')) ?? 0;
  const b = numberOf(fieldOf(other, '_time')) ?? 0;
  return options.earlier === false ? b >= a : b <= a;
}

function merged(row: Row, other: Row, fields: readonly string[], { options, fields: by }: JoinCommand): Row {
  const { overwrite = true } = options;
  const result: Record<string, FieldValue> = { ...row };
  for (const field of fields) {
    const value = fieldOf(other, field);
    if (value === null || by.some(({ name }) => name === field)) continue;
    if (overwrite || fieldOf(row, field) === null) result[field] = value;
  }
  return result;
}
