import { cimFields } from './fields';

/** What a result row shows: enough to judge a process start, and what the rule looks at. */

/** CIM names that every result is grouped by, filled by the data model. */
export const filledByModel: readonly string[] = [
  ...['dest', 'user', 'process_name', 'process', 'parent_process_name', 'parent_process', 'original_file_name'],
];

const notFilled: readonly string[] = [
  ...['process_path', 'process_id', 'process_guid', 'parent_process_path', 'parent_process_id', 'parent_process_guid'],
];

/** The by fields of a search over the data model: the standard ones, those the rule reads and those asked for. */
export function dataModelFields(read: readonly string[], extra: readonly string[]): readonly string[] {
  return [...unique([...filledByModel, ...notFilled, ...read, ...extra])].sort();
}

/** The by fields of a search over events: the same, and the Windows fields that CIM does not hold. */
export function eventFields(read: readonly string[], extra: readonly string[]): readonly string[] {
  const own = read.filter((name) => !Object.hasOwn(cimFields, name));
  return unique([...dataModelFields([], extra), ...own]);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
