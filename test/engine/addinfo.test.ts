import { search } from './support';

/** addinfo: "info_min_time … The earliest time boundary for the search", info_sid the id of the search (Search Reference). */

test('the range and the id of the search are in every row', async () => {
  const { rows } = await search('| makeresults count=2 | addinfo | table info_min_time info_max_time info_sid', {
    earliest: '1710000000',
    latest: '1710003600.5',
    searchId: 'admin__admin__search__1',
  });
  const row = { info_min_time: '1710000000.000', info_max_time: '1710003600.500', info_sid: 'admin__admin__search__1' };
  expect(rows).toEqual([row, row]);
});
