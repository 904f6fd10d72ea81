import { coversProcessCreation } from '../../src/sigma/process_creation';
import type { LogSource } from '../../src/sigma/rule';

const source = (change: Partial<LogSource>): LogSource => ({
  category: 'process_creation',
  product: 'windows',
  service: null,
  definition: null,
  ...change,
});

test.each([
  [source({}), 1, true],
  [source({}), 4688, true],
  [source({ product: null }), 1, true],
  [source({ product: 'linux' }), 1, false],
  [source({ category: 'registry_set' }), 1, false],
  [source({ category: null, service: 'sysmon' }), 1, false],
  [source({ service: 'sysmon' }), 1, true],
  [source({ service: 'sysmon' }), 4688, false],
  [source({ service: 'security' }), 4688, true],
])('%j covers event %d: %s', (logsource, eventId, wanted) => {
  expect(coversProcessCreation(logsource, eventId)).toBe(wanted);
});
