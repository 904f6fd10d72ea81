import type { Row } from '../types';
import { mapRows, type Runner } from './command';

/** `addinfo`: the time range, the id and the time of the search, in seconds; a range without an end says so. */
export const runAddinfo: Runner<'addinfo'> = (_, { range, clock, searchId }) => {
  const info: Row = {
    info_min_time: (range.earliest ?? 0).toFixed(3),
    info_max_time: range.latest === undefined ? '+Infinity' : range.latest.toFixed(3),
    ...(searchId === undefined ? {} : { info_sid: searchId }),
    info_search_time: clock.now.toFixed(3),
  };
  return mapRows((row) => ({ ...row, ...info }), Object.keys(info));
};
