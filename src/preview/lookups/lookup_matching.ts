import { confBoolean } from '../../conf/merge';
import type { LookupMatching } from '../../engine/types';

/** The settings of a transforms.conf stanza that say how a lookup matches, with the defaults of transforms.conf.spec. */
export function lookupMatching(settings: ReadonlyMap<string, string>): LookupMatching {
  const minMatches = wholeOr(settings.get('min_matches'), 0);
  return {
    caseSensitive: confBoolean(settings.get('case_sensitive_match') ?? '1') !== false,
    matchTypes: Object.fromEntries(matchTypes(settings.get('match_type') ?? '')),
    maxMatches: wholeOr(settings.get('max_matches'), settings.has('time_field') ? 1 : 1000),
    minMatches,
    defaultMatch: settings.get('default_match') ?? (minMatches > 0 ? 'NONE' : ''),
    ...timeOf(settings),
  };
}

function timeOf(settings: ReadonlyMap<string, string>): Pick<LookupMatching, 'time'> {
  const field = settings.get('time_field') ?? '';
  if (field === '') return {};
  return {
    time: {
      field,
      format: settings.get('time_format') ?? '%s.%Q',
      minOffset: wholeOr(settings.get('min_offset_secs'), 0),
      maxOffset: wholeOr(settings.get('max_offset_secs'), 2_000_000_000),
    },
  };
}

/** `WILDCARD(a, b), CIDR(c)`; EXACT is what all others are. */
function matchTypes(text: string): readonly (readonly [string, 'wildcard' | 'cidr'])[] {
  return [...text.matchAll(/(WILDCARD|CIDR)\(\s*([^)]*?)\s*\)/gi)].flatMap(([, type = '', fields = '']) => {
    const kind = type.toLowerCase() === 'cidr' ? 'cidr' : 'wildcard';
    return fields.split(',').map((field) => [field.trim(), kind] as const);
  });
}

function wholeOr(text: string | undefined, fallback: number): number {
  const value = Number(text ?? '');
  return text !== undefined && text.trim() !== '' && Number.isInteger(value) && value >= 0 ? value : fallback;
}
