import { counted, dayText, minuteText, numberText, shortDate, type Clock } from '../shared/times';
import { rangeName, type TimeRange } from '../shared/time_bounds';
import { visibleText } from '../shared/visible_text';
import type { Group } from './narrow';
import type { Sighting, Verdict } from './sighting';
import type { TimeSpan } from './time_axis';
import { narrowings, type ViewState } from './view_state';

/** The words of the page, in one place. */

export const verdictWords: Readonly<Record<Verdict, string>> = {
  under_review: 'under review',
  known_good: 'known good',
  malicious: 'malicious',
};

export const verdictTitles: Readonly<Record<Verdict, string>> = {
  under_review: 'Under review',
  known_good: 'Known good',
  malicious: 'Malicious',
};

export const READ_ONLY = 'You may look but not change: the role webshell_watch_analyst is needed.';
export const BUILD_READ_ONLY = 'You may look but not build: the role admin or sc_admin is needed.';

/** All marks of a row in words: "new, hit, known good". */
export function marksText(sighting: Sighting): string {
  const words = [
    sighting.isNew ? 'new' : '',
    sighting.hits.length > 0 ? 'hit' : '',
    sighting.state === 'filtered' ? 'hidden by filter' : '',
    sighting.isCanary ? 'canary' : '',
    sighting.review === null ? '' : verdictWords[sighting.review.verdict],
  ].filter((word) => word !== '');
  return words.length === 0 ? 'known' : words.join(', ');
}

/** One row for a screen reader. */
export function rowText(sighting: Sighting, clock: Clock): string {
  return [
    visibleText(`${sighting.dest}: ${sighting.parent} started ${sighting.child}`),
    marksText(sighting),
    counted(sighting.starts, 'start'),
    `first ${minuteText(clock, sighting.first)}`,
    `last ${minuteText(clock, sighting.last)}`,
    `on ${counted(sighting.hosts, 'host')}`,
  ].join(', ');
}

/** One group for a screen reader. */
export const groupText = (group: Group, open: boolean): string =>
  [
    visibleText(group.label),
    counted(group.sightings.length, 'child', 'children'),
    group.fresh > 0 ? `${numberText(group.fresh)} new` : '',
    group.hits > 0 ? counted(group.hits, 'hit') : '',
    counted(group.starts, 'start'),
    open ? 'open' : 'closed',
  ]
    .filter((word) => word !== '')
    .join(', ');

/** The "First ever" column. */
export const firstEverText = (sighting: Sighting, clock: Clock): string =>
  sighting.firstEver === null ? '' : shortDate(clock, sighting.firstEver);

/** "Last 30 days, Fri 23 Oct to Sat 21 Nov, times in UTC"; the name only where the range has one. */
export function rangeWords(range: TimeRange, { from, to }: TimeSpan, clock: Clock): string {
  const name = rangeName(range);
  const days = `${dayText(clock, from)} to ${dayText(clock, to)}`;
  return `${name === '' ? '' : `${name}, `}${days}, times in ${clock.zone.name}`;
}

/** What narrows the rows, as sentences for paper; empty when nothing does. */
export function filterWords(view: ViewState): string {
  const words = [
    view.show === 'all' ? '' : view.show === 'new' ? 'new only' : 'hits only',
    view.find === '' ? '' : `with “${view.find}”`,
    view.mostHosts === null ? '' : `on at most ${counted(view.mostHosts, 'host')}`,
    view.review === 'any' ? '' : view.review === 'none' ? 'not reviewed' : verdictWords[view.review],
    ...narrowings.map((name) => (view[name] === '' ? '' : `${name} ${view[name]}`)),
  ].filter((word) => word !== '');
  return words.length === 0 ? '' : `Shown: ${words.join(', ')}.`;
}
