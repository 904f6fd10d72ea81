import * as fc from 'fast-check';
import { webServerCondition } from '../../../src/compiler/own_app/web_servers';
import { rowCondition } from '../../../src/engine/search/row_condition';
import { mergeConditions } from '../../../src/pages/filter/merge_conditions';
import { parseCondition } from '../../../src/spl/parse';

/** Two analysts change the condition on web servers; what both meant is in the merged one. */

const saved = webServerCondition();

test('both add a name to the same list', () => {
  const mine = saved.replace('"w3wp.exe"', '"w3wp.exe", "jetty.exe"');
  const theirs = saved.replace('"caddy.exe"', '"caddy.exe", "traefik.exe"');
  const merged = mergeConditions(saved, theirs, mine) ?? '';
  expect(merged).toContain('"traefik.exe"');
  expect(merged.replace(', "jetty.exe"', '')).toBe(theirs);
});

test('one takes a name out, the other adds an alternative and changes the part on Java', () => {
  const mine = saved.replace('"caddy.exe", ', '');
  const theirs = saved
    .replace('"javaw.exe", ', '')
    .replace(/\)$/, ' OR (Processes.parent_process_name="node.exe" AND Processes.parent_process="*next*"))');
  expect(mergeConditions(saved, theirs, mine)).toBe(theirs.replace('"caddy.exe", ', ''));
  expect(mergeConditions(saved, mine, theirs)).toBe(theirs.replace('"caddy.exe", ', ''));
});

test.each([
  ['the same comparison of an AND changed twice', '(a="1" AND b="2")', '(a="3" AND b="2")', '(a="4" AND b="2")'],
  ['changed by the one, taken out by the other', '(a IN ("1") OR b="2")', '(a IN ("1", "3") OR b="2")', '(b="2")'],
  ['nothing is left', '(a="1" OR b="2")', 'a="1"', 'b="2"'],
  ['two lists of one field, both changed', '(a IN ("1") OR a IN ("2"))', '(a IN ("3") OR a IN ("4"))', '(a IN ("1"))'],
  ['what does not parse', '(a="1")', '(a="1" OR b="2")', '(a="1" OR'],
  ['a comment would be lost', '(a="1")', '(a="1" OR b="2")', '(a="1" ```why``` OR c="3")'],
])('not merged: %s', (_why, base, theirs, mine) => {
  expect(mergeConditions(base, theirs, mine)).toBeNull();
});

const names = ['a.exe', 'b.exe', 'c.exe', 'd.exe', 'e.exe'] as const;
const someNames = fc.subarray([...names], { minLength: 1 });
/** Names as a list, as alternatives, or as both. */
const written = (chosen: readonly string[], shape: 'list' | 'alternatives'): string =>
  shape === 'list' || chosen.length === 1
    ? `(Processes.parent_process_name IN (${chosen.map((name) => `"${name}"`).join(', ')}))`
    : `(${chosen.map((name) => `Processes.parent_process_name="${name}"`).join(' OR ')})`;

test('of any three lists of names: theirs, without what I took out, with what I added', () => {
  fc.assert(
    fc.property(
      fc.tuple(someNames, someNames, someNames, fc.constantFrom<'list' | 'alternatives'>('list', 'alternatives')),
      ([base, theirs, mine, shape]) => {
        const merged = mergeConditions(
          ...([base, theirs, mine].map((all) => written(all, shape)) as [string, string, string]),
        );
        if (merged === null) return;
        const holds = rowCondition(
          parseCondition({ name: 'merged', text: merged }, { report: () => expect('a problem').toBe('none') }),
        );
        for (const name of names) {
          const isWanted = base.includes(name)
            ? theirs.includes(name) && mine.includes(name)
            : theirs.includes(name) || mine.includes(name);
          expect([name, holds({ 'Processes.parent_process_name': name })]).toEqual([name, isWanted]);
        }
      },
    ),
  );
});

test('what only one side changed is that side, and merging with oneself changes nothing', () => {
  const conditions = fc.tuple(someNames, fc.constantFrom<'list' | 'alternatives'>('list', 'alternatives'));
  fc.assert(
    fc.property(conditions, conditions, ([one, shape], [other, otherShape]) => {
      const [a, b] = [written(one, shape), written(other, otherShape)];
      const same = (merged: string | null, wanted: string): void =>
        expect(merged?.replace(/^\((.*)\)$/s, '$1')).toBe(wanted.replace(/^\((.*)\)$/s, '$1'));
      same(mergeConditions(a, b, a), b);
      same(mergeConditions(a, a, b), b);
      same(mergeConditions(a, b, b), b);
    }),
  );
});
