import { webServersMacro } from '../../compiler/own_app/macro_names';
import { withFilter, type Detection } from '../shared/detections';
import { sightingsSearchWhere } from '../shared/sightings_search';

/** A macro of the app that analysts may change on this page, and the search that its text is tried in. */

export interface EditedFilter {
  readonly kind: 'filter';
  readonly macro: string;
  /** What a person chooses it by. */
  readonly title: string;
  readonly detection: Detection;
}

interface EditedServers {
  readonly kind: 'web_servers';
  readonly macro: string;
  readonly title: string;
}

export type EditedMacro = EditedFilter | EditedServers;

/** The filter of a detection. */
export const filterOf = (detection: Detection): EditedFilter => ({
  kind: 'filter',
  macro: detection.filterMacro,
  title: detection.name,
  detection,
});

/** The condition that says which parents count as web servers. */
export const webServers: EditedServers = {
  kind: 'web_servers',
  macro: webServersMacro,
  title: 'Which programs are web servers',
};

/** A whole search with this text in the macro's place: for Splunk's parser, and to be opened as it is. */
export const searchWith = (edited: EditedMacro, text: string): string =>
  edited.kind === 'filter' ? withFilter(edited.detection, text) : sightingsSearchWhere(text.trim());
