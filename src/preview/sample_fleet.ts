/**
 * A made-up fleet for a first look without logs of one's own: web servers that do what web servers do for 30 days,
 * and the few things that an analyst should find. Deterministic for one `now`; every page labels it as sample data.
 */

const DAY = 86_400;
const DAYS = 30;
const SYSTEM = 'NT AUTHORITY\\SYSTEM';
const IIS = 'C:\\Windows\\System32\\inetsrv\\w3wp.exe';
const TOMCAT = 'C:\\Program Files\\Apache Software Foundation\\Tomcat 9.0\\bin\\tomcat9.exe';
const SYSTEM32 = 'C:\\Windows\\System32\\';

/** One program that a parent starts again and again. */
interface Habit {
  readonly parent: string;
  readonly parentCommand: string;
  readonly image: string;
  readonly command: string;
  readonly user: string;
  /** Mean seconds between two starts. */
  readonly every: number;
}

/** Something that happened a few times at a known moment. */
interface Incident extends Omit<Habit, 'every'> {
  readonly host: string;
  /** Seconds before `now` of each start. */
  readonly ago: readonly number[];
}

const pool = (name: string): string => `${IIS.toLowerCase()} -ap "${name}" -v "v4.0" -l "webengine4.dll"`;

const compiler: Habit = {
  parent: IIS,
  parentCommand: pool('DefaultAppPool'),
  image: 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\csc.exe',
  command:
    '"C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\csc.exe" /noconfig /fullpaths @"C:\\Windows\\Temp\\a1b2.cmdline"',
  user: 'IIS APPPOOL\\DefaultAppPool',
  every: DAY / 2,
};

const crashReport: Habit = {
  ...compiler,
  image: `${SYSTEM32}WerFault.exe`,
  command: `${SYSTEM32}WerFault.exe -u -p 10844 -s 1336`,
  every: 9 * DAY,
};

const tomcatWorker: Habit = {
  parent: TOMCAT,
  parentCommand: `"${TOMCAT}" //RS//Tomcat9`,
  image: 'C:\\Program Files\\Java\\jre-11\\bin\\java.exe',
  command: '"C:\\Program Files\\Java\\jre-11\\bin\\java.exe" -jar report-worker.jar',
  user: 'NT AUTHORITY\\LOCAL SERVICE',
  every: DAY / 6,
};

const vendorCheck: Habit = {
  parent: 'C:\\ManageEngine\\ADManager Plus\\jre\\bin\\java.exe',
  parentCommand:
    '"..\\jre\\bin\\java.exe" -Dcatalina.home=.. -cp catalina.jar org.apache.catalina.startup.Bootstrap start',
  image: `${SYSTEM32}cmd.exe`,
  command: 'cmd.exe /c sc query "ADManager Plus"',
  user: SYSTEM,
  every: DAY / 4,
};

const phpWorker: Habit = {
  parent: 'C:\\nginx\\nginx.exe',
  parentCommand: 'nginx.exe -p C:\\nginx',
  image: 'C:\\php\\php-cgi.exe',
  command: 'C:\\php\\php-cgi.exe -b 127.0.0.1:9000',
  user: 'NT AUTHORITY\\NETWORK SERVICE',
  every: DAY / 2,
};

const apacheLogs: Habit = {
  parent: 'C:\\Apache24\\bin\\httpd.exe',
  parentCommand: '"C:\\Apache24\\bin\\httpd.exe" -k runservice',
  image: 'C:\\Apache24\\bin\\rotatelogs.exe',
  command: 'C:/Apache24/bin/rotatelogs.exe logs/access.%Y%m%d.log 86400',
  user: SYSTEM,
  every: DAY,
};

const background: readonly Habit[] = [
  {
    parent: `${SYSTEM32}services.exe`,
    parentCommand: `${SYSTEM32}services.exe`,
    image: `${SYSTEM32}svchost.exe`,
    command: `${SYSTEM32}svchost.exe -k netsvcs -p -s wuauserv`,
    user: SYSTEM,
    every: DAY,
  },
  {
    parent: `${SYSTEM32}svchost.exe`,
    parentCommand: `${SYSTEM32}svchost.exe -k netsvcs -p -s Schedule`,
    image: `${SYSTEM32}cmd.exe`,
    command: 'cmd.exe /c C:\\Scripts\\nightly-backup.cmd',
    user: SYSTEM,
    every: DAY,
  },
];

const hostName = (prefix: string, number: number): string => `${prefix}-${String(number).padStart(2, '0')}`;
const hosts = (
  prefix: string,
  count: number,
  habits: readonly Habit[],
): readonly (readonly [string, readonly Habit[]])[] =>
  Array.from({ length: count }, (_, i) => [hostName(prefix, i + 1), habits] as const);

const fleet: readonly (readonly [string, readonly Habit[]])[] = [
  ...hosts('EXCH', 4, [compiler, { ...crashReport, every: 5 * DAY }]),
  ...hosts('WEB', 24, [compiler, crashReport]),
  ...hosts('TOMCAT', 5, [tomcatWorker]),
  ...hosts('ADMGR', 2, [vendorCheck]),
  ...hosts('PHP', 3, [phpWorker]),
  ...hosts('APACHE', 2, [apacheLogs]),
];

const nightly = Array.from({ length: DAYS - 1 }, (_, day) => (day + 1) * DAY - 7_200);
const burst = Array.from({ length: 36 }, (_, i) => 18 * DAY + i * 97);

const incidents: readonly Incident[] = [
  ...[`cmd /c whoami`, `cmd /c whoami`, `cmd /c net user`].map((command, i) => ({
    host: 'EXCH-01',
    parent: IIS,
    parentCommand: pool('MSExchangeOWAAppPool'),
    image: `${SYSTEM32}cmd.exe`,
    command,
    user: SYSTEM,
    ago: [34_200 - i * 16],
  })),
  {
    host: 'WEB-09',
    parent: IIS,
    parentCommand: pool('Intranet'),
    image: `${SYSTEM32}net.exe`,
    command: 'net use Z: \\\\files02\\webdata /persistent:no',
    user: 'IIS APPPOOL\\Intranet',
    ago: burst,
  },
  {
    host: 'WEB-04',
    parent: IIS,
    parentCommand: pool('Portal'),
    image: `${SYSTEM32}cmd.exe`,
    command: 'cmd.exe /c D:\\portal\\jobs\\rotate-logs.cmd',
    user: 'IIS APPPOOL\\Portal',
    ago: nightly,
  },
  {
    host: 'TOMCAT-03',
    parent: TOMCAT,
    parentCommand: tomcatWorker.parentCommand,
    image: `${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe`,
    command: 'powershell.exe -NoProfile -Command "Get-ChildItem C:\\inetpub | Select-Object FullName"',
    user: 'NT AUTHORITY\\LOCAL SERVICE',
    ago: [9 * DAY + 18_000, 9 * DAY + 17_940],
  },
  {
    host: 'WEB-17',
    parent: IIS,
    parentCommand: pool('DefaultAppPool'),
    image: 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\aspnet_compiler.exe',
    command: 'aspnet_compiler.exe -v /portal -p D:\\portal',
    user: 'IIS APPPOOL\\DefaultAppPool',
    ago: [3 * DAY + 39_000],
  },
];

/** A small generator of numbers in [0, 1) (mulberry32): the same fleet for the same seed on every machine. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Start {
  readonly time: number;
  readonly host: string;
  readonly what: Omit<Habit, 'every'>;
}

/** The moments of a habit over the whole span: its mean distance, spread by half of it either way. */
function habitStarts(host: string, habit: Habit, now: number, next: () => number): readonly Start[] {
  const starts: Start[] = [];
  for (let time = now - DAYS * DAY + next() * habit.every; time < now; time += habit.every * (0.5 + next())) {
    starts.push({ time, host, what: habit });
  }
  return starts;
}

function allStarts(now: number): readonly Start[] {
  const next = numbersFrom(20_200_422);
  const habitual = fleet.flatMap(([host, habits]) =>
    [...habits, ...background].flatMap((habit) => habitStarts(host, habit, now, next)),
  );
  const special = incidents.flatMap((incident) =>
    incident.ago.map((ago) => ({ time: now - ago, host: incident.host, what: incident })),
  );
  return [...habitual, ...special].sort((a, b) => a.time - b.time || (a.host < b.host ? -1 : 1));
}

/** One Sysmon event 1 in the JSON shape that evtx_dump writes. */
function sysmonLine({ time, host, what }: Start, record: number, id: number, parentId: number): string {
  const iso = new Date(Math.round(time * 1000)).toISOString();
  const guid = (number: number): string =>
    `5A3B1C00-0000-0000-0000-${number.toString(16).padStart(12, '0').toUpperCase()}`;
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('\\') + 1);
  return JSON.stringify({
    Event: {
      System: {
        Provider: { '#attributes': { Name: 'Microsoft-Windows-Sysmon' } },
        EventID: 1,
        TimeCreated: { '#attributes': { SystemTime: iso } },
        EventRecordID: record,
        Channel: 'Microsoft-Windows-Sysmon/Operational',
        Computer: host,
      },
      EventData: {
        UtcTime: iso.replace('T', ' ').replace('Z', ''),
        ProcessGuid: guid(record * 2),
        ProcessId: id,
        Image: what.image,
        OriginalFileName: nameOf(what.image),
        CommandLine: what.command,
        User: what.user,
        IntegrityLevel: what.user === SYSTEM ? 'System' : 'High',
        ParentProcessGuid: guid(parentId),
        ParentProcessId: parentId,
        ParentImage: what.parent,
        ParentCommandLine: what.parentCommand,
      },
    },
  });
}

/**
 * The fleet's log of the 30 days before `now` (epoch seconds): JSON lines, one Sysmon event 1 each, oldest first.
 * About 40 hosts and 6,000 process starts.
 */
export function sampleFleetLog(now: number): string {
  const next = numbersFrom(7);
  const lines = allStarts(now).map((start, i) =>
    sysmonLine(start, i + 1, 1_000 + Math.floor(next() * 30_000) * 4, 1_000 + Math.floor(next() * 5_000) * 4),
  );
  return `${lines.join('\n')}\n`;
}
