import { numberOf, textOf, type Json } from '../shared/decode';

/** The tree of processes that a host's logs can give: ancestors, the starts themselves, and what they started. */

export interface ProcessStart {
  readonly name: string;
  readonly id: string;
  readonly parentName: string;
  readonly parentId: string;
  readonly user: string;
  readonly commandLine: string;
  /** Epoch seconds. */
  readonly time: number;
}

/** A row of the host's process search. */
export function processStart(row: Json): readonly ProcessStart[] {
  const time = numberOf(row.first_time);
  const name = textOf(row.process_name);
  if (time === undefined || name === '') return [];
  return [
    {
      name,
      id: textOf(row.process_id),
      parentName: textOf(row.parent_process_name),
      parentId: textOf(row.parent_process_id),
      user: textOf(row.user),
      commandLine: textOf(row.process),
      time,
    },
  ];
}

export interface TreeNode {
  readonly name: string;
  readonly id: string;
  /** null for a parent that the logs name but whose own start they do not hold. */
  readonly start: ProcessStart | null;
  readonly children: readonly TreeNode[];
}

/** The same start logged by two sources. */
const SAME_START = 2;
/** Process ids are used again; a parent must have started before its child. */
const CLOCK_SLACK = 1;

/** Drops the second record of a start that Sysmon and Windows both logged. */
export function distinctStarts(starts: readonly ProcessStart[]): readonly ProcessStart[] {
  const kept: ProcessStart[] = [];
  const lastOf = new Map<string, ProcessStart>();
  for (const start of [...starts].sort((a, b) => a.time - b.time)) {
    const name = `${start.id}|${start.name.toLowerCase()}`;
    const before = lastOf.get(name);
    lastOf.set(name, start);
    if (start.id === 'unknown' || before === undefined || start.time - before.time > SAME_START) kept.push(start);
  }
  return kept;
}

/** The trees that hold a start of this parent and child, oldest first; `most` limits how many starts are shown. */
export function processTrees(
  all: readonly ProcessStart[],
  parent: string,
  child: string,
  most: number,
): readonly TreeNode[] {
  const starts = distinctStarts(all);
  const index: StartIndex = {
    byId: listed(starts, ({ id }) => id),
    byParent: listed(starts, ({ parentId }) => parentId),
  };
  const wanted = starts
    .filter((start) => sameName(start.name, child) && sameName(start.parentName, parent))
    .slice(-most);
  const roots = new Map<string, ProcessStart[]>();
  for (const start of wanted) roots.set(start.parentId, [...(roots.get(start.parentId) ?? []), start]);
  return [...roots].map(([parentId, children]) => {
    const parentStart = startOf(starts, parentId, parent, children[0]?.time ?? 0);
    const node: TreeNode = {
      name: parent,
      id: parentId,
      start: parentStart,
      children: children.map((start) => withDescendants(start, index, 0)),
    };
    return underAncestor(node, starts);
  });
}

/** Starts by their own id and by their parent's, oldest first: a busy host has hundreds of thousands. */
interface StartIndex {
  readonly byId: ReadonlyMap<string, readonly ProcessStart[]>;
  readonly byParent: ReadonlyMap<string, readonly ProcessStart[]>;
}

function listed(
  starts: readonly ProcessStart[],
  keyOf: (start: ProcessStart) => string,
): ReadonlyMap<string, readonly ProcessStart[]> {
  const lists = new Map<string, ProcessStart[]>();
  for (const start of starts) {
    const list = lists.get(keyOf(start));
    if (list === undefined) lists.set(keyOf(start), [start]);
    else list.push(start);
  }
  return lists;
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The start of the process with this id and name that was the latest one before `time`. */
function startOf(starts: readonly ProcessStart[], id: string, name: string, time: number): ProcessStart | null {
  return (
    starts.findLast((start) => start.id === id && sameName(start.name, name) && start.time <= time + CLOCK_SLACK) ??
    null
  );
}

function underAncestor(node: TreeNode, starts: readonly ProcessStart[]): TreeNode {
  if (node.start === null || node.start.parentName === '' || node.start.parentName === 'unknown') return node;
  const { parentName, parentId, time } = node.start;
  return { name: parentName, id: parentId, start: startOf(starts, parentId, parentName, time), children: [node] };
}

const DEEPEST = 6;

function withDescendants(start: ProcessStart, index: StartIndex, depth: number): TreeNode {
  const end = index.byId.get(start.id)?.find((other) => other.time > start.time + SAME_START)?.time ?? Infinity;
  const children =
    depth >= DEEPEST || start.id === 'unknown'
      ? []
      : (index.byParent.get(start.id) ?? []).filter(
          (other) =>
            other !== start &&
            sameName(other.parentName, start.name) &&
            other.time >= start.time - CLOCK_SLACK &&
            other.time < end,
        );
  return {
    name: start.name,
    id: start.id,
    start,
    children: children.map((child) => withDescendants(child, index, depth + 1)),
  };
}

/** A node as one line of a list, with the lines that lead to it. */
export interface TreeLine {
  readonly node: TreeNode;
  readonly branch: string;
}

/** The tree as lines, each with its drawn branch. */
export function treeLines(nodes: readonly TreeNode[], indent = '', isRoot = true): readonly TreeLine[] {
  return nodes.flatMap((node, i) => {
    const last = i === nodes.length - 1;
    const branch = isRoot ? '' : `${indent}${last ? '└ ' : '├ '}`;
    const below = isRoot ? '' : `${indent}${last ? '  ' : '│ '}`;
    return [{ node, branch }, ...treeLines(node.children, below, false)];
  });
}
