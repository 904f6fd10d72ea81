import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  Scalar,
  type CST,
  type Document,
  type ParsedNode,
} from 'yaml';
import { diagnosticAt, type Diagnostic } from './diagnostic';
import { invariant } from './invariant';
import type { Source, Span } from './source';
import type { YamlEntry, YamlFile, YamlLimits, YamlNode, YamlScalar } from './yaml_node';
import { indentQuotedLines } from './yaml_repair';
import type { ScalarStyle } from './yaml_scalar';
import { yamlOptions } from './yaml_schema';

/** Every document of a file by the `yaml` library: all of YAML 1.1, with a diagnostic for what is wrong. */
export function readDocuments(source: Source, limits: YamlLimits): YamlFile {
  try {
    return parseDocuments(source, limits);
  } catch (error) {
    if (error instanceof TooMuch) return { documents: [], diagnostics: [error.diagnostic] };
    throw error;
  }
}

function parseDocuments(source: Source, limits: YamlLimits): YamlFile {
  const documents = [...new Composer<ParsedNode>(yamlOptions).compose(tokensOf(source, limits))];
  const diagnostics = documents.flatMap((document) => yamlErrors(source, document));
  if (diagnostics.length > 0) {
    const unclosed = documents.some(({ errors }) => errors.some(({ code }) => code === 'MISSING_CHAR'));
    const repaired = unclosed && source.embedded === undefined ? indentQuotedLines(source) : undefined;
    return repaired === undefined ? { documents: [], diagnostics } : parseDocuments(repaired, limits);
  }
  return {
    documents: documents.flatMap((document) => {
      if (document.contents === null) return [];
      const node = new Conversion(source, document, limits).convert(document.contents, 0);
      return node.kind === 'scalar' && node.value === null ? [] : [node];
    }),
    diagnostics,
  };
}

/**
 * The tokens of a text, no more deeply nested than is allowed. What the library makes of them calls itself at each level,
 * and a runtime that meets a new regular expression where its stack ends cannot go on.
 */
function* tokensOf(source: Source, { depth }: YamlLimits): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(source.text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > depth + OWN_LEVELS) {
      const at = parser.offset;
      throw new TooMuch(tooDeep({ source, start: at, end: at }));
    }
  }
  yield* parser.end();
}

/** A document and a scalar are levels of the stack beside the maps and lists. */
const OWN_LEVELS = 2;

/** Each repeated key, else the first error alone: the others mostly follow from it. */
function yamlErrors(source: Source, document: Document<ParsedNode>): readonly Diagnostic[] {
  const { errors } = document;
  const repeated = errors.filter((error) => error.code === 'DUPLICATE_KEY');
  const shown = repeated.length === errors.length ? repeated : errors.slice(0, 1);
  return shown.map(({ code, message, pos: [start, end] }) => {
    const span = { source, start, end: Math.max(end, start) };
    if (code === 'DUPLICATE_KEY') return duplicateKey(span);
    return diagnosticAt(span, {
      code: code === 'TAB_AS_INDENT' ? 'WW0114' : 'WW0110',
      severity: 'error',
      message: code === 'TAB_AS_INDENT' ? 'YAML is indented with a tab' : `not valid YAML: ${lowerFirst(message)}`,
      hint:
        code === 'TAB_AS_INDENT'
          ? 'indent with spaces'
          : 'quote texts that hold ": ", "#" or a leading "%", "@", "`", "*" or "&"; check the indentation',
    });
  });
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function duplicateKey(span: Span): Diagnostic {
  const key = /^[^:\n]*/.exec(span.source.text.slice(span.start))?.[0] ?? '';
  return diagnosticAt(
    { ...span, end: span.start + Math.max(1, key.length) },
    {
      code: 'WW0112',
      severity: 'error',
      message: `the key "${key.trim()}" stands twice in one map`,
      hint: 'remove one of the two, or join their values',
    },
  );
}

function tooDeep(span: Span): Diagnostic {
  return diagnosticAt(span, {
    code: 'WW0117',
    severity: 'error',
    message: 'maps and lists are nested too deep to be read',
    hint: 'flatten the file; no detection needs this',
  });
}

class TooMuch extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

const stylesByType: Readonly<Record<string, ScalarStyle>> = {
  [Scalar.PLAIN]: 'plain',
  [Scalar.QUOTE_SINGLE]: 'single',
  [Scalar.QUOTE_DOUBLE]: 'double',
  [Scalar.BLOCK_LITERAL]: 'literal',
  [Scalar.BLOCK_FOLDED]: 'folded',
};

/** Turns one parsed document into nodes; a map that several aliases name is converted once and counted each time. */
class Conversion {
  private readonly done = new Map<ParsedNode, { readonly node: YamlNode; readonly size: number }>();
  private readonly open = new Set<ParsedNode>();
  private size = 0;

  constructor(
    private readonly source: Source,
    private readonly document: Document<ParsedNode>,
    private readonly limits: YamlLimits,
  ) {}

  convert(node: ParsedNode, depth: number): YamlNode {
    const span = { source: this.source, start: node.range[0], end: endOf(node) };
    if (isAlias(node)) return this.followAlias(node.resolve(this.document), span, depth);
    if (depth > this.limits.depth) throw new TooMuch(tooDeep(span));
    const before = this.size;
    this.count(1, span);
    this.open.add(node);
    const converted = this.build(node, span, depth);
    this.open.delete(node);
    if (node.anchor !== undefined) this.done.set(node, { node: converted, size: this.size - before });
    return converted;
  }

  private followAlias(target: unknown, span: Span, depth: number): YamlNode {
    const known = [...this.done].find(([node]) => node === target);
    if (known !== undefined) {
      this.count(known[1].size, span);
      return known[1].node;
    }
    const open = [...this.open].find((node) => node === target);
    if (open !== undefined) throw new TooMuch(this.bomb(span));
    invariant(depth >= 0, 'an alias that the parser resolved has been converted before');
    return { kind: 'scalar', value: null, text: '', style: 'plain', span };
  }

  private build(node: Exclude<ParsedNode, { source: string; value: never }>, span: Span, depth: number): YamlNode {
    if (isMap(node)) return { kind: 'map', entries: this.entriesOf(node.items, depth), span };
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.convert(item, depth + 1)), span };
    if (isScalar(node)) return scalarNode(node, span);
    return { kind: 'scalar', value: null, text: '', style: 'plain', span };
  }

  private entriesOf(
    pairs: readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[],
    depth: number,
  ): ReadonlyMap<string, YamlEntry> {
    const entries = new Map<string, YamlEntry>();
    const merged: YamlNode[] = [];
    for (const { key, value } of pairs) {
      const [start, end] = key.range;
      const keySpan = { source: this.source, start, end };
      const name = isScalar(key) ? textOf(key) : this.source.text.slice(start, end);
      const node = value === null ? nullAt(keySpan) : this.convert(value, depth + 1);
      if (name === '<<') merged.push(...(node.kind === 'list' ? node.items : [node]));
      else entries.set(name, { key: name, keySpan, value: node });
    }
    for (const map of merged)
      if (map.kind === 'map') for (const [name, entry] of map.entries) if (!entries.has(name)) entries.set(name, entry);
    return entries;
  }

  private count(nodes: number, span: Span): void {
    this.size += nodes;
    if (this.size > this.limits.nodes) throw new TooMuch(this.bomb(span));
  }

  private bomb(span: Span): Diagnostic {
    return diagnosticAt(span, {
      code: 'WW0113',
      severity: 'error',
      message: `with its aliases followed the file has more than ${this.limits.nodes} values, or one that holds itself`,
      hint: 'write the values out instead of using anchors and aliases',
    });
  }
}

/** Blanks and comments behind the last value of a block are not its own. */
function endOf(node: ParsedNode): number {
  if (isMap(node) && node.flow !== true) {
    const last = node.items.at(-1);
    return last === undefined ? node.range[1] : endOf(last.value ?? last.key);
  }
  if (isSeq(node) && node.flow !== true) {
    const last = node.items.at(-1);
    return last === undefined ? node.range[1] : endOf(last);
  }
  return node.range[1];
}

function nullAt(keySpan: Span): YamlScalar {
  return { kind: 'scalar', value: null, text: '', style: 'plain', span: { ...keySpan, start: keySpan.end } };
}

function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

function scalarNode(node: Scalar, span: Span): YamlScalar {
  const { value } = node;
  const text = textOf(node);
  const kept = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null;
  return {
    kind: 'scalar',
    value: kept ? value : text,
    text,
    style: stylesByType[node.type ?? Scalar.PLAIN] ?? 'plain',
    span,
  };
}
