import { EventWriter } from '../../modinput/event_writer';
import { DISTINCT_EVENTS, EVENT_START, EVENTS } from './writer_events';

/**
 * The writing side of the writer benchmark: as many events as it can, then its rate and its memory on stderr. A program of
 * its own with nothing but the library in it, as an input is: the other measurements' libraries would count as its memory.
 */
async function writeEvents(): Promise<void> {
  const sink = (bytes: Uint8Array): Promise<void> =>
    new Promise((done) => void process.stdout.write(bytes, () => done()));
  const writer = new EventWriter({ sink, streaming: 'xml' });
  const emit = writer.emitterFor('bench://x');
  const events = Array.from({ length: DISTINCT_EVENTS }, (_, index) => ({
    data: `${EVENT_START},"n":${index}}`,
    time: 1_700_000_000 + index / 8,
    source: '/var/log/x',
    sourcetype: 'bench',
    host: 'h',
  }));
  const started = process.hrtime.bigint();
  for (let round = 0; round < EVENTS / DISTINCT_EVENTS; round++) for (const event of events) await emit(event);
  await writer.close();
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  process.stderr.write(`${EVENTS / seconds} ${process.resourceUsage().maxRSS / 1024}\n`);
}

void writeEvents();
