import { confSpec } from '../../modinput/definition/conf_spec';
import { inputsConf } from '../../modinput/definition/inputs_conf';
import { inputDefinitions } from '../../inputs/input_definitions';
import type { ConfTable } from '../emit/setting';

/** What the definitions of the modular inputs become: inputs.conf, its spec, and the paths that Splunk Web may pass on. */
export function inputTables(): readonly ConfTable[] {
  return [
    { file: 'inputs.conf', stanzas: inputDefinitions.flatMap(inputsConf) },
    { file: 'web.conf', stanzas: inputDefinitions.flatMap(({ name }) => exposed(name)) },
  ];
}

/** Splunk Web proxies only what an expose stanza names; `data/inputs/<own scheme>` is not among its defaults. */
function exposed(scheme: string): ConfTable['stanzas'] {
  return [
    {
      name: `expose:${scheme}_inputs`,
      settings: [
        ['methods', 'GET,POST'],
        ['pattern', `data/inputs/${scheme}`],
      ],
    },
    {
      name: `expose:${scheme}_input`,
      settings: [
        ['methods', 'GET,POST,DELETE'],
        ['pattern', `data/inputs/${scheme}/*`],
      ],
    },
  ];
}

/** README/inputs.conf.spec: by it splunkd finds the inputs. */
export function inputsSpec(): string {
  return inputDefinitions.map(confSpec).join('\n');
}
