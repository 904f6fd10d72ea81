import type { Route } from '../rest/router';
import { confFileRoutes } from './conf_files';
import { identityRoutes } from './identity';
import { jobResultRoutes } from './job_results';
import { messageRoutes } from './messages';
import { searchJobRoutes } from './search_jobs';
import { serverRoutes } from './server';
import { timeParserRoutes } from './time_parser';

/** Every endpoint of the preview: a new family costs its file and a line here. The first pattern that fits counts. */
export const routes: readonly Route[] = [
  ...jobResultRoutes,
  ...searchJobRoutes,
  ...timeParserRoutes,
  ...confFileRoutes,
  ...identityRoutes,
  ...messageRoutes,
  ...serverRoutes,
];
