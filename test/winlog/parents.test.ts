import type { ProcessEvent } from '../../src/cim/process';
import { processFields } from '../../src/cim/windows';
import { parentResolver } from '../../src/winlog/parents';

const start = (
  id: number,
  parent: number,
  path: string,
  more: Readonly<Record<string, string>> = {},
  host = 'A',
): ProcessEvent => {
  const fields = { NewProcessId: String(id), ProcessId: String(parent), NewProcessName: path, ...more };
  return {
    time: 0,
    timeAssumedUtc: false,
    sourceFile: 'f',
    index: 0,
    record: null,
    eventId: 4688,
    provider: 'p',
    channel: '',
    parentResolved: false,
    cim: processFields('security4688', fields, host),
    fields,
    raw: '',
  };
};
const w3wp = 'C:\\inetsrv\\w3wp.exe';

test('the latest earlier start with that id on that host is the parent', () => {
  const { resolve } = parentResolver();
  resolve(start(5, 1, 'C:\\old.exe'));
  resolve(start(5, 1, w3wp));
  resolve(start(5, 1, 'C:\\other.exe', {}, 'B'));
  const child = resolve(start(6, 5, 'C:\\cmd.exe', {}, 'a'));
  expect(child.parentResolved).toBe(true);
  expect(child.cim).toMatchObject({
    parent_process_path: w3wp,
    parent_process_name: 'w3wp.exe',
    parent_process: 'unknown',
  });
});

test('a name that is there stays, a dash included; what nobody started stays unknown', () => {
  const { resolve } = parentResolver();
  resolve(start(5, 1, w3wp));
  for (const name of ['C:\\x.exe', '-'])
    expect(resolve(start(6, 5, 'C:\\cmd.exe', { ParentProcessName: name }))).toMatchObject({
      parentResolved: false,
      cim: { parent_process_path: name },
    });
  expect(resolve(start(7, 99, 'C:\\cmd.exe'))).toMatchObject({
    parentResolved: false,
    cim: { parent_process_name: 'unknown' },
  });
});

test('a Sysmon event names its parent itself: without a name it stays without one', () => {
  const { resolve } = parentResolver();
  resolve(start(5, 1, w3wp));
  const fields = { Image: 'C:\\cmd.exe', ProcessId: '6', ParentProcessId: '5' };
  const event: ProcessEvent = {
    ...start(6, 5, 'C:\\cmd.exe'),
    eventId: 1,
    fields,
    cim: processFields('sysmon1', fields, 'A'),
  };
  expect(resolve(event)).toBe(event);
  expect(event.cim).toMatchObject({ parent_process_id: 5, parent_process_path: null });
});

test('after the host has started anew its old ids mean nothing', () => {
  const { resolve, reboot } = parentResolver();
  resolve(start(5, 1, w3wp));
  resolve(start(5, 1, w3wp, {}, 'B'));
  reboot('A', null);
  expect(resolve(start(6, 5, 'C:\\cmd.exe')).parentResolved).toBe(false);
  expect(resolve(start(6, 5, 'C:\\cmd.exe', {}, 'B')).parentResolved).toBe(true);
});

test('it remembers a bounded number of processes, the latest of them', () => {
  const { resolve } = parentResolver();
  for (let id = 1; id <= 200_010; id++) resolve(start(id, 0, w3wp));
  expect(resolve(start(300_000, 3, 'C:\\cmd.exe')).parentResolved).toBe(false);
  expect(resolve(start(300_001, 200_000, 'C:\\cmd.exe')).parentResolved).toBe(true);
});

test('what started just before the event that tells of the boot belongs to the new boot', () => {
  const { resolve, reboot } = parentResolver();
  resolve({ ...start(5, 1, w3wp), time: 1000 });
  resolve({ ...start(7, 1, w3wp), time: 1990 });
  reboot('A', 2000);
  expect(resolve(start(6, 5, 'C:\\cmd.exe')).parentResolved).toBe(false);
  expect(resolve(start(8, 7, 'C:\\cmd.exe')).parentResolved).toBe(true);
});
