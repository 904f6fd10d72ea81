import { lowerSigma } from '../../../src/compiler/sigma_search/lower';
import { compileExpression } from '../../../src/sigma/match/match_rule';
import { matchEvent, type MatchEvent } from '../../../src/sigma/match/match_event';
import { sigmaFields, type WindowsProcessCreation } from '../../../src/cim/sigma_fields';
import { readSigma } from '../../../src/sigma/read';
import type { SigmaRule } from '../../../src/sigma/rule';
import { readTexts } from '../../../src/cli/files';
import { readLogs } from '../../../src/winlog/read_logs';
import { corpus, describeWithCorpus } from '../../support/corpus';
import { ruleOf, ruleText } from '../../sigma/helpers';
import { boundaryEvents, seeded } from './boundary_events';
import { found, storeOf } from './engine';

/** The rule's tree and its search must find the same events. */

function matchesOf(rule: SigmaRule, events: readonly MatchEvent[]): readonly number[] {
  const matches = compileExpression(rule.expression);
  return events.flatMap((event, index) => (matches(event) ? [index] : []));
}

/** What the corpus does not use, or seldom. */
const items = [
  "CommandLine: 'a?c'",
  "CommandLine: 'tn \\*'",
  "CommandLine|contains: 'a\\\\\\*b'",
  "CommandLine: '*\\*'",
  "CommandLine: '\\**'",
  "CommandLine|contains: '\\*'",
  "CommandLine: '?*'",
  "CommandLine: '*'",
  'CommandLine: ΣΊΣΥΦΟΣ',
  'CommandLine|contains: ΣΑΣ',
  'CommandLine|contains: İi',
  'CommandLine|startswith: ÉÑ',
  'CommandLine|contains|cased: AbC',
  'Image|cased: XyZ',
  'CommandLine|contains: know',
  "CommandLine|contains: 'null'",
  'Image|contains: ul',
  'Image|exists: true',
  'CommandLine|exists: false',
  'ParentImage: null',
  'ParentImage: [x, null]',
  'Image|neq: [ab, cd]',
  'ProcessId: 5',
  'ProcessId|gt: 5',
  'ProcessId|lte: 1000',
  "CommandLine|re: '^a+b'",
  "CommandLine|re|i: 'fo+|BAR'",
  "CommandLine|re|m: '^b$'",
  "Image|re: '.?'",
  "CommandLine|contains|all|windash: [' -a', ' -b']",
  'CommandLine|wide|base64offset|contains: ping',
  'CommandLine|fieldref: Image',
  'Image|fieldref|startswith: ParentImage',
  'CommandLine|fieldref|endswith: Image',
  'CommandLine|fieldref|contains: ParentImage',
  'Image|fieldref|cased: ParentImage',
  'UtcTime|minute: 30',
  'UtcTime|hour: 23',
  'UtcTime|day: 31',
  'UtcTime|week: 53',
  'UtcTime|month: 1',
  'UtcTime|year: 2021',
  'UtcTime|minute|lt: 30',
  'UtcTime|hour|gte: 23',
  'UtcTime|day|gt|neq: 3',
  'UtcTime|week|gte: 53',
  'UtcTime|month|lte: 1',
  'UtcTime|year|gt: 2020',
  'Description|gt: 5',
  'DestinationIp|cidr: 10.0.0.0/8',
  'DestinationIp|cidr: 192.168.1.128/25',
  'DestinationIp|cidr: fe80::/10',
  'LogonId|gte: 5',
  'LogonId: 16',
  'Description: null',
  'Description|contains: ul',
  "Description: 'a?c'",
  'IntegrityLevel|cased: High',
  'IntegrityLevel: HIGH',
  'User|endswith: x',
];

test('what the corpus does not use is said just as well, plain, negated and beside others', async () => {
  const random = seeded(7);
  const rules = items.flatMap((item) =>
    ['s', 'o and not s', 'not (s or o)'].map((condition) =>
      ruleOf(ruleText(`s:\n  ${item}\no:\n  OriginalFileName|startswith: x\ncondition: ${condition}`)),
    ),
  );
  const { matched, differences } = await compare(
    rules,
    rules.flatMap((rule) => boundaryEvents(rule, 6, random)),
  );
  expect(differences.slice(0, 20)).toEqual([]);
  expect(matched).toBeGreaterThan(rules.length * 10);
});

test('a reference compares texts, also where both look like numbers', async () => {
  const rule = ruleOf(ruleText('s:\n  ProcessId|fieldref: Description\ncondition: s'));
  const events = ['5', '05', '5.0', '0x5', '55'].map((Description) => ({
    eventId: 1,
    provider: 'Microsoft-Windows-Sysmon',
    fields: { ProcessId: '5', Description },
  }));
  expect(await compare([rule], events)).toEqual({ matched: 1, differences: [] });
});

describeWithCorpus('sigma-rules', 'rules of the corpus as searches', (folder) => {
  const rules = readTexts([folder], ['.yml'], '/')
    .sources.flatMap((source) => readSigma(source).documents)
    .flatMap(({ document }) => (document.kind === 'rule' ? [document] : []))
    .filter(({ logsource }) => logsource.category === 'process_creation' && logsource.product === 'windows');

  test('there are rules', () => {
    expect(rules.length).toBeGreaterThan(800);
  });

  test('find what the rules find, in real logs and on events made to lie on their boundaries', async () => {
    const random = seeded(20_240_131);
    const made = rules.flatMap((rule) => boundaryEvents(rule, 3, random));
    const { matched, differences } = await compare(rules, [...made, ...(await loggedEvents())]);
    expect(differences.slice(0, 20)).toEqual([]);
    // Otherwise the made events would lie on no boundary at all.
    expect(matched).toBeGreaterThan(rules.length);
  });
});

/** The process creations of the corpus, those that look the same only once. */
async function loggedEvents(): Promise<readonly WindowsProcessCreation[]> {
  const logs = corpus('process-logs');
  const events = new Map<string, WindowsProcessCreation>();
  for await (const item of readLogs(logs === undefined ? [] : [logs], { raw: false, parentResolution: false })) {
    if (item.kind !== 'event') continue;
    const { eventId, provider, fields } = item.event;
    const { Image, NewProcessName, CommandLine, ParentImage } = fields;
    events.set(JSON.stringify([Image, NewProcessName, CommandLine, ParentImage]), { eventId, provider, fields });
  }
  return [...events.values()];
}

interface Comparison {
  readonly matched: number;
  readonly differences: readonly string[];
}

async function compare(rules: readonly SigmaRule[], events: readonly WindowsProcessCreation[]): Promise<Comparison> {
  const store = await storeOf(events);
  const asked = events.map((event) => matchEvent(sigmaFields(event)));
  const differences: string[] = [];
  let matched = 0;
  for (const rule of rules) {
    const wanted = matchesOf(rule, asked);
    matched += wanted.length;
    const got = await found(store, lowerSigma(rule).search).catch((error: unknown) => String(error));
    if (typeof got === 'string') differences.push(`${rule.title}: ${got.slice(0, 300)}`);
    else
      differences.push(
        ...differencesOf(wanted, got).map(([what, index]) => `${rule.title}: ${what} ${JSON.stringify(events[index])}`),
      );
  }
  await store.close();
  return { matched, differences };
}

function differencesOf(wanted: readonly number[], got: readonly number[]): readonly (readonly [string, number])[] {
  const missed = wanted.filter((index) => !got.includes(index)).map((index) => ['missed', index] as const);
  const extra = got.filter((index) => !wanted.includes(index)).map((index) => ['extra', index] as const);
  return [...missed.slice(0, 2), ...extra.slice(0, 2)];
}
