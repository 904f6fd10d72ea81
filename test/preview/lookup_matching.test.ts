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
