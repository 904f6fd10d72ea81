import type { InputDefinition } from '../modinput/definition/input_definition';
import { canaryDefinition } from './canary/definition';
import { processLogDefinition } from './process_log/definition';

/** Every modular input of the app: from these come inputs.conf, its spec and the launchers. */
export const inputDefinitions: readonly InputDefinition[] = [processLogDefinition, canaryDefinition];
