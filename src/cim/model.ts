/** The dataset Endpoint.Processes of the Common Information Model 8.5: its fields and how it fills them. */

/** `base`: every event has it; `declared`: as the event has it; `calculated`: through the model's own eval (see evals.ts). */
export type FieldSource = 'base' | 'declared' | 'calculated';
export type FieldType = 'string' | 'number' | 'boolean' | 'time';

export interface ModelField {
  readonly source: FieldSource;
  readonly type: FieldType;
  readonly multivalue: boolean;
  readonly recommended: boolean;
}

const field = (source: FieldSource, type: FieldType, more: Partial<ModelField> = {}): ModelField => ({
  source,
  type,
  multivalue: false,
  recommended: false,
  ...more,
});
const declared = (type: FieldType, more?: Partial<ModelField>): ModelField => field('declared', type, more);
const calculated = (recommended: boolean): ModelField => field('calculated', 'string', { recommended });
const multivalue = { multivalue: true };

/** Every field of Endpoint.Processes, by the name that follows `Processes.` in a search. */
export const processesFields = {
  _time: field('base', 'time'),
  action: declared('string'),
  cim_entity_zone: declared('string'),
  cpu_load_percent: declared('number'),
  dest: calculated(true),
  dest_bunit: declared('string'),
  dest_category: declared('string', multivalue),
  dest_is_expected: declared('boolean'),
  dest_priority: declared('string'),
  dest_requires_av: declared('boolean'),
  dest_should_timesync: declared('boolean'),
  dest_should_update: declared('boolean'),
  host: field('base', 'string'),
  loaded_file: calculated(true),
  mem_used: declared('number'),
  original_file_name: calculated(true),
  os: declared('string'),
  parent_process: calculated(true),
  parent_process_exec: declared('string'),
  parent_process_guid: declared('string'),
  parent_process_hash: declared('string', multivalue),
  parent_process_id: declared('number'),
  parent_process_name: calculated(true),
  parent_process_path: declared('string'),
  parent_user: calculated(false),
  process: calculated(true),
  process_current_directory: declared('string'),
  process_exec: declared('string'),
  process_guid: declared('string'),
  process_hash: declared('string', multivalue),
  process_id: declared('number'),
  process_integrity_level: declared('string'),
  process_name: calculated(true),
  process_path: declared('string'),
  source: field('base', 'string'),
  sourcetype: field('base', 'string'),
  tag: declared('string', multivalue),
  user: calculated(true),
  user_bunit: declared('string'),
  user_category: declared('string', multivalue),
  user_id: declared('string'),
  user_priority: declared('string'),
  vendor_product: calculated(true),
} as const satisfies Readonly<Record<string, ModelField>>;

export type ProcessesField = keyof typeof processesFields;

/** The data model, the dataset, and the tags that make an event part of it. */
export const processesDataset = {
  model: 'Endpoint',
  dataset: 'Processes',
  tags: ['process', 'report'],
} as const;
