import { textOf, type Json } from '../shared/decode';
import { collections, readRecords, removeRecord, saveRecords } from '../shared/kv_store';
import { md5 } from '../shared/md5';

/** Named views: what an analyst looks at again and again, saved per user. */
export interface NamedView {
  readonly key: string;
  readonly name: string;
  /** The address's query, see view_state.ts. */
  readonly query: string;
  readonly user: string;
}

const PAGE = 'sightings';

/** This user's views of this page, by name. */
export async function readViews(user: string): Promise<readonly NamedView[]> {
  const records = await readRecords(collections.views, { query: { page: PAGE, user } });
  return records.flatMap(namedView).sort((a, b) => a.name.localeCompare(b.name));
}

/** A saved view; nothing for a record without a name. */
export function namedView(record: Json): readonly NamedView[] {
  const name = textOf(record.name);
  const key = textOf(record._key);
  return name === '' || key === '' ? [] : [{ key, name, query: textOf(record.state), user: textOf(record.user) }];
}

/** Saves under the user and name; the same name again replaces it. */
export async function saveView(name: string, query: string, user: string): Promise<void> {
  await saveRecords(collections.views, [
    {
      _key: md5(`${user}|${PAGE}|${name}`),
      page: PAGE,
      name,
      state: query,
      user,
      updated: Math.round(Date.now() / 1000),
    },
  ]);
}

/** Deletes a saved view. */
export const removeView = (view: NamedView): Promise<void> => removeRecord(collections.views, view.key);
