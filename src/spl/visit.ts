import type {
  Aggregation,
  AggregatedEval,
  ByField,
  Command,
  ComputedAggregation,
  Conversion,
  EvalAssignment,
  EvalExpression,
  FieldName,
  JsonField,
  LookupField,
  Pipeline,
  Renaming,
  Replacement,
  ReturnedField,
  SearchExpression,
  SearchValue,
  SeriesFilter,
  Setting,
  SortKey,
  SplitField,
  Trend,
} from './ast';

/** Walks a tree, whatever its nodes. */

export type SplNode =
  | Pipeline
  | Command
  | SearchExpression
  | EvalExpression
  | SearchValue
  | FieldName
  | Aggregation
  | AggregatedEval
  | ComputedAggregation
  | ByField
  | Conversion
  | EvalAssignment
  | JsonField
  | LookupField
  | Renaming
  | Replacement
  | ReturnedField
  | SeriesFilter
  | Setting
  | SortKey
  | SplitField
  | Trend;

/** Where a node hangs: its parent, and under which name there. */
export interface Position {
  readonly parent: SplNode | null;
  readonly key: string;
}

/** Calls `visit` for a node and everything below it, in the order of the text; `false` leaves out what is below. */
export function walk(root: SplNode, visit: (node: SplNode, position: Position) => boolean | void): void {
  const pending: { readonly node: SplNode; readonly position: Position }[] = [
    { node: root, position: { parent: null, key: '' } },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, position } = next;
    if (visit(node, position) !== false) pending.push(...childrenOf(node).reverse());
  }
}

function childrenOf(node: SplNode): { readonly node: SplNode; readonly position: Position }[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    [value]
      .flat()
      .filter(isNode)
      .map((child) => ({ node: child, position: { parent: node, key } })),
  );
}

function isNode(value: unknown): value is SplNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'span' in value;
}

/** All nodes of a tree, in the order of the text. */
export function allNodes(root: SplNode): readonly SplNode[] {
  const nodes: SplNode[] = [];
  walk(root, (node) => void nodes.push(node));
  return nodes;
}
