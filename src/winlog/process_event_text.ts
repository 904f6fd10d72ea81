export { processEventJson } from '../cim/process_event_json';
