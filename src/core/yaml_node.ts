import type { Diagnostic } from './diagnostic';
import type { Span } from './source';
import type { ScalarStyle } from './yaml_scalar';

/**
 * YAML as a tree that knows its places. Only what the readers of detections need is kept: maps, lists and scalars. The
 * span of a map or list ends with its last value.
 */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlScalar {
  readonly kind: 'scalar';
  /** What YAML 1.1 makes of it; dates stay text. */
  readonly value: string | number | boolean | null;
  /** The text without quotes and folding: what a field that must be text takes from a plain `1.0` or `2024-10-17`. */
  readonly text: string;
  readonly style: ScalarStyle;
  readonly span: Span;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

export interface YamlFile {
  /** One a document that could be read; an empty document gives none. */
  readonly documents: readonly YamlNode[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Guards against files that are no detections: far above any real one. */
export interface YamlLimits {
  readonly characters: number;
  /** Nodes after aliases are followed: a bomb has few lines and billions of these. */
  readonly nodes: number;
  readonly depth: number;
}

export const yamlLimits: YamlLimits = { characters: 10_000_000, nodes: 200_000, depth: 100 };
