import { keyText } from '../../compiler/own_app/baseline';
import { textOf } from './decode';
import { collections, readRecords } from './kv_store';
import { md5 } from './md5';

/** The key that baseline, reviews and rows share: md5 over the lower-case names, as the scheduled search computes it. */
export const sightingKey = (dest: string, parent: string, child: string): string => md5(keyText(dest, parent, child));

/** The keys of the sightings that an analyst marked malicious: a filter that hides one asks first. */
export async function readMaliciousKeys(signal: AbortSignal): Promise<ReadonlySet<string>> {
  const records = await readRecords(collections.reviews, { query: { verdict: 'malicious' }, signal });
  return new Set(records.map(({ _key }) => textOf(_key)));
}
