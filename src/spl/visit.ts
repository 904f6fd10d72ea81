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

/** Checks walk thousands of trees many times: plain loops, and the span, which every node has, is not looked into. */
function childrenOf(node: SplNode): { readonly node: SplNode; readonly position: Position }[] {
  const children: { readonly node: SplNode; readonly position: Position }[] = [];
  const take = (child: unknown, key: string): void => {
    if (isNode(child)) children.push({ node: child, position: { parent: node, key } });
  };
  Object.entries(node).forEach(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || key === 'span') return;
    if (Array.isArray(value)) for (const item of value) take(item, key);
    else take(value, key);
  });
  return children;
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
