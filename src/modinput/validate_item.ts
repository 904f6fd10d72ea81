import { diagnosticFor, type Diagnostic } from '../core/diagnostic';
import type { ArgumentTable } from './definition/arguments';
import { parseArguments } from './definition/values';
import type { Input } from './input';
import type { ProgramIo } from './program_io';
import { splunkdClient } from './splunkd_client';
import { errorText } from './thrown';
import type { InputConfiguration } from './xml/configuration_reader';

/** Every reason why splunkd should not take these settings: the settings' own limits first, then what the input checks itself. */
export async function validateItem<A extends ArgumentTable, C>(
  input: Input<A, C>,
  configuration: InputConfiguration,
  io: Pick<ProgramIo, 'signal' | 'fetch'>,
): Promise<readonly Diagnostic[]> {
  const [item] = configuration.stanzas;
  if (item === undefined) return [noItem()];
  const parsed = parseArguments(input, item.settings, `inputs.conf [${input.name}://${item.name}]`);
  const errors = parsed.diagnostics.filter(({ severity }) => severity === 'error');
  if (!parsed.ok || errors.length > 0 || input.validate === undefined) return errors;
  const context = { arguments: parsed.values, splunkd: splunkdClient(configuration, io.fetch), signal: io.signal };
  try {
    return (await input.validate(context)).map((message) => ownProblem(item.name, message));
  } catch (error) {
    return [ownProblem(item.name, errorText(error))];
  }
}

function noItem(): Diagnostic {
  return diagnosticFor('<standard input>', {
    code: 'WW0905',
    severity: 'error',
    message: 'there is nothing to validate: the configuration has no <item>',
    hint: 'splunkd writes one; by hand, see docs/inputs.md.',
  });
}

function ownProblem(name: string, message: string): Diagnostic {
  return diagnosticFor(name, { code: 'WW0902', severity: 'error', message, hint: 'Correct it and save again.' });
}
