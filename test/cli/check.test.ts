import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compile } from '../../src/compiler/compile';
import type { Diagnostic } from '../../src/core/diagnostic';
import { good } from '../compiler/rules/support/detection';
import { run } from '../support/io';

const folder = mkdtempSync(join(tmpdir(), 'check-'));

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function check(
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly findings: readonly Diagnostic[] }> {
  const { code, out } = await run(['check', ...words, '--format', 'json']);
  return { code, findings: JSON.parse(out) as readonly Diagnostic[] };
}

/** A tar of files, with just the header fields that a reader needs. */
function tar(files: Readonly<Record<string, string>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(Buffer.byteLength(text).toString(8).padStart(11, '0'), 124);
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
    body.write(text);
    return [header, body];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

test('a good detection: nothing on stdout but an empty list, exit code 0', async () => {
  expect(await check(written('a/odd_child_of_web_server.yml', good))).toEqual({ code: 0, findings: [] });
});

test('an error gives exit code 1, a warning alone 0; text shows the line', async () => {
  const bad = written('b/odd_child_of_web_server.yml', good.replace('| lookup', '| lokup'));
  expect(await check(bad)).toMatchObject({ code: 1, findings: [{ code: 'WW0304', line: 17, column: 5 }] });
  const { out } = await run(['check', bad]);
  expect(out).toContain('| lokup known_children');
  expect(out).toContain('"lookup"');
  const warned = written('c/odd_child_of_web_server.yml', good.replace('w3wp.exe" (', 'w3wp.exe" OR a=1 ('));
  expect((await check(warned)).code).toBe(0);
});

const expanding = `title: Odd tool
id: 5ab9e5b5-4b54-4f1f-a2a0-2a8f8a1f3e11
status: test
description: Starts one of the tools that the site forbids, whatever its folder and its name are.
author: someone
date: 2024-10-17
logsource: {category: process_creation, product: windows}
detection:
  selection:
    Image|endswith|expand: '%forbidden%'
  condition: selection
level: medium
`;

test('placeholders of Sigma rules take their values from the command line, in check and in compile', async () => {
  const rule = written('placeholder/odd_tool.yml', expanding);
  expect(await check(rule)).toMatchObject({ code: 1, findings: [{ code: 'WW0413' }] });
  const values = ['--placeholder', 'forbidden=\\\\a.exe,\\\\b.exe'];
  expect((await check(rule, ...values)).code).toBe(0);
  const compiled = await run(['compile', rule, '--out', join(folder, 'placeholder-app'), ...values]);
  expect([compiled.code, compiled.out]).toEqual([0, expect.stringContaining('1 detection, 0 refused')]);
  const searches = readFileSync(join(folder, 'placeholder-app', 'default', 'savedsearches.conf'), 'utf8');
  expect(searches).toContain('b.exe');
});

test('SPL in conf files is read, and its place is right behind continued lines', async () => {
  const conf = written('d/savedsearches.conf', '[x]\nsearch = index=main \\\n| stats \\\n  cuont(a)\n');
  expect(await check(conf)).toMatchObject({
    code: 1,
    findings: [{ code: 'WW0307', line: 4, column: 3, end_column: 8 }],
  });
  const macros = written('e/macros.conf', '[m]\ndefinition = a="b\n\n[n(1)]\nargs = x\ndefinition = $x$\n');
  expect(await check(macros)).toMatchObject({ code: 1, findings: [{ code: 'WW0301', line: 2 }] });
});

test('--against an old package wants a version bump for what changed', async () => {
  const identity = { id: 'old_app', label: 'Old' };
  const source = { name: 'odd_child_of_web_server.yml', text: good };
  const { files } = compile({ sources: [source], tables: new Map(), profile: 'escu', identity, withInputs: false });
  const app = ['savedsearches.conf', 'app.conf'].map((name) => [
    `old_app/default/${name}`,
    String(files.get(`default/${name}`)),
  ]);
  const old = written('old.spl', gzipSync(tar(Object.fromEntries(app) as Record<string, string>)));
  expect(await check(written('f/odd_child_of_web_server.yml', good), '--against', old)).toEqual({
    code: 0,
    findings: [],
  });
  const changed = written('g/odd_child_of_web_server.yml', good.replace('"w3wp.exe"', '"nginx.exe"'));
  expect(await check(changed, '--against', old)).toMatchObject({ code: 1, findings: [{ code: 'WW0742', line: 3 }] });
  expect((await run(['check', changed, '--against', changed])).code).toBe(3);
});
