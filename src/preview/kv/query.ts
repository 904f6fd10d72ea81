import { ownValue } from '../../core/own_value';
import { badRequest } from '../http/rest_error';
import { isDocument, valueAt, type Document, type JsonValue } from './document';

/** KV store queries: `{"a": 1, "b": {"$gt": 2}, "$or": [...]}` (REST reference; operators in reference 2.8). */
export type DocumentTest = (document: Document) => boolean;

const MOST_DEPTH = 50;

/** Compiles a query; 400 for an unknown operator or a wrong operand. */
export function compileQuery(query: JsonValue, depth = 0): DocumentTest {
  if (!isDocument(query)) throw badRequest('A query must be a JSON object.');
  if (depth > MOST_DEPTH) throw badRequest(`A query may nest ${MOST_DEPTH} levels at most.`);
  const tests = Object.entries(query).map(([key, operand]) => keyTest(key, operand, depth));
  return (document) => tests.every((test) => test(document));
}

function keyTest(key: string, operand: JsonValue, depth: number): DocumentTest {
  const logical = ownValue(logicals, key);
  if (logical !== undefined) return logical(listOfTests(key, operand, depth));
  if (key === '$not') {
    const inner = compileQuery(operand, depth + 1);
    return (document) => !inner(document);
  }
  if (key.startsWith('$')) throw unknownOperator(key);
  const test = valueTest(operand, depth);
  return (document) => test(valueAt(document, key));
}

const logicals: Readonly<Record<string, (tests: readonly DocumentTest[]) => DocumentTest>> = {
  $and: (tests) => (document) => tests.every((test) => test(document)),
  $or: (tests) => (document) => tests.some((test) => test(document)),
  $nor: (tests) => (document) => !tests.some((test) => test(document)),
};

function listOfTests(key: string, operand: JsonValue, depth: number): readonly DocumentTest[] {
  if (!isList(operand) || operand.length === 0) throw badRequest(`The operator ${key} takes a list of queries.`);
  return operand.map((each) => compileQuery(each, depth + 1));
}

type ValueTest = (value: JsonValue | undefined) => boolean;

function valueTest(operand: JsonValue, depth: number): ValueTest {
  if (!isDocument(operand) || !Object.keys(operand).some((key) => key.startsWith('$'))) return equals(operand);
  const tests = Object.entries(operand).map(([name, argument]) => operatorTest(name, argument, operand, depth));
  return (value) => tests.every((test) => test(value));
}

function operatorTest(name: string, argument: JsonValue, all: Document, depth: number): ValueTest {
  if (name === '$not') {
    const inner = valueTest(argument, depth + 1);
    return (value) => !inner(value);
  }
  if (name === '$options') return () => true;
  if (name === '$regex') return pattern(argument, all.$options);
  const operator = ownValue(operators, name);
  if (operator === undefined) throw unknownOperator(name);
  return operator(argument);
}

/** Comparisons hold between values of one kind alone, as in MongoDB. */
const operators: Readonly<Record<string, (argument: JsonValue) => ValueTest>> = {
  $eq: (argument) => equals(argument),
  $ne: (argument) => not(equals(argument)),
  $gt: (argument) => anyMember((value) => order(value, argument) === 1),
  $gte: (argument) => anyMember((value) => isOneOf(order(value, argument), 0, 1)),
  $lt: (argument) => anyMember((value) => order(value, argument) === -1),
  $lte: (argument) => anyMember((value) => isOneOf(order(value, argument), -1, 0)),
  $in: (argument) => anyOf(argument),
  $nin: (argument) => not(anyOf(argument)),
  $exists: (argument) => (value) => (value !== undefined) === (argument === true || argument === 1),
};

const not =
  (test: ValueTest): ValueTest =>
  (value) =>
    !test(value);

const isOneOf = (found: number | undefined, ...wanted: readonly number[]): boolean =>
  found !== undefined && wanted.includes(found);

function anyOf(argument: JsonValue): ValueTest {
  if (!isList(argument)) throw badRequest('The operators $in and $nin take a list.');
  const tests = argument.map(equals);
  return (value) => tests.some((test) => test(value));
}

function equals(wanted: JsonValue): ValueTest {
  const text = stable(wanted);
  return (value) => {
    if (wanted === null) return value === undefined || value === null;
    if (value === undefined) return false;
    return stable(value) === text || (isList(value) && value.some((member) => stable(member) === text));
  };
}

/** A list fits when one of its members does. */
function anyMember(test: (value: JsonValue) => boolean): ValueTest {
  return (value) => value !== undefined && (test(value) || (isList(value) && value.some(test)));
}

/** -1, 0 or 1; undefined between values of different kinds. */
function order(a: JsonValue, b: JsonValue): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return Math.sign(a - b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return undefined;
}

/** Patterns are kept short and simple: the runtime's engine can be made to run for ever. */
function pattern(argument: JsonValue, options: JsonValue | undefined): ValueTest {
  if (typeof argument !== 'string' || argument.length > 256 || /[*+}]\)?[*+{]/.test(argument))
    throw badRequest('The operator $regex takes a pattern of up to 256 characters without nested repetition.');
  const expression = compiled(argument, typeof options === 'string' && options.includes('i') ? 'i' : '');
  return anyMember((value) => typeof value === 'string' && expression.test(value.slice(0, 10_000)));
}

function compiled(text: string, flags: string): RegExp {
  try {
    return new RegExp(text, flags);
  } catch {
    throw badRequest(`Invalid pattern "${text}" in $regex.`);
  }
}

function unknownOperator(name: string): Error {
  return badRequest(
    `Unknown query operator "${name}": use $gt, $gte, $lt, $lte, $ne, $and, $or, $not, $in or $exists.`,
  );
}

/** JSON with keys in order: equal values have equal texts. */
function stable(value: JsonValue): string {
  if (isList(value)) return `[${value.map(stable).join(',')}]`;
  if (!isDocument(value)) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${stable(value[key] ?? null)}`);
  return `{${pairs.join(',')}}`;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
