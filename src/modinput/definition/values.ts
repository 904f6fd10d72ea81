import { diagnosticFor, type Diagnostic } from '../../core/diagnostic';
import { didYouMean } from '../../core/suggest';
import type { AnyArgumentValue, ArgumentDefinition, ArgumentTable, ArgumentValues } from './arguments';
import type { InputDefinition } from './input_definition';
import { parseArgument } from './parse_argument';

/** A stanza's settings as splunkd sends them: texts, and lists where `<param_list>` was used. */
export type RawSettings = Readonly<Record<string, string | readonly string[]>>;

export type ParsedArguments<A extends ArgumentTable> =
  | { readonly ok: true; readonly values: ArgumentValues<A>; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Settings that splunkd knows for every input (inputs.conf.spec) and sends along with an input's own. */
const commonSettings = [
  'disabled', 'host', 'index', 'source', 'sourcetype', 'interval', 'queue', 'run_introspection', 'start_by_shell',
  'run_only_one', 'send_index_as_argument_for_path', 'passAuth', 'eai:acl', 'name',
]; // prettier-ignore

/**
 * The typed values of a stanza, or every reason why it has none. `where` names the stanza in messages.
 * Errors: WW0901 missing, WW0902 not of its kind, WW0903 outside its limits; a setting that nobody knows is the warning WW0904.
 */
export function parseArguments<A extends ArgumentTable>(
  definition: InputDefinition<A>,
  settings: RawSettings,
  where: string,
): ParsedArguments<A> {
  const diagnostics = unknownSettings(definition, settings, where);
  const values: Record<string, AnyArgumentValue> = {};
  for (const [name, argument] of Object.entries(definition.arguments)) {
    const result = parseArgument(
      definition.name,
      name,
      argument,
      Object.hasOwn(settings, name) ? settings[name] : undefined,
    );
    if (result.ok) values[name] = result.value;
    else diagnostics.push(diagnosticFor(where, { severity: 'error', ...result.problem }));
  }
  if (isComplete(definition.arguments, values)) return { ok: true, values, diagnostics };
  return { ok: false, diagnostics };
}

function unknownSettings(definition: InputDefinition, settings: RawSettings, where: string): Diagnostic[] {
  const own = Object.keys(definition.arguments);
  return Object.keys(settings)
    .filter((name) => !own.includes(name) && !commonSettings.includes(name) && !/^_|\./.test(name))
    .map((name) =>
      diagnosticFor(where, {
        code: 'WW0904',
        severity: 'warning',
        message: `"${name}" is no setting of ${definition.name} and has no effect`,
        hint: didYouMean(name, own, `Its settings are ${own.join(', ')}.`),
      }),
    );
}

/** True when every setting that promises a value has one: what makes the values typed. */
function isComplete<A extends ArgumentTable>(
  table: A,
  values: Readonly<Record<string, AnyArgumentValue>>,
): values is ArgumentValues<A> {
  return Object.entries(table).every(
    ([name, argument]) => Object.hasOwn(values, name) && (!promisesValue(argument) || values[name] !== undefined),
  );
}

function promisesValue(argument: ArgumentDefinition): boolean {
  return argument.required === true || 'default' in argument;
}
