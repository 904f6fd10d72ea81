import { singleValuedFields } from '../../cim/event_fields';
import type { Span } from '../../core/source';
import type { Command, Pipeline } from '../../spl/ast';
import { allNodes, walk, type SplNode } from '../../spl/visit';
import {
  evalClaims,
  holdsAll,
  isWithin,
  searchClaims,
  shareNothing,
  shown,
  type BoundClaim,
  type Claim,
  type TextClaim,
} from './claims';
import type { Rule } from './rule';

/** Conditions that no event fulfils: a field with two values at once, a value that is wanted and left out, empty ranges. */
export const contradiction: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Conditions do not contradict each other',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    const onEvents = conditionsOnEvents(written);
    const inEvent: HasOneValue = (field, { span }) =>
      isSingle(field) && onEvents.some(({ start, end }) => start <= span.start && span.end <= end);
    walk(written, (node, { parent }) => {
      for (const { claims, language } of demandsOf(node, parent))
        for (const { first, second } of opposites(claims, language === 'eval' ? () => true : inEvent))
          report(second.span, messageFor(first, second), 'join the two with OR, or drop one');
    });
  },
};

function messageFor(first: Claim, second: Claim): string {
  return isLeftOut(first, second)
    ? `${shown(second)} leaves nothing of ${shown(first)}`
    : `Nothing has both ${shown(first)} and ${shown(second)}`;
}

/** Where conditions on events stand: rows that stats has made may hold several values of a field. */
function conditionsOnEvents(root: Pipeline): readonly Span[] {
  return allNodes(root).flatMap((node) => {
    if (node.kind === 'tstats') return node.where === null ? [] : [node.where.span];
    const [first] = node.kind === 'pipeline' ? node.commands : [];
    return first?.kind === 'search' ? [first.span] : [];
  });
}

interface Demands {
  readonly claims: readonly Claim[];
  readonly language: 'search' | 'eval';
}

/** What must hold together at a node: the parts of an AND, and the conditions of filters that follow each other. */
function demandsOf(node: SplNode, parent: SplNode | null): readonly Demands[] {
  if (node.kind === 'pipeline') return filtersOf(node);
  if (parent?.kind === node.kind || parent?.kind === 'search' || parent?.kind === 'where') return [];
  if (node.kind === 'and') return [{ claims: searchClaims(node), language: 'search' }];
  return node.kind === 'logical' && node.operator === 'AND' ? [{ claims: evalClaims(node), language: 'eval' }] : [];
}

function filtersOf({ commands }: Pipeline): readonly Demands[] {
  const runs: Command[][] = [];
  for (const command of commands) {
    const last = runs.at(-1);
    if (last?.at(-1)?.kind === command.kind) last.push(command);
    else runs.push([command]);
  }
  return runs.map((run) => ({
    claims: run.flatMap((command) => {
      if (command.kind === 'search') return searchClaims(command.expression);
      return command.kind === 'where' ? evalClaims(command.condition) : [];
    }),
    language: run[0]?.kind === 'search' ? 'search' : 'eval',
  }));
}

/** Whether a field has one value where a claim about it stands; one of several is enough for a search. */
type HasOneValue = (field: string, claim: Claim) => boolean;

interface Opposites {
  readonly first: Claim;
  readonly second: Claim;
}

/** Each claim that one before it rules out. */
function opposites(claims: readonly Claim[], hasOneValue: HasOneValue): readonly Opposites[] {
  return claims.flatMap((second, index) => {
    const before = claims.slice(0, index).filter(({ field }) => field === second.field);
    const first = before.find((other) => excludeEachOther(other, second, before, hasOneValue));
    return first === undefined ? [] : [{ first, second }];
  });
}

/** Fields that have one value in every event: others may hold several, one of which is enough for a search. */
const SINGLE =
  /^(?:index|host|source|sourcetype|(?:Processes|Registry|Filesystem)\.\w*(?:name|path|process|dest|user|id|action))$/;

function isSingle(field: string): boolean {
  return SINGLE.test(field) || singleValuedFields.has(field);
}

function excludeEachOther(a: Claim, b: Claim, before: readonly Claim[], hasOneValue: HasOneValue): boolean {
  if (a.kind === 'bound' && b.kind === 'bound') return isEmptyRange(a, b);
  if (a.kind === 'bound') return b.kind === 'text' && isOutside(b, a);
  if (b.kind === 'bound') return isOutside(a, b);
  if (a.wanted && b.wanted) return hasOneValue(b.field, b) && haveNothingInCommon(a, b);
  if (a.wanted) return takesFrom(b, a) && isAllLeftOut(a, [b, ...before]);
  return b.wanted && takesFrom(a, b) && isAllLeftOut(b, before);
}

function takesFrom({ patterns }: TextClaim, wanted: TextClaim): boolean {
  return wanted.patterns.some((pattern) => patterns.some((other) => holdsAll(other, pattern)));
}

function haveNothingInCommon(a: TextClaim, b: TextClaim): boolean {
  return a.patterns.every((one) => b.patterns.every((other) => shareNothing(one, other)));
}

function isAllLeftOut({ patterns }: TextClaim, others: readonly Claim[]): boolean {
  const leftOut = others.flatMap((other) => (other.kind === 'text' && !other.wanted ? other.patterns : []));
  return patterns.every((pattern) => leftOut.some((other) => holdsAll(other, pattern)));
}

function isLeftOut(first: Claim, second: Claim): boolean {
  return first.kind === 'text' && second.kind === 'text' && first.wanted && !second.wanted;
}

function isOutside({ wanted, patterns }: TextClaim, bound: BoundClaim): boolean {
  const numbers = patterns.map((pattern) => (pattern.trim() === '' ? NaN : Number(pattern)));
  return wanted && numbers.every((number) => !Number.isNaN(number) && !isWithin(number, bound));
}

function isEmptyRange(a: BoundClaim, b: BoundClaim): boolean {
  const [low, high] = /^>/.test(a.operator) ? [a, b] : [b, a];
  if (!/^>/.test(low.operator) || !/^</.test(high.operator)) return false;
  return low.number > high.number || (low.number === high.number && (low.operator === '>' || high.operator === '<'));
}
