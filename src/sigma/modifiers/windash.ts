import { mapLiterals, type SigmaString } from '../sigma_string';
import type { SigmaValue } from '../value';
import { problem, textModifier } from './modifier';

const dashes = ['-', '/', '\u2013', '\u2014', '\u2015'];
/** A dash that begins a flag: no word character before it, one after it (as pySigma reads the specification). */
const flagDash = /(?<![\p{L}\p{N}_])[-/](?=[\p{L}\p{N}_])/gu;
/** Stands for a dash while the others are being chosen; no rule holds it, as YAML forbids the character. */
const open = '\u0000';
const MOST = 3125;

/** `windash`: every way to write the flags' dashes: `-`, `/`, en dash, em dash, horizontal bar. */
export const windash = textModifier((value) => {
  const marked = mapLiterals(value.string, (text) => text.replace(flagDash, open));
  const count = marked.parts.reduce(
    (sum, part) => sum + (part.kind === 'literal' ? part.text.split(open).length - 1 : 0),
    0,
  );
  if (dashes.length ** count > MOST)
    return problem(`it would make ${dashes.length ** count} variants`, 'Split the value: one flag in each, with |all.');
  const values = variants(marked, count).map((string): SigmaValue => ({ ...value, string }));
  return { kind: 'anyOf', values };
});

function variants(marked: SigmaString, count: number): readonly SigmaString[] {
  if (count === 0) return [marked];
  return dashes.flatMap((dash) => variants(replaceFirst(marked, dash), count - 1));
}

function replaceFirst({ parts }: SigmaString, dash: string): SigmaString {
  const at = parts.findIndex((part) => part.kind === 'literal' && part.text.includes(open));
  return {
    parts: parts.map((part, index) =>
      index === at && part.kind === 'literal' ? { kind: 'literal', text: part.text.replace(open, dash) } : part,
    ),
  };
}
