import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLogs } from '../../../src/cli/search/load_logs';
import { commandIo } from '../../../src/cli/command_io';
import { printRows, type RowFormat } from '../../../src/cli/search/print_rows';
import { openEventStore } from '../../../src/engine/store/event_store';
import type { MacroDefinition } from '../../../src/spl/macros';
import { parse, parseDocument } from 'yaml';
import { environmentOf, search } from '../../engine/support';
import { corpus, describeWithCorpus } from '../../support/corpus';
import { run } from '../../support/io';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webshell-watch-search-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const made = '| makeresults count=2 | streamstats count as n | eval m=split("a,b",",") | table n m';

test('rows as JSON lines, CSV and a table', async () => {
  const jsonl = await run(['search', made, '--format', 'jsonl']);
  expect(jsonl.out).toBe('{"n":"1","m":["a","b"]}\n{"n":"2","m":["a","b"]}\n');
  expect((await run(['search', made, '--format', 'csv'])).out).toBe('n,m\n1,"a\nb"\n2,"a\nb"\n');
  expect((await run(['search', made])).out).toBe('n  m\n-  -\n1  a\n   b\n2  a\n   b\n');
});

test('a table fits the terminal and control characters do not reach it', async () => {
  const text = '| makeresults | eval x="\u001b[31m".printf("%0200d", 7) | table x';
  const { out } = await run(['search', text], { environment: { COLUMNS: '40' } });
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBe(40);
  expect(out).not.toContain('\u001b');
});

test('as many rows as a search may give are printed in pieces, in each format', () => {
  const rows = Array.from({ length: 300_001 }, (_, i) => ({ n: String(i), m: ['a', 'b'] }));
  const lines = (format: RowFormat): number => {
    let count = 0;
    for (const piece of printRows({ fields: ['n', 'm'], rows }, format, 80)) count += piece.split('\n').length - 1;
    return count;
  };
  expect([lines('jsonl'), lines('csv'), lines('table')]).toEqual([300_001, 1 + 2 * 300_001, 2 + 2 * 300_001]);
});

test('an error is exit code 1, with the place; wrong usage is 2', async () => {
  const failed = await run(['search', '| makeresults | evil x=1']);
  expect(failed.code).toBe(1);
  expect(failed.said).toContain('<search>:1:');
  expect((await run(['search'])).code).toBe(2);
  expect((await run(['search', 'x', '--data', join(folder, 'none')])).code).toBe(2);
});

test('a batch answers line by line and goes on behind a bad line', async () => {
  const file = join(folder, 'batch.jsonl');
  writeFileSync(
    file,
    `{"id": "a", "search": "${made.replace(/"/g, '\\"')}"}\n\nnonsense\n{"id": 7, "search": "| apply x"}\n`,
  );
  const { code, out } = await run(['search', '--batch', file]);
  expect(code).toBe(1);
  const lines = out
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { id: string | null; rows: unknown[]; ms: number; diagnostics: { code: string }[] },
    );
  expect(lines.map(({ id, rows, diagnostics }) => [id, rows.length, diagnostics.map(({ code: one }) => one)])).toEqual([
    ['a', 2, []],
    [null, 0, ['WW1203']],
    ['7', 0, ['WW1001']],
  ]);
  expect(lines.every(({ ms }) => ms >= 0)).toBe(true);
});

test('macros and lookups come from the app that is named', async () => {
  for (const part of ['default', 'local', 'lookups']) mkdirSync(join(folder, part));
  writeFileSync(join(folder, 'default', 'macros.conf'), '[who(1)]\nargs = n\ndefinition = eval who="$n$"\n');
  writeFileSync(join(folder, 'local', 'macros.conf'), '[who(1)]\ndefinition = eval who="local $n$"\n');
  writeFileSync(
    join(folder, 'default', 'transforms.conf'),
    '[paths]\nfilename = paths.csv\ncase_sensitive_match = false\nmatch_type = WILDCARD(path)\nmin_matches = 1\ndefault_match = none\n',
  );
  writeFileSync(join(folder, 'lookups', 'paths.csv'), 'path,kind\n*\\cmd.exe,shell\n"a ""b"", c",odd\n');
  const text =
    '| makeresults | `who(x)` | eval p=split("C:\\\\CMD.EXE|z", "|") | mvexpand p | lookup paths path AS p OUTPUT kind | table who kind';
  const { out } = await run(['search', text, '--app', folder, '--format', 'jsonl']);
  expect(out).toBe('{"who":"local x","kind":"shell"}\n{"who":"local x","kind":"none"}\n');
});

describeWithCorpus('expected/tstats-counts.json', 'where clauses of published detections', (expectedFile) => {
  const escu = corpus('escu') ?? '';
  interface Entry {
    readonly file: string;
    readonly events_or_first: number;
    readonly events_and_first?: number;
  }
  const { detections } = JSON.parse(readFileSync(expectedFile, 'utf8')) as { detections: Record<string, Entry> };

  test('count as two independent evaluators do, under both precedences', async () => {
    const store = await openEventStore(':memory:');
    const quiet = { ...commandIo(process, new AbortController().signal), say: () => undefined };
    await loadLogs(store, [corpus('process-logs') ?? ''], true, quiet);
    const environment = environmentOf({ macros: macrosOf(escu) });
    const wrong: unknown[] = [];
    let asked = 0;
    for (const [name, entry] of Object.entries(detections)) {
      const text = firstCommand(entry.file);
      if (/Processes\.(action|process_integrity_level)/.test(/where([\s\S]*?) by /i.exec(text)?.[1] ?? '')) continue;
      for (const precedence of ['or-first', 'and-first'] as const) {
        const expected =
          precedence === 'or-first' ? entry.events_or_first : (entry.events_and_first ?? entry.events_or_first);
        const { rows, diagnostics } = await search(`${text} | stats sum(ww_n) as n`, {
          store,
          environment,
          precedence,
        });
        asked += 1;
        const errors = diagnostics.filter(({ severity }) => severity === 'error');
        if (errors.length > 0 || Number(rows[0]?.n ?? 0) !== expected)
          wrong.push([name, precedence, expected, rows, errors]);
      }
    }
    await store.close();
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(600);
  });

  function firstCommand(file: string): string {
    const { search: text } = parse(readFileSync(join(escu, file), 'utf8')) as { search: string };
    const end = /^(?:[^"|\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*")*/.exec(text.replace(/^\s*\|/, ' '))?.[0] ?? '';
    return `|${end}`.replace(/\bfrom\s+datamodel/i, 'count as ww_n from datamodel');
  }
});

function macrosOf(escu: string): readonly MacroDefinition[] {
  return readdirSync(join(escu, 'macros'))
    .filter((name) => name.endsWith('.yml'))
    .map((file) => {
      const {
        name,
        definition,
        arguments: args = [],
      } = parseDocument(readFileSync(join(escu, 'macros', file), 'utf8')).toJS() as {
        name: string;
        definition: string;
        arguments?: readonly string[];
      };
      return { name, definition, args, isEval: false };
    });
}
