/** What later_parts.tsx loads in one piece. */
export { AlertsTab } from './AlertsTab';
export { Details } from './Details';
export { BuildControls, FirstRun } from './FirstRun';
export { PageDialogs } from './PageDialogs';
