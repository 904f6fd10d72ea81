import { escapeXmlText } from '../xml/escape';
import type { ArgumentDefinition } from './arguments';
import type { InputDefinition } from './input_definition';

/** splunkd knows three types; everything else is a string to it. */
const schemeType: Readonly<Record<ArgumentDefinition['kind'], 'string' | 'number' | 'boolean'>> = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  choice: 'string',
  list: 'string',
  duration: 'string',
  secret: 'string',
};

/**
 * What the program prints for `--scheme` (reference/splunk-platform.md 1.4). External validation is always on, and both
 * required flags are always written, because splunkd's own defaults for absent ones are not documented.
 */
export function schemeXml(definition: InputDefinition): string {
  return [
    '<scheme>',
    `  <title>${escapeXmlText(definition.title)}</title>`,
    `  <description>${escapeXmlText(definition.description)}</description>`,
    '  <use_external_validation>true</use_external_validation>',
    `  <use_single_instance>${definition.mode === 'single-instance'}</use_single_instance>`,
    `  <streaming_mode>${definition.streaming}</streaming_mode>`,
    '  <endpoint>',
    '    <args>',
    ...Object.entries(definition.arguments).flatMap(([name, argument]) => argumentXml(name, argument)),
    '    </args>',
    '  </endpoint>',
    '</scheme>',
    '',
  ].join('\n');
}

function argumentXml(name: string, argument: ArgumentDefinition): readonly string[] {
  return [
    `      <arg name="${escapeXmlText(name)}">`,
    `        <title>${escapeXmlText(argument.title)}</title>`,
    `        <description>${escapeXmlText(argument.description)}</description>`,
    `        <data_type>${schemeType[argument.kind]}</data_type>`,
    '        <required_on_edit>false</required_on_edit>',
    `        <required_on_create>${argument.required === true}</required_on_create>`,
    '      </arg>',
  ];
}
