import fc from 'fast-check';
import type { ProcessEvent } from '../../src/cim/process';
import { parseProcessEventJson, processEventJson } from '../../src/cim/process_event_json';
import { processFields } from '../../src/cim/windows';

const fields = fc.dictionary(
  fc.constantFrom(
    'Image',
    'CommandLine',
    'ProcessId',
    'User',
    'ParentImage',
    'NewProcessName',
    '__proto__x',
    'Message',
  ),
  fc.string({ unit: 'binary' }),
);
const event: fc.Arbitrary<ProcessEvent> = fc
  .record({
    fields,
    kind: fc.constantFrom('sysmon1' as const, 'security4688' as const),
    time: fc.nat(),
    index: fc.nat(),
    record: fc.option(fc.nat()),
    resolved: fc.boolean(),
    channel: fc.constantFrom('', 'Security'),
    assumed: fc.boolean(),
  })
  .map(({ fields: own, kind, time, index, record, resolved, assumed, channel }) => ({
    time,
    timeAssumedUtc: assumed,
    sourceFile: 'a/b.evtx',
    index,
    record,
    eventId: kind === 'sysmon1' ? 1 : 4688,
    provider: 'p',
    channel,
    parentResolved: resolved,
    cim: processFields(kind, own, 'h'),
    fields: own,
    raw: '',
  }));

test('what is written is read back', () => {
  fc.assert(
    fc.property(event, (made) => {
      const text = processEventJson(made);
      expect(parseProcessEventJson(text, made.time)).toEqual({ ...made, raw: text });
    }),
  );
});

test('what is not known is left out, because Splunk would read a null as the word', () => {
  const [made] = fc.sample(event, 1);
  if (made === undefined) throw new Error('no sample');
  expect(processEventJson(made)).not.toMatch(/:null/);
});

test.each(['', 'x', '[]', '{}', '{"event":[]}', 'null'])('%j is no such text', (text) => {
  expect(parseProcessEventJson(text, 0)).toBeUndefined();
});
