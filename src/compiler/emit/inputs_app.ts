import type { AppIdentity } from '../app_identity';
import { cimTables } from '../own_app/cim';
import { inputsSpec, inputTables } from '../own_app/inputs';
import { printConf } from '../../conf/print';
import { appConf, appManifest } from './app_conf';
import { confFiles, type AppFiles } from './app_files';

/** The modular inputs alone, for heavy forwarders: with what parsing and CIM need, without pages and searches. */
export function inputsApp(app: AppIdentity): AppFiles {
  const { files } = confFiles([appConf(app, false), ...inputTables(), ...cimTables()]);
  const metadata = printConf([
    {
      name: '',
      settings: [
        ['access', 'read : [ * ], write : [ admin, sc_admin ]'],
        ['export', 'none'],
      ],
    },
    ...['props', 'eventtypes', 'tags'].map((name) => ({ name, settings: [['export', 'system']] as const })),
  ]);
  return new Map([
    ...files,
    ['metadata/default.meta', metadata],
    ['README/inputs.conf.spec', inputsSpec()],
    ['app.manifest', appManifest(app, ['_forwarders', '_indexers', '_search_heads'])],
  ]);
}
