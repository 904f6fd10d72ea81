import { CST } from 'yaml';
import type { Source, Span } from './source';
import { blanksEnd, blockLines, character, closingDoubleQuote, closingQuote } from './yaml_lines';
import type { YamlEntry, YamlLimits, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml_node';
import { plainValue } from './yaml_schema';

/**
 * The YAML that nearly every detection is written in, read in one pass and several times faster than the library: one
 * document of block maps and lists with plain, quoted and block scalars. Gives the library's own result, or undefined for
 * everything else (flow collections but for `[]`, anchors, tags, several documents, anything doubtful or wrong): the library reads that.
 */
export function readQuickly(source: Source, limits: YamlLimits): YamlNode | undefined {
  if (hasMarkers(source.text) || control.test(source.text)) return undefined;
  try {
    return new QuickReader(source, limits).read();
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
}

/** Control characters, Windows' line ends among them, and the mark that some editors put before a text. */
const control = /[\0-\x08\x0b-\x1f\ufeff]/;

/** Whether lines begin like the marks between documents. */
function hasMarkers(text: string): boolean {
  return ['---', '...'].some((mark) => text.startsWith(mark) || text.includes(`\n${mark}`));
}

/** Thrown where the text is not surely what this reader knows; one object, as it is no failure. */
const unusual = new Error('this YAML is for the library');

/** What a plain key begins with here, or a whole quoted key. */
const keyStart = /[\p{L}\d_]|'[^'\n]{1,1000}'|"[^"\\\n]{1,1000}"/uy;
const plainStart = /[^\s\-?:,[\]{}#&*!|>'"%@`]|-[^\s]/y;
/** The specification's limit is 1,024 characters. */
const longestKey = 1000;

class QuickReader {
  private readonly text: string;
  private at = 0;
  /** The column of the line's content once `nextLine` has found it; -1 at the end of the text. */
  private indent = 0;
  /** Whether `nextLine` went over a line with a comment alone. */
  private isBelowComment = false;
  private nodes = 0;

  constructor(
    private readonly source: Source,
    private readonly limits: YamlLimits,
  ) {
    this.text = source.text;
  }

  read(): YamlNode {
    if (this.nextLine() !== 0) throw unusual;
    const root = this.collectionHere(0, 0);
    if (root === undefined || this.indent !== -1) throw unusual;
    return root;
  }

  /** A map or list that begins at `at` in this column, or undefined when neither does. */
  private collectionHere(column: number, depth: number): YamlMap | YamlList | undefined {
    if (this.isDash()) return this.list(column, depth);
    return this.keyEnd() === -1 ? undefined : this.map(column, depth);
  }

  private map(column: number, depth: number): YamlMap {
    this.count(depth);
    const start = this.at;
    const entries = new Map<string, YamlEntry>();
    let end = start;
    this.indent = column;
    while (this.indent === column) {
      const keyStart = this.at;
      const key = this.key();
      if (entries.has(key)) throw unusual;
      const keySpan = this.span(keyStart, this.at - 1);
      const value = this.mapValue(column, depth + 1);
      entries.set(key, { key, keySpan, value });
      end = value.span.end;
    }
    if (this.indent > column) throw unusual;
    return { kind: 'map', entries, span: this.span(start, end) };
  }

  private list(column: number, depth: number): YamlList {
    this.count(depth);
    const start = this.at;
    const items: YamlNode[] = [];
    let end = start;
    this.indent = column;
    while (this.indent === column && this.isDash()) {
      const item = this.listItem(column, depth + 1);
      items.push(item);
      end = item.span.end;
    }
    if (this.indent > column) throw unusual;
    return { kind: 'list', items, span: this.span(start, end) };
  }

  /** A key's text; `at` moves behind its colon. */
  private key(): string {
    const [start, end] = [this.at, this.keyEnd()];
    const written = this.text.slice(start, end);
    const quoted = isQuoted(this.text, start);
    const key = quoted ? written.slice(1, -1) : written;
    if (end === -1 || key === '<<') throw unusual;
    if (!quoted && plainValue(key) !== key) throw unusual;
    this.at = end + 1;
    return key;
  }

  private mapValue(column: number, depth: number): YamlNode {
    const place = this.skipBlanks();
    if (!this.isLineOver()) return this.value(column, depth);
    this.endLine();
    // A list may stand in the column of its key.
    if (this.indent === column && this.isDash()) return this.list(column, depth);
    return this.below(column, depth, place);
  }

  private listItem(column: number, depth: number): YamlNode {
    const dash = this.at++;
    const place = this.skipBlanks();
    if (!this.isLineOver()) return this.collectionHere(column + place - dash, depth) ?? this.value(column, depth);
    this.endLine();
    return this.below(column, depth, place);
  }

  /** What stands in the lines below its key or dash; nothing there is null. */
  private below(column: number, depth: number, place: number): YamlNode {
    if (this.indent > column) {
      const collection = this.collectionHere(this.indent, depth);
      // The library may end a scalar elsewhere when comments stand above it.
      if (collection === undefined && this.isBelowComment) throw unusual;
      return collection ?? this.value(column, depth);
    }
    this.count(depth);
    return { kind: 'scalar', value: null, text: '', style: 'plain', span: this.span(place, place) };
  }

  private value(column: number, depth: number): YamlNode {
    this.count(depth);
    switch (this.text[this.at]) {
      case '[':
        return this.emptyList();
      case "'":
        return this.quoted('single', closingQuote(this.text, this.at), column);
      case '"':
        return this.quoted('double', closingDoubleQuote(this.text, this.at), column);
      case '|':
        return this.block('literal', column);
      case '>':
        return this.block('folded', column);
      default:
        return this.plain(column);
    }
  }

  private emptyList(): YamlList {
    const start = this.at;
    this.at += 2;
    if (this.text[start + 1] !== ']') throw unusual;
    this.endLine();
    return { kind: 'list', items: [], span: this.span(start, start + 2) };
  }

  private plain(column: number): YamlScalar {
    const start = this.at;
    plainStart.lastIndex = start;
    if (!plainStart.test(this.text)) throw unusual;
    let end = this.plainLine(start);
    let isFolded = false;
    for (let next = this.continuation(column); next !== -1; next = this.continuation(column)) {
      end = this.plainLine(next);
      isFolded = true;
    }
    const written = this.text.slice(start, end);
    const text = isFolded ? decoded({ type: 'scalar', offset: start, indent: column, source: written }) : written;
    this.endLine();
    return { kind: 'scalar', value: plainValue(text), text, style: 'plain', span: this.span(start, end) };
  }

  /** The end of a plain scalar's text in this line; `at` moves to the line's end or comment. */
  private plainLine(from: number): number {
    const { text } = this;
    let end = from;
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === character.newline || (code === character.hash && text.charCodeAt(at - 1) === character.blank)) break;
      if (code === character.tab || (code === character.colon && this.isBlankOrEnd(at + 1))) throw unusual;
      if (code !== character.blank) end = at + 1;
    }
    this.at = at;
    return end;
  }

  /** Where the next line of a plain scalar begins, or -1 when it ends here. */
  private continuation(column: number): number {
    const { text } = this;
    let at = this.at;
    while (text.charCodeAt(at) === character.newline) {
      const line = at + 1;
      at = blanksEnd(text, line);
      const code = text.charCodeAt(at);
      if (code === character.newline) continue;
      return at < text.length && at - line > column && code !== character.hash ? at : -1;
    }
    return -1;
  }

  private quoted(style: 'single' | 'double', close: number, column: number): YamlScalar {
    const { text, at: start } = this;
    if (close === -1) throw unusual;
    const end = close + 1;
    let isPlain = true;
    for (let line = text.indexOf('\n', start) + 1; line > 0 && line < end; line = text.indexOf('\n', line) + 1) {
      const first = blanksEnd(text, line);
      if (text.charCodeAt(first) !== character.newline && first - line <= column) throw unusual;
      isPlain = false;
    }
    const inner = text.slice(start + 1, close);
    const value =
      isPlain && !inner.includes(style === 'single' ? "'" : '\\')
        ? inner
        : decoded({ type: `${style}-quoted-scalar`, offset: start, indent: column, source: text.slice(start, end) });
    this.at = end;
    this.endLine();
    return { kind: 'scalar', value, text: value, style, span: this.span(start, end) };
  }

  private block(style: 'literal' | 'folded', column: number): YamlScalar {
    const { text, at: start } = this;
    const lines = blockLines(text, start, column);
    if (lines === undefined) throw unusual;
    const { from, end } = lines;
    const props = blockProps(text.slice(start, from), start, column);
    const value = decoded({
      type: 'block-scalar',
      offset: start,
      indent: column,
      props,
      source: text.slice(from, end),
    });
    this.at = end;
    this.nextLine();
    return { kind: 'scalar', value, text: value, style, span: this.span(start, end) };
  }

  /** From the end of a value to the next line that has content. */
  private endLine(): void {
    const end = this.skipBlanks();
    if (!this.isLineOver()) throw unusual;
    const line = this.text.indexOf('\n', end);
    this.at = line === -1 ? this.text.length : line + 1;
    this.nextLine();
  }

  /** From the start of a line to the first content, over empty lines and comments; gives the content's column. */
  private nextLine(): number {
    const { text } = this;
    this.isBelowComment = false;
    for (let line = this.at; ;) {
      const at = blanksEnd(text, line);
      const code = text.charCodeAt(at);
      if (code === character.tab) throw unusual;
      if (code !== character.newline && code !== character.hash) {
        this.at = at;
        this.indent = at < text.length ? at - line : -1;
        return this.indent;
      }
      if (code === character.hash) this.isBelowComment = true;
      line = text.indexOf('\n', at) + 1 || text.length;
    }
  }

  private skipBlanks(): number {
    this.at = blanksEnd(this.text, this.at);
    return this.at;
  }

  /** Whether nothing but a comment is left in this line. */
  private isLineOver(): boolean {
    const code = this.text.charCodeAt(this.at);
    if (code === character.hash) return this.text.charCodeAt(this.at - 1) === character.blank;
    return code === character.newline || this.at >= this.text.length;
  }

  private isBlankOrEnd(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === character.blank || code === character.newline || at >= this.text.length;
  }

  private isDash(): boolean {
    return this.text.charCodeAt(this.at) === character.minus && this.isBlankOrEnd(this.at + 1);
  }

  /** Where the key at `at` ends, quotes included; -1 when there is none. */
  private keyEnd(): number {
    const { text } = this;
    keyStart.lastIndex = this.at;
    if (!keyStart.test(text)) return -1;
    if (isQuoted(text, this.at)) return this.isColon(keyStart.lastIndex) ? keyStart.lastIndex : -1;
    const last = Math.min(text.length, this.at + longestKey);
    for (let at = keyStart.lastIndex; at < last; at++) {
      const code = text.charCodeAt(at);
      if (code === character.newline || code === character.hash || code === character.tab) return -1;
      if (this.isColon(at)) return text.charCodeAt(at - 1) === character.blank ? -1 : at;
    }
    return -1;
  }

  private isColon(at: number): boolean {
    return this.text.charCodeAt(at) === character.colon && this.isBlankOrEnd(at + 1);
  }

  private count(depth: number): void {
    this.nodes++;
    if (this.nodes > this.limits.nodes || depth > this.limits.depth) throw unusual;
  }

  private span(start: number, end: number): Span {
    return { source: this.source, start, end };
  }
}

function isQuoted(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === character.quote || code === character.doubleQuote;
}

/** Folding, escapes and chomping are the library's own. */
function decoded(token: CST.FlowScalar | CST.BlockScalar): string {
  return CST.resolveAsScalar(token, true, () => {
    throw unusual;
  }).value;
}

function blockProps(header: string, offset: number, indent: number): CST.SourceToken[] {
  const mark = header.trimEnd();
  return [
    { type: 'block-scalar-header', offset, indent, source: mark },
    { type: 'newline', offset: offset + mark.length, indent, source: header.slice(mark.length) },
  ];
}
