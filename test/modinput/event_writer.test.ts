import { EventWriter } from '../../src/modinput/event_writer';
import { readEventStream } from '../../src/modinput/xml/event_stream_reader';

/** A sink whose batches leave only when told. */
function gate() {
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  let isOpen = false;
  return {
    written,
    open: () => {
      isOpen = true;
      for (const go of waiting.splice(0)) go();
    },
    sink: async (bytes: Uint8Array) => {
      const text = Buffer.from(bytes).toString('utf8');
      if (!isOpen) await new Promise<void>((resolve) => waiting.push(resolve));
      written.push(text);
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('no event is a whole, empty stream', async () => {
  const { sink, written, open } = gate();
  open();
  await new EventWriter({ sink, streaming: 'xml' }).close();
  expect(written.join('')).toBe('<stream>\n</stream>\n');
});

test('events leave in batches, in order, none lost', async () => {
  const { sink, written, open } = gate();
  open();
  const writer = new EventWriter({ sink, streaming: 'xml', batchBytes: 1000 });
  const emit = writer.emitterFor('a://b');
  for (let index = 0; index < 1000; index++) await emit({ data: `event ${index} é` });
  await writer.close();
  expect(readEventStream(written.join('')).map(({ data }) => data)).toEqual(
    Array.from({ length: 1000 }, (_, index) => `event ${index} é`),
  );
  expect(written.length).toBeGreaterThan(50);
  expect(Math.max(...written.map((batch) => Buffer.byteLength(batch)))).toBeLessThan(1200);
  expect(writer.counts.events).toBe(1000);
});

test('a reader that stops stops the input after two batches', async () => {
  const { sink, written, open } = gate();
  const writer = new EventWriter({ sink, streaming: 'xml', batchBytes: 1000 });
  const emit = writer.emitterFor('a://b');
  let emitted = 0;
  const all = (async () => {
    for (; emitted < 500; emitted++) await emit({ data: 'x'.repeat(100) });
  })();
  await turn();
  await turn();
  expect(emitted).toBeLessThan(25);
  expect(written).toEqual([]);
  open();
  await all;
  await writer.close();
  expect(readEventStream(written.join('')).length).toBe(500);
});

test('a checkpoint is saved only when the events before it have left, and with what was true when its batch closed', async () => {
  const { sink, open } = gate();
  const writer = new EventWriter({ sink, streaming: 'xml' });
  const emit = writer.emitterFor('a://b');
  const saved: number[] = [];
  let place = 0;
  writer.afterWrite('a://b', () => {
    const closedAt = place;
    return () => Promise.resolve(void saved.push(closedAt));
  });
  await emit({ data: 'one' });
  place = 1;
  const flushed = writer.flush();
  place = 2;
  await turn();
  expect(saved).toEqual([]);
  open();
  await flushed;
  expect(saved).toEqual([1]);
});

test('the next batch waits for the checkpoint of the one before: a crash repeats one batch at most', async () => {
  const order: string[] = [];
  const writer = new EventWriter({
    streaming: 'xml',
    batchBytes: 100,
    sink: () => Promise.resolve(void order.push('batch')),
  });
  const emit = writer.emitterFor('a://b');
  for (let index = 0; index < 5; index++) {
    await emit({ data: 'x'.repeat(100) });
    writer.afterWrite('a://b', () => async () => {
      await turn();
      order.push('checkpoint');
    });
  }
  await writer.close();
  expect(order.join(' ')).toMatch(
    /^(batch checkpoint ){4,}batch checkpoint( batch)?$|^(batch checkpoint ?){5}( ?batch)?$/,
  );
});

test('a reader that is gone is told to the next emit, and no checkpoint is saved', async () => {
  const saved: string[] = [];
  const writer = new EventWriter({
    streaming: 'xml',
    sink: () => Promise.reject(Object.assign(new Error('broken pipe'), { code: 'EPIPE' })),
  });
  const emit = writer.emitterFor('a://b');
  await emit({ data: 'x' });
  writer.afterWrite('a://b', () => () => Promise.resolve(void saved.push('saved')));
  await expect(writer.flush()).rejects.toThrow('broken pipe');
  expect(() => void emit({ data: 'y' })).toThrow('broken pipe');
  expect(saved).toEqual([]);
});

test('what is odd is counted', async () => {
  const { sink, open } = gate();
  open();
  const writer = new EventWriter({ sink, streaming: 'xml' });
  const emit = writer.emitterFor('a://b');
  await emit({ data: 'a\u0000b\u0007', time: 'never' });
  await emit({ data: 'x'.repeat(300_000) });
  await writer.close();
  expect(writer.counts).toMatchObject({ events: 2, charactersRemoved: 2, eventsWithoutTime: 1, eventsInPieces: 1 });
});

test('simple streaming writes lines as they are', async () => {
  const { sink, written, open } = gate();
  open();
  const writer = new EventWriter({ sink, streaming: 'simple' });
  const emit = writer.emitterFor('a://b');
  await emit({ data: 'a < b & c' });
  await emit({ data: 'two\n' });
  await writer.close();
  expect(written.join('')).toBe('a < b & c\ntwo\n');
});
