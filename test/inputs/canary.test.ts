import { canary } from '../../src/inputs/canary/canary';
import { canaryVendorProduct } from '../../src/inputs/canary/definition';
import { inputsConf, runInput, testClock } from '../../src/modinput';

const start = (settings: Readonly<Record<string, string>> = {}) =>
  runInput(canary, { stanzas: { c: { host: 'WEB-09', ...settings } }, clock: testClock(1_772_359_207_123) });

test('one start, one event, marked in the field that detections exclude', async () => {
  const { events, exitCode } = await start();
  expect(exitCode).toBe(0);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    time: '1772359207.123',
    sourcetype: 'webshell_watch:process',
    source: 'webshell_watch:canary',
    host: 'WEB-09',
  });
  expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({
    vendor_product: canaryVendorProduct,
    canary: true,
    dest: 'WEB-09',
    parent_process_name: 'w3wp.exe',
    process_name: 'ww_canary.exe',
  });
});

test('the chosen parent, child, host and index; the label stays', async () => {
  const { events } = await start({ parent: '/usr/sbin/httpd', child: 'cmd.exe', dest: 'EXCH-01', index: 'win' });
  expect(events[0]).toMatchObject({ index: 'win', host: 'EXCH-01' });
  const event: unknown = JSON.parse(events[0]?.data ?? '');
  expect(event).toMatchObject({
    dest: 'EXCH-01',
    parent_process_name: 'httpd',
    parent_process_path: '/usr/sbin/httpd',
    process_name: 'cmd.exe',
    vendor_product: canaryVendorProduct,
    process: expect.stringContaining('harmless test event') as unknown,
  });
});

test('a child that is no path is refused', async () => {
  const { exitCode, logs, events } = await start({ child: 'a|b' });
  expect([exitCode, events]).toEqual([1, []]);
  expect(logs[0]).toMatch(/^ERROR \[canary:\/\/c\] WW0902 "child" can't be "a\|b"/);
});

test('is off until somebody switches it on', () => {
  expect(inputsConf(canary).at(-1)).toEqual({ name: 'canary://default', settings: [['disabled', '1']] });
});
