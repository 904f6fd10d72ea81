import { readSigma } from '../../src/sigma/read';

/** Expected values from the Sigma specification 2.1.0: "Sigma Rules", "Sigma Tags", "Modifiers". */

const good = `title: Odd child
id: 6b1d2c0a-5a0e-4c57-9d35-0f6f3a1b7c11
related:
    - id: 6b1d2c0a-5a0e-4c57-9d35-0f6f3a1b7c12
      type: similar
status: test
references:
    - https://attack.mitre.org/
date: 2024-01-15
modified: 2024-02-29
tags:
    - attack.persistence
    - attack.defense-evasion
    - attack.t1505.003
    - attack.g0001
    - cve.2021-26855
    - car.2013-05-002
    - detection.threat-hunting
    - own.tag
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        Image|endswith: '\\cmd.exe'
        CommandLine|contains|all:
            - a
            - b
        ParentCommandLine|base64offset|contains: c
    condition: selection
falsepositives:
    - Vendors
level: high
`;

function findings(text: string): readonly (readonly [code: string, line: number])[] {
  const { documents, diagnostics } = readSigma({ name: 'rule.yml', text });
  return [...diagnostics, ...documents.flatMap((one) => one.diagnostics)].map(({ code, line }) => [code, line]);
}

test('the good rule has no finding', () => expect(findings(good)).toEqual([]));

test.each([
  ['a month of 13', 'date: 2024-01-15', 'date: 2024-13-15', 'WW0404'],
  ['a word for a day', 'modified: 2024-02-29', 'modified: yesterday', 'WW0404'],
  ['modified before it was made', 'modified: 2024-02-29', 'modified: 2023-02-28', 'WW0404'],
  ['a technique in capitals', '- attack.t1505.003', '- attack.T1505.003', 'WW0405'],
  ['a technique of five digits', '- attack.t1505.003', '- attack.t15055', 'WW0405'],
  ['a misspelt tactic', '- attack.persistence', '- attack.persistance', 'WW0405'],
  ['a tactic with an underscore', '- attack.defense-evasion', '- attack.defense_evasion', 'WW0405'],
  ['a misspelt namespace', '- attack.g0001', '- atack.g0001', 'WW0405'],
  ['a relation that is none', 'type: similar', 'type: similiar', 'WW0405'],
  ['a related rule without its id', '- id: 6b1d2c0a-5a0e', '- id: 6b1d2c0a', 'WW0404'],
  ['a reference of another scheme', '- https://attack', '- htps://attack', 'WW0404'],
  ['one text for a list', 'references:\n    - https', 'references: https', 'WW0404'],
  ['startswith and endswith', 'Image|endswith', 'Image|startswith|endswith', 'WW0424'],
  ['a place for a regular expression', 'Image|endswith', 'Image|re|contains', 'WW0410'],
  ['all of one', 'Image|endswith', 'Image|endswith|all', 'WW0424'],
  ['an encoding alone', 'ParentCommandLine|base64offset|contains', 'ParentCommandLine|base64offset', 'WW0424'],
  ['no text behind condition', 'condition: selection', 'condition:', 'WW0403'],
])('%s', (_, from, to, code) => {
  const text = good.replace(from, to.replaceAll('\\cmd', '(cmd'));
  const line = text.split('\n').findIndex((one, index) => one !== good.split('\n')[index]) + 1;
  expect(findings(text)).toContainEqual([code, line]);
});
