import { printConf } from '../../conf/print';
import type { Detection } from '../detection';
import type { ConfTable, Stanza } from '../emit/setting';
import { collectionTable } from './collections';
import { webServersMacro } from './macro_names';

/** The role that may write filters, and who may read and write what (design decision 17). */

export const analystRole = 'webshell_watch_analyst';

const administrators = 'admin, sc_admin';
const writers = `admin, sc_admin, power, ${analystRole}`;

/** authorize.conf. */
export function roleTable(): ConfTable {
  return { file: 'authorize.conf', stanzas: [{ name: `role_${analystRole}`, settings: [['importRoles', 'user']] }] };
}

/**
 * metadata/default.meta: nothing leaves the app but what the data model needs of our own sourcetype (its field names,
 * event type and tags); analysts write the filters, the web-server macro and their own records, nothing else.
 */
export function metadataText(detections: readonly Detection[], withPages: boolean): string {
  const macros = [...detections.map(({ filterMacro }) => filterMacro), ...(withPages ? [webServersMacro] : [])];
  const collections = withPages ? collectionTable.filter(({ writtenByAnalysts }) => writtenByAnalysts) : [];
  const written = [
    ...macros.map((name) => `macros/${name}`),
    ...collections.flatMap(({ name }) => [`collections/${name}`, `transforms/${name}_lookup`]),
  ];
  const global: Stanza = {
    name: '',
    settings: [
      ['access', `read : [ * ], write : [ ${administrators} ]`],
      ['export', 'none'],
    ],
  };
  const exported = withPages ? ['props', 'eventtypes', 'tags'] : [];
  const dummy: readonly Stanza[] = withPages ? [] : [{ name: 'savedsearches/default', settings: [['export', 'none']] }];
  return printConf([
    global,
    ...dummy,
    ...exported.map((name) => ({ name, settings: [['export', 'system']] as const })),
    ...written.map((name) => ({
      name,
      settings: [['access', `read : [ * ], write : [ ${withPages ? writers : administrators} ]`]] as const,
    })),
  ]);
}
