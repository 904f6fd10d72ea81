import type { AppIdentity } from '../app_identity';
import type { Collected } from '../collect';
import { confFiles, type Emitted } from './app_files';
import { appConf } from './app_conf';

/** What contentctl writes. */
export function emitEscuProfile(_collected: Collected, app: AppIdentity, _tables: ReadonlyMap<string, Uint8Array>): Emitted {
  return confFiles([appConf(app, true)]);
}
