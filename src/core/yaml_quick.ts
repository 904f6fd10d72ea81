import { CST } from 'yaml';
import type { Source, Span } from './source';
import { isQuoted, margin, unusual, YamlCursor } from './yaml_cursor';
import { blanksEnd, blockLines, closingDoubleQuote, closingQuote, isLineEnd } from './yaml_lines';
import type { YamlEntry, YamlLimits, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml_node';
import { indentQuotedLines } from './yaml_repair';
import { plainValue } from './yaml_schema';

/**
 * The YAML that nearly every detection is written in, read in one pass and several times faster than the library: one
 * document of block maps and lists with plain, quoted and block scalars. Gives the library's own result, or undefined for
 * everything else, which the library reads: anchors, tags, several documents, flow collections but for `[]` and `{}`,
 * anything doubtful or wrong.
 */
export function readQuickly(source: Source, limits: YamlLimits): YamlNode | undefined {
  if (hasMarkers(source.text) || control.test(source.text)) return undefined;
  try {
    return new QuickReader(source, limits).read();
  } catch (error) {
    if (error === margin) return readRepaired(source, limits);
    if (error === unusual) return undefined;
    throw error;
  }
}

/** Control characters, and the mark that some editors put before a text. */
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\ufeff]|\r(?!\n)/;

/** Whether lines begin like the marks between documents. */
function hasMarkers(text: string): boolean {
  return ['---', '...'].some((mark) => text.startsWith(mark) || text.includes(`\n${mark}`));
}

function readRepaired(source: Source, limits: YamlLimits): YamlNode | undefined {
  const repaired = source.embedded === undefined ? indentQuotedLines(source) : undefined;
  return repaired === undefined ? undefined : readQuickly(repaired, limits);
}

class QuickReader {
  private readonly cursor: YamlCursor;
  private nodes = 0;

  constructor(
    private readonly source: Source,
    private readonly limits: YamlLimits,
  ) {
    this.cursor = new YamlCursor(source.text);
  }

  read(): YamlNode {
    if (this.cursor.nextLine() !== 0) throw unusual;
    const root = this.collectionHere(0, 0);
    if (root === undefined || this.cursor.indent !== -1) throw unusual;
    return root;
  }

  /** A map or list that begins at `at` in this column, or undefined when neither does. */
  private collectionHere(column: number, depth: number): YamlMap | YamlList | undefined {
    if (this.cursor.isDash()) return this.list(column, depth);
    return this.cursor.keyEnd() === -1 ? undefined : this.map(column, depth);
  }

  private map(column: number, depth: number): YamlMap {
    this.count(depth);
    const start = this.cursor.at;
    const entries = new Map<string, YamlEntry>();
    let end = start;
    this.cursor.indent = column;
    while (this.cursor.indent === column) {
      const keyAt = this.cursor.at;
      const key = this.key();
      if (entries.has(key)) throw unusual;
      const keySpan = this.span(keyAt, this.cursor.at - 1);
      const value = this.mapValue(column, depth + 1);
      entries.set(key, { key, keySpan, value });
      end = value.span.end;
    }
    if (this.cursor.indent > column) throw unusual;
    return { kind: 'map', entries, span: this.span(start, end) };
  }

  private list(column: number, depth: number): YamlList {
    this.count(depth);
    const start = this.cursor.at;
    const items: YamlNode[] = [];
    let end = start;
    this.cursor.indent = column;
    while (this.cursor.indent === column && this.cursor.isDash()) {
      const item = this.listItem(column, depth + 1);
      items.push(item);
      end = item.span.end;
    }
    if (this.cursor.indent > column) throw unusual;
    return { kind: 'list', items, span: this.span(start, end) };
  }

  /** A key's text; `at` moves behind its colon. */
  private key(): string {
    const [start, end] = [this.cursor.at, this.cursor.keyEnd()];
    const written = this.cursor.text.slice(start, end);
    const quoted = isQuoted(this.cursor.text, start);
    const key = quoted ? written.slice(1, -1) : written;
    if (end === -1 || key === '<<') throw unusual;
    if (!quoted && plainValue(key) !== key) throw unusual;
    this.cursor.at = end + 1;
    return key;
  }

  private mapValue(column: number, depth: number): YamlNode {
    const place = this.cursor.skipBlanks();
    if (!this.cursor.isLineOver()) return this.value(column, depth);
    this.cursor.endLine();
    // A list may stand in the column of its key.
    if (this.cursor.indent === column && this.cursor.isDash()) return this.list(column, depth);
    return this.below(column, depth, place);
  }

  private listItem(column: number, depth: number): YamlNode {
    const dash = this.cursor.at++;
    const place = this.cursor.skipBlanks();
    if (!this.cursor.isLineOver())
      return this.collectionHere(column + place - dash, depth) ?? this.value(column, depth);
    this.cursor.endLine();
    return this.below(column, depth, place);
  }

  /** What stands in the lines below its key or dash; nothing there is null. */
  private below(column: number, depth: number, place: number): YamlNode {
    if (this.cursor.indent > column) {
      const collection = this.collectionHere(this.cursor.indent, depth);
      // The library may end a scalar elsewhere when comments stand above it.
      if (collection === undefined && this.cursor.isBelowComment) throw unusual;
      return collection ?? this.value(column, depth);
    }
    this.count(depth);
    return { kind: 'scalar', value: null, text: '', style: 'plain', span: this.span(place, place) };
  }

  private value(column: number, depth: number): YamlNode {
    this.count(depth);
    switch (this.cursor.text[this.cursor.at]) {
      case '[':
        return { kind: 'list', items: [], span: this.emptyFlow(']') };
      case '{':
        return { kind: 'map', entries: new Map(), span: this.emptyFlow('}') };
      case "'":
        return this.quoted('single', closingQuote(this.cursor.text, this.cursor.at), column);
      case '"':
        return this.quoted('double', closingDoubleQuote(this.cursor.text, this.cursor.at), column);
      case '|':
        return this.block('literal', column);
      case '>':
        return this.block('folded', column);
      default:
        return this.plain(column);
    }
  }

  private emptyFlow(close: ']' | '}'): Span {
    const start = this.cursor.at;
    this.cursor.at += 2;
    if (this.cursor.text[start + 1] !== close) throw unusual;
    this.cursor.endLine();
    return this.span(start, start + 2);
  }

  private plain(column: number): YamlScalar {
    const start = this.cursor.at;
    if (!this.cursor.isPlainStart()) throw unusual;
    let end = this.cursor.plainLine(start);
    let isFolded = false;
    for (let next = this.cursor.continuation(column); next !== -1; next = this.cursor.continuation(column)) {
      end = this.cursor.plainLine(next);
      isFolded = true;
    }
    const written = this.cursor.text.slice(start, end);
    const text = isFolded ? decoded({ type: 'scalar', offset: start, indent: column, source: written }) : written;
    this.cursor.endLine();
    return { kind: 'scalar', value: plainValue(text), text, style: 'plain', span: this.span(start, end) };
  }

  private quoted(style: 'single' | 'double', close: number, column: number): YamlScalar {
    const { text, at: start } = this.cursor;
    if (close === -1) throw unusual;
    const end = close + 1;
    let isPlain = true;
    for (let line = text.indexOf('\n', start) + 1; line > 0 && line < end; line = text.indexOf('\n', line) + 1) {
      const first = blanksEnd(text, line);
      if (!isLineEnd(text.charCodeAt(first)) && first - line <= column) throw margin;
      isPlain = false;
    }
    const inner = text.slice(start + 1, close);
    const value =
      isPlain && !inner.includes(style === 'single' ? "'" : '\\')
        ? inner
        : decoded({ type: `${style}-quoted-scalar`, offset: start, indent: column, source: text.slice(start, end) });
    this.cursor.at = end;
    this.cursor.endLine();
    return { kind: 'scalar', value, text: value, style, span: this.span(start, end) };
  }

  private block(style: 'literal' | 'folded', column: number): YamlScalar {
    const { text, at: start } = this.cursor;
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
    this.cursor.at = end;
    this.cursor.nextLine();
    return { kind: 'scalar', value, text: value, style, span: this.span(start, end) };
  }

  private count(depth: number): void {
    this.nodes++;
    if (this.nodes > this.limits.nodes || depth > this.limits.depth) throw unusual;
  }

  private span(start: number, end: number): Span {
    return { source: this.source, start, end };
  }
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
