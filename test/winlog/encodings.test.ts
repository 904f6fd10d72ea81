import { readBytes } from './support/read_bytes';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A Sysmon process creation whose image is given as bytes. */
const eventOf = (image: Buffer): Buffer =>
  Buffer.concat([
    ascii(
      `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Sysmon'/><EventID>1</EventID><EventRecordID>1</EventRecordID><Computer>WEB01</Computer></System><EventData><Data Name='Image'>`,
    ),
    image,
    ascii('</Data></EventData></Event>\n'),
  ]);

const declared = (encoding: string, image: Buffer, prefix = ''): Buffer =>
  Buffer.concat([
    ascii(`${prefix}<?xml version="1.0" encoding="${encoding}"?>\r\n<Events>`),
    eventOf(image),
    ascii('</Events>'),
  ]);

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

// The bytes are those of Python's codecs.
describe('an XML log in the encoding that its declaration names', () => {
  test.each([
    ['Shift_JIS', '433a5c955c8ea65c835c2e657865', 'C:\\表示\\ソ.exe'],
    ['shift_jis', '433a5c955c8ea65c835c2e657865', 'C:\\表示\\ソ.exe'],
    ['windows-31j', '433a5c955c8ea65c835c2e657865', 'C:\\表示\\ソ.exe'],
    ['cp932', '433a5c955c8ea65c835c2e657865', 'C:\\表示\\ソ.exe'],
    ['GBK', '433a5cd5c5ceb05cc4a32e657865', 'C:\\张伟\\模.exe'],
    ['gb2312', '433a5cd5c5ceb05cc4a32e657865', 'C:\\张伟\\模.exe'],
    ['GB18030', '433a5cd5c5ceb05cc4a32e657865', 'C:\\张伟\\模.exe'],
    ['windows-1251', '433a5cc8e2e0ed5cb82e657865', 'C:\\Иван\\ё.exe'],
    ['EUC-JP', '433a5cc5c4c3e62e657865', 'C:\\田中.exe'],
    ['ISO-2022-JP', '433a5c1b24423c4239541b28422e657865', 'C:\\実行.exe'],
    ['windows-949', '433a5cc7d1b1db2e657865', 'C:\\한글.exe'],
    ['Big5', '433a5ca4e5a5f32e657865', 'C:\\文件.exe'],
    ['windows-1250', '433a5cbff3b377802e657865', 'C:\\żółw€.exe'],
    ['iso-8859-1', '433a5cc672f82e657865', 'C:\\Ærø.exe'],
    ['windows-1252', '433a5c80939c2e657865', 'C:\\€“œ.exe'],
  ])('%s', async (encoding, bytes, image) => {
    const { events, guessedEncodings, unread } = await readBytes(declared(encoding, hex(bytes)));
    expect(events.map(({ cim }) => cim.process_path)).toEqual([image]);
    expect(events[0]?.cim.process_name).toBe(image.split('\\').at(-1));
    expect([guessedEncodings, unread]).toEqual([[], []]);
  });
});

describe('what the bytes say stands above a declaration that was not kept up', () => {
  test.each(['UTF-16', 'utf-8', 'ISO-8859-1', 'windows-1252', 'windows-1251', 'ibm850'])(
    'UTF-8 that is declared %s',
    async (encoding) => {
      const { events, guessedEncodings } = await readBytes(declared(encoding, Buffer.from('C:\\Ærø\\田.exe')));
      expect(events.map(({ cim }) => cim.process_path)).toEqual(['C:\\Ærø\\田.exe']);
      expect(guessedEncodings).toEqual([]);
    },
  );

  test('UTF-8 behind its mark that is declared Shift_JIS, and UTF-16 that is', async () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?><Events>${eventOf(ascii('C:\\a.exe')).toString()}</Events>`;
    for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const { events, guessedEncodings } = await readBytes(bytes);
      expect([events.length, guessedEncodings.length]).toEqual([1, 0]);
    }
  });
});

describe('an encoding that cannot be known is said once for each event', () => {
  test.each([
    ['not declared', eventOf(hex('433a5c955c8ea6')), 'C:\\•\\Ž¦', /no UTF-8, and the file declares no other/],
    ['declared, but not known', declared('ibm850', hex('433a5c9b')), 'C:\\›', /"ibm850" is not known here/],
    [
      'declared, and not what the bytes are',
      declared('Shift_JIS', hex('433a5c81ff')),
      'C:\\\u0081ÿ',
      /not in the declared encoding "Shift_JIS"/,
    ],
  ])('%s', async (_, bytes, image, reason) => {
    const { events, guessedEncodings, summary } = await readBytes(bytes);
    expect(events.map(({ cim }) => cim.process_path)).toEqual([image]);
    expect(guessedEncodings.map((part) => part.offset)).toEqual([bytes.indexOf('<Event ')]);
    expect(guessedEncodings[0]?.reason).toMatch(reason);
    expect(summary?.guessedEncodings).toBe(1);
  });

  test('characters of ASCII alone need no encoding', async () => {
    const { guessedEncodings } = await readBytes(declared('ibm850', ascii('C:\\a.exe')));
    expect(guessedEncodings).toEqual([]);
  });
});

test('reading goes on behind a place in a declared encoding', async () => {
  const first = declared('Shift_JIS', hex('433a5c955c8ea6'));
  const { summary } = await readBytes(first, { resumable: true });
  const resume = summary?.resume;
  if (resume === undefined || resume === null) throw new Error('the reading gives no place');
  const { events } = await readBytes(Buffer.concat([first, eventOf(hex('835c'))]), { resumable: true, resume });
  expect(events.map(({ index, cim }) => [index, cim.process_path])).toEqual([[1, 'ソ']]);
});
