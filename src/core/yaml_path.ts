import type { Source, Span } from './source';
import { readYaml } from './yaml';
import type { YamlNode } from './yaml_node';

/**
 * The places of values in the map that begins at `start` of a YAML file: a document, or an item of one that is a list. The
 * tree is not kept: a place is asked for by a message alone, and then the file is read again.
 */
export function placesIn(source: Source, start: number): (path: string) => Span {
  let root: YamlNode | undefined;
  return (path) => {
    root ??= readYaml(source)
      .documents.flatMap(withItems)
      .find((node) => node.span.start === start);
    return root === undefined ? { source, start, end: start } : spanAt(root, path);
  };
}

function withItems(document: YamlNode): readonly YamlNode[] {
  return document.kind === 'list' ? document.items : [document];
}

/** The place of a value by its dotted path (`tags.throttling.fields.0`); of what is absent, the key of the nearest one above. */
function spanAt(root: YamlNode, path: string): Span {
  let node = root;
  let span = firstLine(root.span);
  for (const step of path.split('.')) {
    const next = childOf(node, step);
    if (next === undefined) return span;
    span = next.kind === 'scalar' ? next.span : keySpanOf(node, step);
    node = next;
  }
  return span;
}

function childOf(node: YamlNode, step: string): YamlNode | undefined {
  switch (node.kind) {
    case 'map':
      return node.entries.get(step)?.value;
    case 'list':
      return node.items[Number(step)];
    case 'scalar':
      return undefined;
  }
}

/** A map or list is pointed at by its key, or by its first line where it is an item of a list. */
function keySpanOf(parent: YamlNode, step: string): Span {
  const entry = parent.kind === 'map' ? parent.entries.get(step) : undefined;
  return entry?.keySpan ?? firstLine(childOf(parent, step)?.span ?? parent.span);
}

function firstLine(span: Span): Span {
  const end = span.source.text.indexOf('\n', span.start);
  return { ...span, end: end === -1 ? span.end : Math.min(end, span.end) };
}
