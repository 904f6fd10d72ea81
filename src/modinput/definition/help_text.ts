import type { ArgumentDefinition } from './arguments';
import type { InputDefinition } from './input_definition';

/** What stands for a setting's value in help and spec: `number 1 to 10`, `json|xml`. */
export function valueHint(argument: ArgumentDefinition): string {
  switch (argument.kind) {
    case 'text':
      return argument.expected ?? 'string';
    case 'number':
      return numberHint(argument.integer === true ? 'integer' : 'number', argument.minimum, argument.maximum);
    case 'boolean':
      return 'boolean';
    case 'choice':
      return argument.choices.join('|');
    case 'list':
      return `list separated by ${argument.separator ?? ','}`;
    case 'duration':
      return 'seconds, or 90s, 5m, 2h, 1d';
    case 'secret':
      return 'name of a credential in storage/passwords';
  }
}

function numberHint(word: string, minimum: number | undefined, maximum: number | undefined): string {
  if (minimum === undefined && maximum === undefined) return word;
  if (minimum === undefined) return `${word} up to ${maximum ?? ''}`;
  return maximum === undefined ? `${word} from ${minimum}` : `${word} ${minimum} to ${maximum}`;
}

/** What the program prints for `--help`: how it is started, and every setting with its meaning. */
export function helpText(definition: InputDefinition): string {
  const settings = Object.entries(definition.arguments).flatMap(([name, argument]) => [
    `  ${name} = ${valueHint(argument)}${argument.required === true ? ' (required)' : ''}`,
    `      ${argument.description}`,
  ]);
  return [
    `${definition.title}: ${definition.description}`,
    '',
    `A modular input: splunkd starts it for each [${definition.name}://NAME] in inputs.conf.`,
    `  --scheme               prints what splunkd asks at its start`,
    `  --validate-arguments   checks the settings that stand as XML on standard input`,
    `  --openapi              prints its REST endpoint as OpenAPI`,
    `  (nothing)              reads its stanzas as XML on standard input and streams events`,
    '',
    'Settings:',
    ...settings,
    '',
  ].join('\n');
}
