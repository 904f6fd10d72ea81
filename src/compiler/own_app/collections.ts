import type { Stanza } from '../emit/setting';
import { baselineCollection, baselineFields } from './baseline';

/** The KV store collections of the pages. Times are numbers: seconds since 1970. */

interface Collection {
  readonly name: string;
  readonly fields: Readonly<Record<string, 'string' | 'number' | 'bool' | 'time'>>;
  /** Whether an analyst's own record goes in, so that the role may write it. */
  readonly writtenByAnalysts: boolean;
}

export const collectionTable: readonly Collection[] = [
  {
    name: baselineCollection,
    fields: baselineFields,
    // Whoever may write "first seen" can make a web shell look old without a reason beside it: only the scheduled search
    // and an administrator's build do; an analyst's word is a review.
    writtenByAnalysts: false,
  },
  {
    name: 'webshell_watch_reviews',
    fields: {
      dest: 'string',
      parent_process_name: 'string',
      process_name: 'string',
      verdict: 'string',
      reason: 'string',
      reviewer: 'string',
      reviewed: 'number',
    },
    writtenByAnalysts: true,
  },
  {
    name: 'webshell_watch_filter_history',
    fields: {
      macro: 'string',
      definition: 'string',
      previous: 'string',
      reason: 'string',
      user: 'string',
      time: 'number',
    },
    writtenByAnalysts: true,
  },
  {
    name: 'webshell_watch_views',
    fields: { page: 'string', name: 'string', state: 'string', user: 'string', updated: 'number' },
    writtenByAnalysts: true,
  },
];

/** collections.conf: not replicated to indexers (lookups run on the search head); types are hints, so that a field more does no harm. */
export function collectionStanzas(): readonly Stanza[] {
  return collectionTable.map(({ name, fields }) => ({
    name,
    settings: [
      ['enforceTypes', 'false'],
      ['replicate', 'false'],
      ...Object.entries(fields).map(([field, type]) => [`field.${field}`, type] as const),
    ],
  }));
}

/** transforms.conf: `<collection>_lookup`. */
export function collectionLookups(): readonly Stanza[] {
  return collectionTable.map(({ name, fields }) => ({
    name: `${name}_lookup`,
    settings: [
      ['external_type', 'kvstore'],
      ['collection', name],
      ['fields_list', ['_key', ...Object.keys(fields)].join(', ')],
    ],
  }));
}
