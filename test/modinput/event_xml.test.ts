import fc from 'fast-check';
import { cleanXmlText } from '../../src/modinput/xml/escape';
import { eventTime, eventXmlOf, PIECE_CHARACTERS } from '../../src/modinput/xml/event_xml';
import { textOfParts } from './event_text';
import { readEventElements, readEventStream } from '../../src/modinput/xml/event_stream_reader';

const stanza = 'sample://one & "two"';
const stream = (text: string): string => `<stream>${text}</stream>`;

/** XML 1.0's Char production, written from the specification. */
function isAllowed(code: number): boolean {
  return (
    code === 9 || code === 10 || code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
  ); // prettier-ignore
}

const allowedOnly = (text: string): string =>
  [...text].filter((letter) => isAllowed(letter.codePointAt(0) ?? 0)).join('');

describe('an event', () => {
  test('minimal: data alone, whole and done', () => {
    expect(textOfParts(eventXmlOf('a://b')({ data: 'This is a test of the emergency broadcast system.' }))).toBe(
      '<event stanza="a://b" unbroken="1"><data>This is a test of the emergency broadcast system.</data><done/></event>\n',
    );
  });

  test('maximal: everything, in the order of the SDKs', () => {
    const text = textOfParts(eventXmlOf('a://b')({
      data: 'x', time: 1372274622.493, source: 'hilda', sourcetype: 'misc', index: 'main', host: 'localhost',
    })); // prettier-ignore
    expect(text).toBe(
      '<event stanza="a://b" unbroken="1"><time>1372274622.493</time><source>hilda</source><sourcetype>misc</sourcetype>' +
        '<index>main</index><host>localhost</host><data>x</data><done/></event>\n',
    );
  });

  test('metadata change from one event to the next', () => {
    const textOf = eventXmlOf('a://b');
    expect(textOfParts(textOf({ data: '1', host: 'a' }))).toContain('<host>a</host>');
    expect(textOfParts(textOf({ data: '2', host: 'b', index: 'i' }))).toContain('<index>i</index><host>b</host>');
    expect(textOfParts(textOf({ data: '3' }))).not.toContain('host');
  });

  test('a piece and broken data are not done', () => {
    const textOf = eventXmlOf('a://b');
    expect(textOfParts(textOf({ data: 'x', done: false }))).toBe(
      '<event stanza="a://b" unbroken="1"><data>x</data></event>\n',
    );
    expect(textOfParts(textOf({ data: 'x', unbroken: false }))).toBe(
      '<event stanza="a://b" unbroken="0"><data>x</data></event>\n',
    );
    expect(textOfParts(textOf({ data: 'x', unbroken: false, done: true }))).toContain('<done/>');
  });

  test.each([
    [1372274622.493, '1372274622.493'],
    [1474429262.5605469, '1474429262.5605469'],
    ['1372274622.123456789', '1372274622.123456789'],
    [new Date(1372274622493), '1372274622.493'],
    [0, '0'],
    [-1.5, '-1.5'],
    [1e-7, '0.000000100'],
    [-62135596800.25, '-62135596800.25'],
    [1700000000.123456, '1700000000.123456'],
    [1e21, ''],
    [NaN, ''],
    ['yesterday', ''],
    [new Date(NaN), ''],
  ])('time %p is written as %p', (time, text) => {
    expect(eventTime(time)).toBe(text);
    expect(eventXmlOf('a://b')({ data: 'x', time }).timeIsGood).toBe(text !== '');
  });
});

describe('text in XML', () => {
  test('any text comes back without what XML forbids, and that is counted', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
        fc.constantFrom('&', '<', '>', ']]>', '\r\n', '😀'),
      ),
    });
    fc.assert(
      fc.property(nasty, (data) => {
        const parts = [...eventXmlOf(stanza)({ data, source: data }).parts];
        const removed = parts.reduce((sum, part) => sum + part.removed, 0);
        const [event] = readEventStream(stream(parts.map(({ text }) => text).join('')));
        expect(event).toMatchObject({ stanza, data: allowedOnly(data), done: true });
        expect(event?.source).toBe(allowedOnly(data));
        // From the data and from the source.
        expect(removed).toBe(2 * ([...data].length - [...allowedOnly(data)].length));
      }),
      { numRuns: 500 },
    );
  });

  test('every single UTF-16 unit', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const isGood = isAllowed(code);
      if (cleanXmlText(String.fromCharCode(code)).removed !== (isGood ? 0 : 1)) throw new Error(`unit ${code}`);
    }
  });
});

describe('huge events', () => {
  test('come in pieces of which the last is done, and splunkd joins them to the same text', () => {
    const data = `${'ab😀&'.repeat(PIECE_CHARACTERS)}end`;
    const parts = [...eventXmlOf('a://b')({ data, time: 5, host: 'h' }).parts];
    const text = parts.map((part) => part.text).join('');
    const elements = readEventElements(stream(text));
    expect(elements.length).toBe(parts.length);
    expect(parts.length).toBe(Math.ceil(data.length / PIECE_CHARACTERS));
    expect(elements.map(({ done }) => done)).toEqual([...Array<boolean>(parts.length - 1).fill(false), true]);
    expect(elements.every(({ unbroken, host, time }) => unbroken && host === 'h' && time === '5')).toBe(true);
    expect(readEventStream(stream(text)).map((event) => event.data === data)).toEqual([true]);
  });

  test('a pair of surrogates is never parted', () => {
    const data = `x${'😀'.repeat(PIECE_CHARACTERS)}`;
    const parts = [...eventXmlOf('a://b')({ data }).parts];
    expect(parts.every(({ removed }) => removed === 0)).toBe(true);
    expect(readEventStream(stream(parts.map(({ text }) => text).join('')))[0]?.data === data).toBe(true);
  });
});
