import { arrayOf, flagOf, isObject, objectOf, textOf, textsOf, type Json } from './decode';
import { restAddress } from './host_page';
import { rest } from './rest';

/** The app's detections, as splunkd knows them: saved searches that end in a filter macro. */

export interface Detection {
  /** The saved search's name. */
  readonly savedSearch: string;
  /** What a person calls it. */
  readonly name: string;
  readonly search: string;
  readonly enabled: boolean;
  /** The macro at its end, and the search before it. */
  readonly filterMacro: string;
  readonly unfiltered: string;
  /** ATT&CK technique ids. */
  readonly techniques: readonly string[];
  readonly kind: string;
}

const NAME = /^Webshell Watch - (.+) - Rule$/;
const FILTER_AT_END = /\|\s*`\s*([A-Za-z0-9_]+_filter)\s*`\s*$/;

/** All detections of the app, by name. */
export async function readDetections(signal: AbortSignal): Promise<readonly Detection[]> {
  const answer = await rest(restAddress('saved/searches'), {
    query: { output_mode: 'json', count: 0 },
    signal,
  });
  return arrayOf(objectOf(answer).entry)
    .filter(isObject)
    .flatMap((entry) => detectionOf(textOf(entry.name), objectOf(entry.content)))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** A saved search as a detection; nothing when it is none of our rules or has no filter at its end. */
export function detectionOf(savedSearch: string, content: Json): readonly Detection[] {
  const name = NAME.exec(savedSearch)?.[1];
  const search = textOf(content.search).trim();
  const filter = FILTER_AT_END.exec(search);
  const filterMacro = filter?.[1];
  if (name === undefined || filter === null || filterMacro === undefined) return [];
  const annotations = parsed(textOf(content['action.correlationsearch.annotations']));
  return [
    {
      savedSearch,
      name,
      search,
      enabled: !flagOf(content.disabled) && flagOf(content.is_scheduled),
      filterMacro,
      unfiltered: search.slice(0, filter.index).trimEnd(),
      techniques: textsOf(annotations.mitre_attack),
      kind: textsOf(annotations.type)[0] ?? '',
    },
  ];
}

function parsed(text: string): Json {
  try {
    return objectOf(JSON.parse(text === '' ? '{}' : text));
  } catch {
    return {};
  }
}

/** The detection's search with another filter text at its end, as an analyst is trying it out. */
export const withFilter = (detection: Detection, filter: string): string =>
  `${detection.unfiltered}\n| ${filter.trim()}`;
