import { parseSearch } from '../../src/spl/parse';
import { allNodes, walk, type SplNode } from '../../src/spl/visit';

const parse = (text: string): SplNode => parseSearch({ name: '', text }, { report: () => undefined });

test('nodes come in the order of the text, and what false is said to is left out', () => {
  const tree = parse('search a=1 [ search b=2 ] c=3 | where d=4');
  const fields = (skip: SplNode['kind'] | null): readonly string[] => {
    const names: string[] = [];
    walk(tree, (node) => {
      if (node.kind === 'field') names.push(node.name);
      return node.kind !== skip;
    });
    return names;
  };
  expect(fields(null)).toEqual(['a', 'b', 'c', 'd']);
  expect(fields('subsearch')).toEqual(['a', 'c', 'd']);
  expect(fields('search')).toEqual(['d']);
  expect(fields(null)).toEqual(['a', 'b', 'c', 'd']);
});

test('each node says where it hangs', () => {
  const seen: string[] = [];
  walk(parse('| eval a=b'), (node, { parent, key }) => void seen.push(`${parent?.kind ?? ''}.${key} ${node.kind}`));
  expect(seen).toEqual([
    '. pipeline',
    'pipeline.commands eval',
    'eval.assignments assignment',
    'assignment.field field',
    'assignment.expression field',
  ]);
});

test('a piece of a tree is walked alone', () => {
  const tree = parse('search a=1 | where b=2');
  const where = allNodes(tree).find(({ kind }) => kind === 'where');
  expect(where === undefined ? [] : allNodes(where).map(({ kind }) => kind)).toEqual([
    'where',
    'binary',
    'field',
    'number',
  ]);
});

test('a list of 200,000 values is walked', () => {
  const list = allNodes(parse('search x IN (1)')).find((node) => node.kind === 'in');
  if (list?.kind !== 'in' || 'operand' in list) throw new Error('no list');
  const values = Array.from({ length: 200_000 }, () => list.values[0] ?? list.values).flat();
  expect(allNodes({ ...list, values }).length).toBe(200_002);
});
