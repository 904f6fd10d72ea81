import type { ArgumentDefinition } from './arguments';
import { valueHint } from './help_text';
import type { InputDefinition } from './input_definition';

/**
 * The input's part of `README/inputs.conf.spec`, by which splunkd discovers it: a stanza without a setting line would be
 * skipped in silence (reference/splunk-platform.md 1.8), so `interval` is always there.
 */
export function confSpec(definition: InputDefinition): string {
  return [
    `[${definition.name}://<name>]`,
    `* ${definition.description}`,
    '',
    'interval = <seconds or cron>',
    `* How often it is started. Default: ${definition.interval}`,
    '',
    ...Object.entries(definition.arguments).flatMap(([name, argument]) => [...settingSpec(name, argument), '']),
  ].join('\n');
}

function settingSpec(name: string, argument: ArgumentDefinition): readonly string[] {
  return [
    `${name} = <${valueHint(argument)}>`,
    `* ${argument.title}: ${argument.description}`,
    argument.required === true ? '* Required.' : `* Default: ${defaultText(argument) ?? 'none'}`,
  ];
}

/** A default as it stands in a conf file; undefined where there is none. */
export function defaultText(argument: ArgumentDefinition): string | undefined {
  if (!('default' in argument)) return undefined;
  if (argument.kind === 'list') return argument.default.join(argument.separator ?? ',');
  return String(argument.default);
}
