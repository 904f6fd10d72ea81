import type { BasicChecker } from './auth/basic_checker';
import type { Secrets } from './auth/secrets';
import type { Sessions } from './auth/sessions';
import type { Tokens } from './auth/tokens';
import type { Users } from './auth/users';
import type { HecAcks } from './collector/hec_acks';
import type { ConfLayers } from './conf_layers/conf_layers';
import type { InputPrograms } from './inputs/input_programs';
import type { JobSpec } from './jobs/job';
import type { InternalLog } from './internal_log';
import type { KvStore } from './kv/kv_store';
import type { Lookups } from './lookups/lookups';
import type { Jobs } from './jobs/jobs';
import type { MessageBoard } from './messages';
import type { SavedSearchRuns } from './saved/saved_search_runs';
import type { SearchEngine } from './search_engine';

/** Everything that endpoints work with: made once at start, handed to every handler. */
export interface Services {
  readonly appId: string;
  readonly appFolder: string;
  readonly dataFolder: string;
  readonly version: string;
  readonly build: string;
  readonly serverName: string;
  readonly guid: string;
  readonly isSample: boolean;
  readonly timeZone: string;
  /** Epoch milliseconds of the preview's clock. */
  readonly now: () => number;
  readonly startedAt: number;
  readonly managementOrigin: () => string;
  readonly webPort: () => number;
  readonly conf: ConfLayers;
  readonly users: Users;
  readonly secrets: Secrets;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly basic: BasicChecker;
  readonly messages: MessageBoard;
  readonly engine: SearchEngine;
  readonly kv: KvStore;
  readonly lookups: Lookups;
  readonly jobs: Jobs;
  /** What the event collector owes its clients. */
  readonly acks: HecAcks;
  /** Ends a request with 400 when a search can't be parsed or expanded in its namespace. */
  readonly checkSearch: (spec: Pick<JobSpec, 'search' | 'app' | 'owner'>) => void;
  /** What the preview did, in the index `_internal`. */
  readonly log: InternalLog;
  readonly inputs: InputPrograms;
  readonly scheduler: SavedSearchRuns;
  /** A line for a person, on stderr. */
  readonly say: (text: string) => void;
}
