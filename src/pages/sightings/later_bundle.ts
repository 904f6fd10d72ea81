/** What later_parts.tsx loads in one piece. */
export { AlertsTab } from './AlertsTab';
export { BaselineBuild } from './BaselineBuild';
export { Details } from './Details';
export { PageDialogs } from './PageDialogs';
