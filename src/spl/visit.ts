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
  const { nodes, positions, ends } = layoutOf(root);
  for (let at = 0; at < nodes.length;) {
    const [node, position] = [nodes[at], positions[at]];
    if (node === undefined || position === undefined) return;
    at = visit(node, position) === false ? (ends[at] ?? nodes.length) : at + 1;
  }
}

/** A tree's nodes in the order of the text, where each hangs, and the place of the first that is not below it. */
interface Layout {
  readonly nodes: readonly SplNode[];
  readonly positions: readonly Position[];
  readonly ends: readonly number[];
}

/** Checks walk each search some fifty times: whole searches are laid out once. */
const laidOut = new WeakMap<SplNode, Layout>();

function layoutOf(root: SplNode): Layout {
  const known = laidOut.get(root);
  if (known !== undefined) return known;
  const layout = layOut(root);
  if (root.kind === 'pipeline') laidOut.set(root, layout);
  return layout;
}

/** A child that is still to be laid out, or the place of a node whose last child has just been. */
type Pending = { readonly node: SplNode; readonly position: Position } | number;

function layOut(root: SplNode): Layout {
  const nodes: SplNode[] = [];
  const positions: Position[] = [];
  const ends: number[] = [];
  const pending: Pending[] = [{ node: root, position: { parent: null, key: '' } }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'number') {
      ends[next] = nodes.length;
      continue;
    }
    pending.push(nodes.push(next.node) - 1);
    positions.push(next.position);
    const first = pending.length;
    pushChildren(next.node, pending);
    reverseFrom(pending, first);
  }
  return { nodes, positions, ends };
}

/** In place: a list may have more items than a call takes arguments. */
function reverseFrom(items: Pending[], first: number): void {
  for (let low = first, high = items.length - 1; low < high; low++, high--) {
    const [one, other] = [items[low], items[high]];
    if (one === undefined || other === undefined) return;
    items[low] = other;
    items[high] = one;
  }
}

/** The span, which every node has, is not looked into. */
function pushChildren(node: SplNode, pending: Pending[]): void {
  for (const key of Object.keys(node)) {
    if (key === 'span' || key === 'kind') continue;
    const value: unknown = Reflect.get(node, key);
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) pending.push({ node: value, position: { parent: node, key } });
      continue;
    }
    const position = { parent: node, key };
    for (const item of value) if (isNode(item)) pending.push({ node: item, position });
  }
}

function isNode(value: unknown): value is SplNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'span' in value;
}

/** All nodes of a tree, in the order of the text. */
export function allNodes(root: SplNode): readonly SplNode[] {
  return layoutOf(root).nodes;
}
