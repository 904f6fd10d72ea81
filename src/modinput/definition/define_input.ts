import { invariant } from '../../core/invariant';
import type { Input } from '../input';
import type { ArgumentTable } from './arguments';
import type { InputDefinition } from './input_definition';

/** Names that splunkd takes for itself (reference/splunk-platform.md 1.8). */
const reserved = ['batch', 'fifo', 'monitor', 'script', 'splunktcp', 'tcp', 'udp'];
const namePattern = /^[0-9a-zA-Z][0-9a-zA-Z_-]*$/;

/**
 * One modular input. Given data alone, it is a definition, from which scheme, spec, conf, help and OpenAPI are made;
 * given `stream` too, it is an input that runs. Stops with an invariant on a name that splunkd would not take, because
 * that is a mistake in the program.
 */
export function defineInput<const A extends ArgumentTable, C = undefined>(input: Input<A, C>): Input<A, C>;
export function defineInput<const A extends ArgumentTable>(definition: InputDefinition<A>): InputDefinition<A>;
export function defineInput(definition: InputDefinition): InputDefinition {
  invariant(namePattern.test(definition.name), `"${definition.name}" is no scheme name: letters, digits, _ and -`);
  invariant(!reserved.includes(definition.name), `"${definition.name}" is a scheme of Splunk's own`);
  for (const name of Object.keys(definition.arguments))
    invariant(namePattern.test(name), `"${name}" is no setting's name: letters, digits, _ and -`);
  return definition;
}
