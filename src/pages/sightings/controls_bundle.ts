/** What later_parts.tsx loads in one piece once the first rows are drawn: everything built from Splunk's toolkit. */
export { default as Button } from '@splunk/react-ui/Button';
export { FilterBar } from './FilterBar';
export { HeaderActions } from './HeaderActions';
export { Totals } from './Totals';
