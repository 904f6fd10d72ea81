import { counted } from '../shared/times';
import type { TimeRange } from '../shared/time_bounds';
import { searchWith, type EditedMacro } from './edited_macro';
import { filterEffect, type EffectGroup, type FilterEffect } from './filter_effect';
import { serversEffect, type ServersEffect } from './servers_effect';
import { rowsSideBySide } from './side_by_side';

/** What an edit would change, before anybody saves it. */
export type MacroEffect = FilterEffect | ServersEffect;

/** Asks Splunk: runs the search with the saved and with the edited text over the range. Throws RestError with Splunk's words. */
export async function askedEffect(
  edited: EditedMacro,
  saved: string,
  text: string,
  range: TimeRange,
  signal: AbortSignal,
): Promise<MacroEffect> {
  const [before, after] = await rowsSideBySide([searchWith(edited, saved), searchWith(edited, text)], range, signal);
  return edited.kind === 'filter' ? filterEffect(before, after) : serversEffect(before, after);
}

/** Why an edit needs a second thought, as it goes on behind "Save although"; null when nothing speaks against it. */
export function dangerOf(effect: MacroEffect, isMalicious: (group: EffectGroup) => boolean): string | null {
  if (effect.kind === 'filter')
    return effect.goes.some(isMalicious) ? 'it hides a sighting that is marked malicious' : null;
  const bad = effect.vanishes.filter(isMalicious).length;
  if (bad > 0) return `${counted(bad, 'sighting')} marked malicious would be seen no more`;
  const isLast = effect.edited.servers === 0 && effect.saved.servers > 0;
  return isLast ? 'nothing would count as a web server any more' : null;
}
