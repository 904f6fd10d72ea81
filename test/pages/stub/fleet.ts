/** A small made-up fleet, as the searches of the pages see it. Times are relative to a fixed "now". */

export const NOW = Date.UTC(2026, 10, 21, 23, 30) / 1000;
const DAY = 86_400;

export interface FleetRow {
  readonly dest: string;
  readonly parent: string;
  readonly child: string;
  readonly first: number;
  readonly last: number;
  readonly starts: number;
  readonly events: number;
  readonly user: string;
  readonly process: string;
  readonly hit: boolean;
  /** When the baseline saw it first; undefined for what it has never seen. */
  readonly everFirst?: number;
}

interface Sketch {
  readonly at: string;
  readonly pair: readonly [string, string];
  readonly daysAgo: readonly [first: number, last: number];
  readonly starts: number;
  readonly events?: number;
  readonly user?: string;
  readonly process?: string;
  readonly hit?: boolean;
  readonly ever?: number;
}

const row = (sketch: Sketch): FleetRow => ({
  dest: sketch.at,
  parent: sketch.pair[0],
  child: sketch.pair[1],
  first: NOW - sketch.daysAgo[0] * DAY,
  last: NOW - sketch.daysAgo[1] * DAY,
  starts: sketch.starts,
  events: sketch.events ?? sketch.starts,
  user: sketch.user ?? 'SYSTEM',
  process: sketch.process ?? sketch.pair[1],
  hit: sketch.hit ?? false,
  ...(sketch.ever === undefined ? {} : { everFirst: NOW - sketch.ever * DAY }),
});

const known = Array.from({ length: 36 }, (_, i) => {
  const at = `WEB-${String(i + 20)}`;
  return [
    row({
      at,
      pair: ['w3wp.exe', 'csc.exe'],
      daysAgo: [29.8, 0.2 + (i % 7) / 10],
      starts: 88 + i,
      user: 'DefaultAppPool',
      ever: 291,
    }),
    row({
      at,
      pair: ['w3wp.exe', 'cvtres.exe'],
      daysAgo: [29, 0.5],
      starts: 41 + i,
      user: 'DefaultAppPool',
      ever: 280,
    }),
  ];
}).flat();

/** What a quiet fleet with a few things to look at gives. */
export const fleet: readonly FleetRow[] = [
  row({
    at: 'EXCH-01',
    pair: ['w3wp.exe', 'cmd.exe'],
    daysAgo: [0.393, 0.3926],
    starts: 3,
    events: 6,
    process: 'cmd /c whoami',
    hit: true,
  }),
  row({
    at: 'EXCH-01',
    pair: ['w3wp.exe', 'cvtres.exe'],
    daysAgo: [0.3931, 0.3931],
    starts: 1,
    process: 'C:\\Windows\\Microsoft.NET\\cvtres.exe /NOLOGO',
  }),
  row({ at: 'EXCH-01', pair: ['w3wp.exe', 'csc.exe'], daysAgo: [29.9, 0.58], starts: 212, ever: 291 }),
  row({ at: 'EXCH-01', pair: ['w3wp.exe', 'WerFault.exe'], daysAgo: [25.8, 3.08], starts: 6, ever: 263 }),
  row({ at: 'EXCH-01', pair: ['UMWorkerProcess.exe', 'WerFault.exe'], daysAgo: [19.6, 19.6], starts: 1, ever: 19.6 }),
  row({ at: 'WEB-12', pair: ['w3wp.exe', 'WerFault.exe'], daysAgo: [3.84, 3.84], starts: 1, user: 'DefaultAppPool' }),
  row({
    at: 'WEB-12',
    pair: ['w3wp.exe', 'csc.exe'],
    daysAgo: [29.9, 0.28],
    starts: 88,
    user: 'DefaultAppPool',
    ever: 291,
  }),
  row({
    at: 'WEB-12',
    pair: ['w3wp.exe', 'cvtres.exe'],
    daysAgo: [29.9, 1.37],
    starts: 41,
    user: 'DefaultAppPool',
    ever: 285,
  }),
  row({
    at: 'TOMCAT-03',
    pair: ['tomcat9.exe', 'powershell.exe'],
    daysAgo: [9.6, 9.6],
    starts: 2,
    user: 'LOCAL SERVICE',
    process: `powershell.exe -NonI -W Hidden ${'SQBmACgA'.repeat(480)}`,
    hit: true,
    ever: 9.6,
  }),
  row({
    at: 'TOMCAT-03',
    pair: ['tomcat9.exe', 'java.exe'],
    daysAgo: [29.9, 0.08],
    starts: 1404,
    user: 'LOCAL SERVICE',
    ever: 291,
  }),
  row({
    at: 'WEB-09',
    pair: ['w3wp.exe', 'net.exe'],
    daysAgo: [18.57, 18.53],
    starts: 36,
    user: 'DefaultAppPool',
    process: 'net use Z: \\\\files02\\webdata',
    hit: true,
    ever: 18.57,
  }),
  row({
    at: 'WEB-09',
    pair: ['w3wp.exe', 'csc.exe'],
    daysAgo: [29.8, 0.38],
    starts: 104,
    user: 'DefaultAppPool',
    ever: 291,
  }),
  row({
    at: 'WEB-09',
    pair: ['w3wp.exe', 'cvtres.exe'],
    daysAgo: [18.9, 0.88],
    starts: 57,
    user: 'DefaultAppPool',
    ever: 24.6,
  }),
  row({
    at: 'WEB-04',
    pair: ['w3wp.exe', 'cmd.exe'],
    daysAgo: [29.9, 0.87],
    starts: 30,
    user: 'DefaultAppPool',
    process: 'cmd /c D:\\portal\\rotate-logs.cmd',
    hit: true,
    ever: 194,
  }),
  row({
    at: 'WEB-04',
    pair: ['w3wp.exe', 'csc.exe'],
    daysAgo: [29.9, 0.18],
    starts: 97,
    user: 'DefaultAppPool',
    ever: 291,
  }),
  ...known,
];

/** Names and texts that break careless pages. */
export const oddRows: readonly FleetRow[] = [
  row({
    at: 'WEB-<b>01</b>',
    pair: ['w3wp.exe', '<img src=x onerror=alert(1)>.exe'],
    daysAgo: [2, 1],
    starts: 2,
    hit: true,
    process: '<script>alert(1)</script>',
  }),
  row({ at: 'خادم-٠١', pair: ['w3wp.exe', '\u202Egpj.exe'], daysAgo: [5, 1], starts: 4, ever: 5 }),
  row({ at: 'WEB-35', pair: ['w3wp.exe', 'cvtres.exe'], daysAgo: [-0.04, -0.0424], starts: 2, ever: 100 }),
  row({
    at: 'WEB-LONG',
    pair: ['w3wp.exe', 'cmd.exe'],
    daysAgo: [2, 2],
    starts: 1,
    process: `cmd /c ${'echo A & '.repeat(460)}`,
    hit: true,
  }),
];

/** As many sightings as asked for, spread over hosts with few and hosts with very many children. */
export const manyRows = (count: number): readonly FleetRow[] =>
  Array.from({ length: count }, (_, i) =>
    row({
      at: i % 10 === 0 ? 'BUSY-01' : `WEB-${i % 997}`,
      pair: ['w3wp.exe', `child${i}.exe`],
      daysAgo: [1 + ((i * 7919) % 28), ((i * 104_729) % 100) / 100],
      starts: 1 + (i % 300),
      hit: i % 5000 === 0,
      ...(i % 1000 === 3 ? {} : { ever: 30 + (i % 200) }),
    }),
  );
