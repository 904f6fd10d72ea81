import { invariant } from '../../core/invariant';
import type { Input } from '../input';
import type { ArgumentDefinition, ArgumentTable } from './arguments';
import { defaultText } from './conf_spec';
import type { InputDefinition } from './input_definition';
import { parseArgument } from './parse_argument';

/** Names that splunkd takes for itself (reference/splunk-platform.md 1.8). */
const reserved = ['batch', 'fifo', 'monitor', 'script', 'splunktcp', 'tcp', 'udp'];
const namePattern = /^[0-9a-zA-Z][0-9a-zA-Z_-]*$/;

/**
 * One modular input. Given data alone, it is a definition, from which scheme, spec, conf, help and OpenAPI are made;
 * given `stream` too, it is an input that runs. Stops with an invariant on a name that splunkd would not take, or a default
 * that the setting itself would not take, because those are mistakes in the program.
 */
export function defineInput<const A extends ArgumentTable, C = undefined>(input: Input<A, C>): Input<A, C>;
export function defineInput<const A extends ArgumentTable>(definition: InputDefinition<A>): InputDefinition<A>;
export function defineInput(definition: InputDefinition): InputDefinition {
  invariant(namePattern.test(definition.name), `"${definition.name}" is no scheme name: letters, digits, _ and -`);
  invariant(!reserved.includes(definition.name), `"${definition.name}" is a scheme of Splunk's own`);
  for (const [name, argument] of Object.entries(definition.arguments)) {
    invariant(namePattern.test(name), `"${name}" is no setting's name: letters, digits, _ and -`);
    const problem = defaultProblem(definition.name, name, argument);
    invariant(problem === undefined, `its own default is refused: ${problem ?? ''}`);
  }
  return definition;
}

/** Why a setting would not take its own default, as it stands in the conf file. */
function defaultProblem(scheme: string, name: string, argument: ArgumentDefinition): string | undefined {
  const text = defaultText(argument);
  const parsed = text === undefined ? undefined : parseArgument(scheme, name, argument, text);
  return parsed === undefined || parsed.ok ? undefined : `${parsed.problem.message}. ${parsed.problem.hint}`;
}
