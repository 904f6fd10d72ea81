import fc from 'fast-check';
import { dangerOf } from '../../../src/pages/filter/macro_effect';
import { serversEffect, type ServersEffect } from '../../../src/pages/filter/servers_effect';
import { textParts } from '../../../src/pages/filter/text_difference';

/** "WEB-1 w3wp.exe cmd.exe 3" as the sightings search gives it. */
const row = (text: string): Record<string, string> => {
  const [dest = '', parent = '', child = '', starts = ''] = text.split(' ');
  return {
    dest,
    parent_process_name: parent,
    process_name: child,
    dest_key: dest.toLowerCase(),
    parent_key: parent.toLowerCase(),
    child_key: child.toLowerCase(),
    starts,
    last_time: '1700000000.000',
  };
};
const effect = (before: readonly string[], after: readonly string[]): ServersEffect =>
  serversEffect(before.map(row), after.map(row));
const summary = (changes: ServersEffect['comes']): readonly string[] =>
  changes.map(
    ({ host, parent, isPart, starts, children }) =>
      `${host} ${parent} ${isPart ? 'part' : 'whole'} ${starts}: ${children.map(({ child, results }) => `${child} ${results}`).join(', ')}`,
  );

describe('what an edited condition on web servers changes', () => {
  const iis = ['A w3wp.exe cmd.exe 3', 'B w3wp.exe csc.exe 5'];

  test('pairs of host and program that newly count, with their children', () => {
    const found = effect(iis, [...iis, 'A node.exe git.exe 2', 'A node.exe sh 7', 'C node.exe sh 1']);
    expect(summary(found.comes)).toEqual(['A node.exe whole 9: sh 7, git.exe 2', 'C node.exe whole 1: sh 1']);
    expect(found).toMatchObject({
      saved: { servers: 2, starts: 8 },
      edited: { servers: 4, starts: 18 },
      goes: [],
      vanishes: [],
    });
  });

  test('one that counts either way is told apart: its starts differ, it is no new web server', () => {
    const found = effect(['J java.exe a 1', 'J java.exe b 4'], ['J JAVA.exe b 9', 'J java.exe c 2']);
    expect(summary(found.comes)).toEqual(['J JAVA.exe part 7: b 5, c 2']);
    expect(summary(found.goes)).toEqual(['J java.exe part 1: a 1']);
    expect(found.vanishes.map(({ child }) => child)).toEqual(['a']);
  });

  test('losing sight of what is malicious, or of everything, needs a second thought', () => {
    const isMalicious = ({ child }: { readonly child: string }): boolean => child === 'cmd.exe';
    expect(dangerOf(effect(iis, iis.slice(1)), isMalicious)).toBe('1 sighting marked malicious would be seen no more');
    expect(dangerOf(effect(iis, iis.slice(0, 1)), isMalicious)).toBeNull();
    expect(dangerOf(effect(iis, ['A w3wp.exe cmd.exe 1', 'B w3wp.exe csc.exe 5']), isMalicious)).toBeNull();
    expect(dangerOf(effect(iis, []), () => false)).toBe('nothing would count as a web server any more');
    expect(dangerOf(effect([], []), () => false)).toBeNull();
  });

  test('starts add up: what counted, with what comes and without what goes, is what will count', () => {
    const rows = fc.uniqueArray(
      fc.record({
        pair: fc.constantFrom('A x', 'A y', 'B x'),
        child: fc.constantFrom('p', 'q', 'r'),
        starts: fc.nat(9),
      }),
      { selector: ({ pair, child }) => `${pair} ${child}` },
    );
    const starts = (changes: ServersEffect['comes']): number => changes.reduce((sum, change) => sum + change.starts, 0);
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const texts = (list: typeof before): readonly string[] =>
          list.map(({ pair, child, starts: count }) => `${pair} ${child} ${count}`);
        const found = effect(texts(before), texts(after));
        expect(found.saved.starts + starts(found.comes) - starts(found.goes)).toBe(found.edited.starts);
        const whole = (changes: ServersEffect['comes']): number => changes.filter(({ isPart }) => !isPart).length;
        expect(found.saved.servers + whole(found.comes) - whole(found.goes)).toBe(found.edited.servers);
      }),
    );
  });
});

describe('two texts word by word', () => {
  test('a name that is added to a list', () => {
    expect(textParts('p IN ("a b", "c")', 'p IN ("a b", "n.exe", "c")')).toEqual([
      { kind: 'same', text: 'p IN ("a b", ' },
      { kind: 'added', text: '"n.exe", ' },
      { kind: 'same', text: '"c")' },
    ]);
  });

  test('without what was added it is the one text, without what was removed the other', () => {
    const text = fc.array(fc.constantFrom('a', '"b c"', ' ', '(', 'OR', '"', '\n', '日'), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [a.join(''), b.join('')];
        const without = (kind: string): string =>
          textParts(before, after)
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
        expect(textParts(before, before).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });
});
