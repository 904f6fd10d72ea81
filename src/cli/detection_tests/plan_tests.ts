import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compile } from '../../compiler/compile';
import type { Detection } from '../../compiler/detection';
import type { Source } from '../../core/source';
import { readYaml } from '../../core/yaml';
import type { YamlNode } from '../../core/yaml_node';
import { plainValue, type PlainValue } from '../../sigma/plain_value';
import type { SigmaRule } from '../../sigma/rule';
import { readSigmaFiles, rulesOf } from '../sigma_rules';
import { findData } from './find_data';
import { anyResult, type Expectation, type PlannedTest } from './planned_test';

/** Which tests the detections bring: ESCU's `tests:`, the same under a Sigma rule's `webshell_watch:`, SigmaHQ's regression tests. */

export interface Plan {
  readonly compiled: ReturnType<typeof compile>;
  readonly tests: readonly PlannedTest[];
  /** Detections that bring none. */
  readonly untested: readonly Detection[];
}

/** Compiles the sources and lists their tests. `roots` are folders in which test data may lie too. */
export function planTests(
  sources: readonly Source[],
  roots: readonly string[],
  placeholders: Readonly<Record<string, readonly string[]>> = {},
): Plan {
  const compiled = compile({
    sources,
    tables: new Map(),
    profile: 'app',
    identity: {},
    withInputs: false,
    placeholders,
  });
  const { files } = readSigmaFiles(sources, placeholders);
  const rules = rulesOf(files);
  const planned = compiled.detections.map((detection) => ({ detection, tests: testsOf(detection, rules, roots) }));
  return {
    compiled,
    tests: planned.flatMap(({ tests }) => tests),
    untested: planned.flatMap(({ detection, tests }) => (tests.length === 0 ? [detection] : [])),
  };
}

function testsOf(detection: Detection, rules: readonly SigmaRule[], roots: readonly string[]): readonly PlannedTest[] {
  const { source } = detection.origin;
  if (detection.origin.format === 'escu') {
    const own = statedTests(escuDocument(source, detection));
    return own.map((test) => ({ detection, rule: null, source, ...test }));
  }
  const rule = rules.find(
    (candidate) => candidate.span.source.name === source.name && candidate.title.trim() === detection.name,
  );
  if (rule === undefined) return [];
  return [...ownTests(rule), ...regressionTests(rule, source, roots)].map((test) => ({
    detection,
    rule,
    source,
    ...test,
  }));
}

type StatedTest = Pick<PlannedTest, 'name' | 'data' | 'expected'>;

function escuDocument(source: Source, { name }: Detection): PlainValue {
  const documents = readYaml(source).documents.map(plainValue);
  return documents.find((document) => text(field(document, 'name')) === name) ?? documents[0] ?? null;
}

function ownTests(rule: SigmaRule): readonly StatedTest[] {
  const holders: readonly (YamlNode | undefined)[] = [rule.custom.get('webshell_watch')];
  const nested = holders.flatMap((node) => (node === undefined ? [] : statedTests(plainValue(node))));
  const top = rule.custom.get('tests');
  return top === undefined ? nested : [...nested, ...listOf(plainValue(top)).map(statedTest)];
}

function statedTests(holder: PlainValue): readonly StatedTest[] {
  return listOf(field(holder, 'tests')).map(statedTest);
}

/** `{name, attack_data: [{data}], expected}`; without `expected` any result will do. */
function statedTest(test: PlainValue): StatedTest {
  const expected = field(test, 'expected');
  return {
    name: text(field(test, 'name')) ?? 'test',
    data: listOf(field(test, 'attack_data')).flatMap((one) => text(field(one, 'data')) ?? []),
    expected: typeof expected === 'number' ? { count: expected, exact: true } : anyResult,
  };
}

/** SigmaHQ: `regression_tests_path` names an info.yml that lists logs with the number of matches. */
function regressionTests(rule: SigmaRule, source: Source, roots: readonly string[]): readonly StatedTest[] {
  const node = rule.custom.get('regression_tests_path');
  const path = node === undefined ? undefined : text(plainValue(node));
  if (path === undefined) return [];
  const file = findData(path, source.name, roots);
  if (file === undefined) return [{ name: 'regression test', data: [path], expected: anyResult }];
  const [document] = readYaml({ name: file, text: readFileSync(resolve(file), 'utf8') }).documents;
  const info = document === undefined ? null : plainValue(document);
  return listOf(field(info, 'regression_tests_info')).map((test) => ({
    name: text(field(test, 'name')) ?? 'regression test',
    data: [text(field(test, 'path')) ?? ''],
    expected: matchCount(field(test, 'match_count')),
  }));
}

function matchCount(value: PlainValue): Expectation {
  return typeof value === 'number' ? { count: value, exact: false } : anyResult;
}

function field(value: PlainValue, name: string): PlainValue {
  return isMap(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

function isMap(value: PlainValue): value is { readonly [key: string]: PlainValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: PlainValue): readonly PlainValue[] {
  return isList(value) ? value : [];
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

function text(value: PlainValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
