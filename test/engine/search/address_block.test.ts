import fc from 'fast-check';
import { addressBlock, blockExpression } from '../../../src/engine/search/address_block';
import { cidrMatch } from '../../../src/engine/eval/cidr';
import { openEventStore } from '../../../src/engine/store/event_store';
import { search } from '../support';
import type { SearchValue } from '../../../src/spl/ast';

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet, octet);

function valueOf(text: string, directive: SearchValue['directive'] = null): SearchValue {
  const span = { source: { name: 'x', text: '' }, start: 0, end: 0 };
  return { kind: 'value', pieces: text.split('*'), quoted: true, directive, span };
}

test('the expression of a block holds for the addresses that cidrmatch finds in it', () => {
  fc.assert(
    fc.property(
      address,
      fc.integer({ min: 0, max: 32 }),
      address,
      fc.integer({ min: 0, max: 32 }),
      (one, bits, other, shared) => {
        // The other address shares its first bits with the block, so that both sides of its edge are met.
        const number = (octets: readonly number[]): bigint =>
          octets.reduce((sum, next) => sum * 256n + BigInt(next), 0n);
        const low = 32n - BigInt(shared);
        const mixed = ((number(one) >> low) << low) | (number(other) & ((1n << low) - 1n));
        const text = [24n, 16n, 8n, 0n].map((shift) => String((mixed >> shift) & 255n)).join('.');
        const block = `${one.join('.')}/${bits}`;
        expect(new RegExp(`^(?:${blockExpression(block) ?? ''})$`).test(text)).toBe(cidrMatch(block, text));
      },
    ),
  );
});

test.each([
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['fe80::/10', 'fe80::/10'],
  ['10.0.0.0/33', undefined],
  ['10.0.0/8', undefined],
  ['10.0.*/8', undefined],
  ['1/2', undefined],
  ['a/8', undefined],
])('%s is the block %s', (text, block) => expect(addressBlock(valueOf(text))).toBe(block));

test('CASE(…) compares the text', () => expect(addressBlock(valueOf('10.0.0.0/8', 'CASE'))).toBeUndefined());
test('a block’s own text matches, an address that is none does not', () => {
  const expression = new RegExp(`^(?:${blockExpression('10.0.0.0/8') ?? ''})$`);
  expect(
    ['10.0.0.0/8', '010.1.2.3', '10.256.0.1', '10.1.2', '10.1.2.3.4'].map((text) => expression.test(text)),
  ).toEqual([true, true, false, false, false]);
});

test('events and rows are compared with a block alike', async () => {
  const store = await openEventStore(':memory:', { memoryBytes: 1e8, threads: 1 });
  const addresses = ['10.1.2.3', '10.200.0.1', '11.0.0.1', '192.168.7.7', '10.0.0.0/8', 'x'];
  const event = { index: 'main', host: 'h', source: 's', sourcetype: 't', raw: 'r', cim: null };
  await store.append(addresses.map((ip, time) => ({ ...event, time, fields: { ip } })));
  for (const condition of [
    'ip="10.0.0.0/8"',
    'ip!="10.0.0.0/8"',
    'NOT ip="10.128.0.0/9"',
    'ip IN (11.0.0.0/8, "192.168.0.0/16", x)',
    'ip IN (a, b, c*, d*, e*, f*, "10.0.0.0/15")',
  ]) {
    const events = await search(`search index=main ${condition} | sort _time | table ip`, { store });
    const rows = await search(`search index=main | sort _time | table ip | search ${condition}`, { store });
    expect(events.rows).toEqual(rows.rows);
    expect(events.rows.length).toBeGreaterThan(0);
  }
  const six = await search('search index=main ip="fe80::/10"', { store });
  expect(six.diagnostics.map(({ code }) => code)).toEqual(['WW1008']);
  await store.close();
});
