import { collections, removeRecord, saveRecords } from '../shared/kv_store';
import type { Review, Sighting, Verdict } from './sighting';

/** Writes what an analyst decided; the collection is apart from the baseline, so the scheduled run never touches it. */

/** The review that a decision makes. `now` is epoch seconds. */
export const reviewOf = (sighting: Sighting, verdict: Verdict, reason: string, user: string, now: number): Review => ({
  key: sighting.key,
  verdict,
  user,
  time: Math.round(now),
  reason,
});

/** Saves it under the sighting's key. */
export async function saveReview(sighting: Sighting, review: Review): Promise<void> {
  await saveRecords(collections.reviews, [
    {
      _key: sighting.key,
      dest: sighting.dest,
      parent_process_name: sighting.parent,
      process_name: sighting.child,
      verdict: review.verdict,
      reason: review.reason,
      reviewer: review.user,
      reviewed: review.time,
    },
  ]);
}

/** Takes a decision back. */
export const removeReview = (key: string): Promise<void> => removeRecord(collections.reviews, key);
