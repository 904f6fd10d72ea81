import { defaultText } from './conf_spec';
import type { ConfStanza, InputDefinition } from './input_definition';

/** The stanzas of `default/inputs.conf`: the scheme's defaults, which every `[name://…]` inherits, then what the app ships. */
export function inputsConf(definition: InputDefinition): readonly ConfStanza[] {
  const defaults = Object.entries(definition.arguments).flatMap(([name, argument]): [string, string][] => {
    const text = defaultText(argument);
    return text === undefined ? [] : [[name, text]];
  });
  const shipped = (definition.stanzas ?? []).map(({ name, settings }) => ({
    name: `${definition.name}://${name}`,
    settings: Object.entries(settings),
  }));
  return [{ name: definition.name, settings: [['interval', definition.interval], ...defaults] }, ...shipped];
}

/** The same stanzas as the text of a conf file; values are single lines by definition. */
export function inputsConfText(definition: InputDefinition): string {
  return inputsConf(definition)
    .map(({ name, settings }) => [`[${name}]`, ...settings.map(([key, value]) => `${key} = ${value}`), ''].join('\n'))
    .join('\n');
}
