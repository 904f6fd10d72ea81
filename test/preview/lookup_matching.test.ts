import { lookupMatching } from '../../src/preview/lookups/lookup_matching';

test('how a lookup matches: the defaults and the settings of transforms.conf.spec', () => {
  expect(lookupMatching(new Map())).toEqual({
    caseSensitive: true,
    matchTypes: {},
    maxMatches: 1000,
    minMatches: 0,
    defaultMatch: '',
  });
  const settings = new Map([
    ['case_sensitive_match', 'false'],
    ['match_type', 'WILDCARD(path, name), CIDR(net), EXACT(user)'],
    ['min_matches', '1'],
    ['max_matches', '1'],
  ]);
  expect(lookupMatching(settings)).toEqual({
    caseSensitive: false,
    matchTypes: { path: 'wildcard', name: 'wildcard', net: 'cidr' },
    maxMatches: 1,
    minMatches: 1,
    defaultMatch: 'NONE',
  });
});

test('a lookup with times: its offsets, and one match unless more are asked for', () => {
  expect(lookupMatching(new Map([['time_field', 'since']]))).toMatchObject({
    maxMatches: 1,
    time: { field: 'since', format: '%s.%Q', minOffset: 0, maxOffset: 2_000_000_000 },
  });
  const settings = new Map([
    ['time_field', 'since'],
    ['time_format', '%Y-%m-%d'],
    ['min_offset_secs', '10'],
    ['max_offset_secs', '86400'],
    ['max_matches', '3'],
  ]);
  expect(lookupMatching(settings)).toMatchObject({
    maxMatches: 3,
    time: { field: 'since', format: '%Y-%m-%d', minOffset: 10, maxOffset: 86_400 },
  });
});
