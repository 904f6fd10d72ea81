import type { Route } from '../rest/router';
import { appRoutes } from './apps';
import { catalogRoutes } from './catalogs';
import { confFileRoutes } from './conf_files';
import { inputRoutes } from './data_inputs';
import { indexRoutes } from './indexes';
import { dataModelRoutes } from './data_models';
import { otherDataRoutes } from './data_other';
import { uiRoutes } from './data_ui';
import { firedAlertRoutes } from './fired_alerts';
import { identityRoutes } from './identity';
import { jobResultRoutes } from './job_results';
import { jobSummaryRoutes } from './job_summary';
import { kvRoutes } from './kv_collections';
import { loggerRoutes } from './loggers';
import { messageRoutes } from './messages';
import { parserRoutes } from './parser';
import { passwordRoutes } from './passwords';
import { propClassRoutes } from './prop_classes';
import { propertyRoutes } from './properties';
import { receiverRoutes } from './receivers';
import { savedSearchRoutes } from './saved_searches';
import { searchJobRoutes } from './search_jobs';
import { serverRoutes } from './server';
import { timeParserRoutes } from './time_parser';
import { tagRoutes } from './tags';
import { tokenRoutes } from './tokens';
import { typeaheadRoutes } from './typeahead';
import { userRoutes } from './users_and_roles';

/** Every endpoint of the preview: a new family costs its file and a line here. The first pattern that fits counts. */
export const routes: readonly Route[] = [
  ...jobResultRoutes,
  ...jobSummaryRoutes,
  ...searchJobRoutes,
  ...parserRoutes,
  ...timeParserRoutes,
  ...savedSearchRoutes,
  ...firedAlertRoutes,
  ...kvRoutes,
  ...confFileRoutes,
  ...identityRoutes,
  ...userRoutes,
  ...tokenRoutes,
  ...appRoutes,
  ...inputRoutes,
  ...uiRoutes,
  ...dataModelRoutes,
  ...otherDataRoutes,
  ...indexRoutes,
  ...receiverRoutes,
  ...propertyRoutes,
  ...passwordRoutes,
  ...messageRoutes,
  ...loggerRoutes,
  ...serverRoutes,
  ...tagRoutes,
  ...typeaheadRoutes,
  ...propClassRoutes,
  ...catalogRoutes,
];
