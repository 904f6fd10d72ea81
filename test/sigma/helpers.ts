import type { Diagnostic } from '../../src/core/diagnostic';
import { readSigma, type ReadOptions, type ReadResult } from '../../src/sigma/read';
import type { SigmaRule } from '../../src/sigma/rule';
import { matchRule } from '../../src/sigma/match/match_rule';

/** Takes the common indentation from a block of YAML. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}

/** A process_creation rule with the given detection, as YAML. */
export function ruleText(detection: string): string {
  const body = dedent(detection)
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
  return `title: Test\nlogsource:\n  category: process_creation\n  product: windows\ndetection:\n${body}\n`;
}

export function read(text: string, options: ReadOptions = {}): ReadResult {
  return readSigma({ name: 'rule.yml', text }, options);
}

/** Everything that was said about a text. */
export function said(text: string, options: ReadOptions = {}): readonly Diagnostic[] {
  const { documents, diagnostics } = read(text, options);
  return [...diagnostics, ...documents.flatMap((document) => document.diagnostics)];
}

/** The one rule of a text; fails when it has errors. */
export function ruleOf(text: string, options: ReadOptions = {}): SigmaRule {
  const [first] = read(text, options).documents;
  if (first?.document.kind !== 'rule') throw new Error(`no rule: ${JSON.stringify(said(text, options))}`);
  return first.document;
}

/** The rule with one selection, `item` being its lines. */
export function ruleWith(item: string, options: ReadOptions = {}): SigmaRule {
  return ruleOf(ruleText(`selection:\n${indent(dedent(item))}\ncondition: selection`), options);
}

export function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

/** Whether one selection's lines match an event. */
export function hits(item: string, fields: Readonly<Record<string, string>>, options: ReadOptions = {}): boolean {
  return matchRule(ruleWith(item, options), fields);
}
