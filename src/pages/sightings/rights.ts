import { arrayOf, flagOf, isObject, objectOf, textOf } from '../shared/decode';
import { restAddress } from '../shared/host_page';
import { collections, type Collection } from '../shared/kv_store';
import { isAbort, rest } from '../shared/rest';

/** What the user may write, by splunkd's own ACL of each collection, not guessed from roles. */
export interface Rights {
  readonly review: boolean;
  /** The baseline itself: only administrators, because it is what "first ever" rests on. */
  readonly build: boolean;
}

/** Asks splunkd; where it does not say, everything is offered and splunkd refuses in its own words. */
export async function readRights(signal: AbortSignal): Promise<Rights> {
  try {
    const answer = await rest(restAddress('storage/collections/config'), {
      query: { output_mode: 'json', count: 0 },
      signal,
    });
    const entries = arrayOf(objectOf(answer).entry).filter(isObject);
    const mayWrite = (collection: Collection): boolean => {
      const acl = objectOf(entries.find(({ name }) => textOf(name) === collection)?.acl);
      return acl.can_write === undefined || flagOf(acl.can_write);
    };
    return { review: mayWrite(collections.reviews), build: mayWrite(collections.sightings) };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { review: true, build: true };
  }
}
