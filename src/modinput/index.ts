/** Modular inputs in TypeScript: `defineInput` says what an input is and does, `runProcess` runs it, `runInput` tests it. */

// An input: data (settings, mode, defaults) and, with `stream`, what it does.
export { defineInput } from './definition/define_input';
export type { InputDefinition, ShippedStanza } from './definition/input_definition';
export type { ArgumentDefinition, ArgumentTable, ArgumentValues, CredentialName } from './definition/arguments';
export type { Input, InputContext, StanzaInformation, ValidationContext } from './input';
export type { InputEvent } from './event';

// What is made of a definition.
export { schemeXml } from './definition/scheme_xml';
export { confSpec } from './definition/conf_spec';
export { inputsConf, inputsConfText } from './definition/inputs_conf';
export { helpText } from './definition/help_text';
export { openApi } from './definition/open_api';
export { parseArguments } from './definition/values';

// Running it: as this process, or with every stream given.
export { runProcess } from './run_process';
export { runProgram } from './run_program';
export type { ProgramIo } from './program_io';

// What an input uses while it runs.
export type { Checkpoint, CheckpointType } from './checkpoint';
export { systemClock, testClock, type Clock } from './clock';
export type { Log } from './log';
export { fetchWithRetry, retry, RetryableError, type RetryOptions } from './retry';
export { Secret } from './secret';
export { SplunkdError, type Splunkd } from './splunkd';

// Testing it: stanzas and checkpoints in; events, logs and checkpoints out.
export { runInput, type HarnessOptions, type HarnessResult } from './harness';

// Making an installable app of it.
export { writeAppFolder, type AppInformation } from './app_folder';
