import { checkRule, goodRule } from './support/sigma_rule';

/** What an author writes in place of what, the check that must see it, and a piece of the line that it must point at. */
type Mistake = readonly [from: string, to: string, code: string, line: string];

const mistakes: readonly Mistake[] = [
  ['condition: all', 'condtion: all', 'WW0403', 'condtion:'],
  ['date: 2024', 'dae: 2024', 'WW0406', 'dae:'],
  ['type: similar', 'tpye: similar', 'WW0406', 'tpye:'],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'selection_img and not selection_img',
    'WW0418',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    '1 of selection_* and not selection_img and not selection_parent and not selection_cli',
    'WW0418',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'selection_img or not selection_img',
    'WW0418',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'selection_parent and not 1 of filter_* and not selection_parent',
    'WW0418',
    'condition:',
  ],
  [
    "Image|startswith: 'C:\\Program Files\\Vendor\\'\n        CommandLine|contains: 'health'",
    "CommandLine|contains: 'whoami'",
    'WW0418',
    "contains: 'whoami'",
  ],
  [
    "Image|startswith: 'C:\\Program Files\\Vendor\\'\n        CommandLine|contains: 'health'",
    "ParentImage|endswith: '.exe'",
    'WW0418',
    "endswith: '.exe'",
  ],
  [
    '        CommandLine|contains|all:',
    "        ParentImage|endswith: '\\nginx.exe'\n        CommandLine|contains|all:",
    'WW0418',
    'nginx',
  ],
  ["- '\\httpd.exe'", "- '\\w3wp.exe'", 'WW0425', "- '\\w3wp.exe'\n    sel"],
  ["- '\\httpd.exe'", "- '\\W3WP.exe'", 'WW0425', "- '\\W3WP"],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'selection_parent and selection_img',
    'WW0417',
    'selection_cli:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'selection_parent and selection_imgs',
    'WW0415',
    'condition:',
  ],
  ['filter_main_* and', 'filters_* and', 'WW0416', 'condition:'],
  ['all of selection_*', 'all of selections_*', 'WW0416', 'condition:'],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'selection_parent && selection_img',
    'WW0414',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'selection_parent and !selection_img',
    'WW0415',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'selection_parent selection_img',
    'WW0414',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    '(selection_parent and selection_img',
    'WW0414',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    '2 of selection_*',
    'WW0414',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'one of selection_*',
    'WW0414',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'all selection_*',
    'WW0415',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    '1 of them*',
    'WW0418',
    'condition:',
  ],
  [
    'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*',
    'selection_parent | count() > 5',
    'WW0414',
    'condition:',
  ],
  ['ParentImage|endswith', 'ParentImage|endwith', 'WW0409', 'endwith'],
  ['CommandLine|contains|all', 'CommandLine|contain|all', 'WW0409', 'contain|'],
  ['CommandLine|contains|all', 'CommandLine|contains|any', 'WW0409', 'any'],
  ['ParentImage|', 'ParentImagee|', 'WW0452', 'ParentImagee'],
  ['ParentImage|', 'parentimage|', 'WW0452', 'parentimage'],
  ['CommandLine|contains|all', 'process|contains|all', 'WW0452', 'process|'],
  ['CommandLine|contains|all', 'Commandline|contains|all', 'WW0452', 'Commandline'],
  ["Image|endswith:\n            - '\\cmd.exe'", "Image:\n            - 'cmd.exe'", 'WW0457', "- 'cmd.exe'"],
  ["- '\\cmd.exe'", "- '/cmd.exe'", 'WW0457', "- '/cmd.exe'"],
  ["'\\w3wp.exe'", "'\\\\\\\\w3wp.exe'", 'WW0457', 'w3wp.exe'],
  ["- '\\w3wp.exe'", '- "\\w3wp.exe"', 'WW0110', 'w3wp.exe'],
  [
    "CommandLine|contains|all:\n            - 'whoami'",
    "CommandLine|re:\n            - 'whoami('",
    'WW0410',
    'whoami(',
  ],
  ["User|contains:\n            - 'AUTHORI'", "User|cidr:\n            - '10.0.0.1/8'", 'WW0410', '10.0.0.1/8'],
  ['ParentImage|endswith', 'ParentImage|startswith|endswith', 'WW0424', 'startswith|ends'],
  ["        CommandLine|contains|all:\n            - 'whoami'\n            - ' /all'\n", '', 'WW0408', 'selection_cli'],
  ["- 'whoami'", "- ''", 'WW0426', "- ''"],
  ["- 'whoami'", '- null', 'WW0410', '- null'],
  ['logsource:\n    category: process_creation\n    product: windows\n', '', 'WW0403', 'title:'],
  ['detection:', 'detections:', 'WW0406', 'detections:'],
  ['category: process_creation', 'category: process_creaton', 'WW0450', 'category'],
  ['category: process_creation', 'category: process-creation', 'WW0450', 'category'],
  ['    category: process_creation', '    catagory: process_creation', 'WW0406', 'catagory'],
  ['    product: windows', '    product: windows\n    service: sysmn', 'WW0405', 'service'],
  ['status: test', 'status: testing', 'WW0405', 'status'],
  ['level: high', 'level: severe', 'WW0405', 'level'],
  ['level: high', 'level: hihg', 'WW0405', 'level'],
  ['date: 2024-01-15', 'date: 2024-13-15', 'WW0404', 'date'],
  ['modified: 2025-01-15', 'modified: 2023-01-15', 'WW0404', 'modified'],
  ['8202070f-edeb', '8202070f_edeb', 'WW0404', 'id:'],
  ['3a1b7c11-5a0e-4c57-9d35-0f6f3a1b7c14', '8202070f-edeb-4d31-a010-a26c72ac5600', 'WW0404', '- id:'],
  ['type: similar', 'type: simlar', 'WW0405', 'simlar'],
  ['3a1b7c11-5a0e', '3a1b7c11', 'WW0404', '3a1b7c11'],
  ['- attack.persistence', '- atack.persistence', 'WW0405', 'atack'],
  ['- attack.persistence', '- attack.persistance', 'WW0405', 'persistance'],
  ['attack.t1505.003', 'attack.t15050.03', 'WW0405', 't15050'],
  ['- attack.persistence', '- attack.initial_access', 'WW0405', 'initial_access'],
  ['description:', 'descripton:', 'WW0406', 'descripton'],
  ['description:', 'Description:', 'WW0406', 'Description'],
  ['https://attack', 'htps://attack', 'WW0404', 'htps'],
  ['references:\n    - https', 'references: https', 'WW0404', 'references'],
  ['tags:\n    - attack.persistence\n    - attack.t1505.003', 'tags: attack.persistence', 'WW0404', 'tags'],
  ["            - 'whoami'", "\t    - 'whoami'", 'WW0114', '\t    -'],
  ["        CommandLine|contains: 'health'", "       CommandLine|contains: 'health'", 'WW0110', 'health'],
  ["- 'whoami'", "- 'whoami", 'WW0110', 'whoami'],
  ['selection_cli:', 'selection_cli', 'WW0110', 'selection_cli'],
  [
    "        CommandLine|contains: 'health'",
    "        CommandLine|contains: 'health'\n        CommandLine|contains: 'x'",
    'WW0112',
    "'x'",
  ],
  ["- 'whoami'", '- whoami: x', 'WW0404', 'whoami: x'],
  ["            - 'whoami'\n            - ' /all'", "            - 'whoami'", 'WW0424', 'contains|all'],
  ['CommandLine|contains|all', 'CommandLine|windash|contain|all', 'WW0409', 'contain'],
  [
    'Suspicious Child',
    'Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child Suspicious Child ',
    'WW0404',
    'title:',
  ],
  ["- 'whoami'", '- ‘whoami’', 'WW0427', '‘whoami'],
  ["' /all'", "'\u00a0/all'", 'WW0427', '/all'],
  ["'whoami'", "'who\u200bami'", 'WW0427', 'ami'],
  [
    "        User|contains:\n            - 'AUTHORI'\n            - 'AUTORI'",
    "        EventID: '11'",
    'WW0451',
    'EventID',
  ],
];

/** Said of the good one too: it asks the user with its domain. */
const COSTLY = 'WW0451';

test('the good rule has no other finding', () => {
  expect(checkRule(goodRule).filter(({ code }) => code !== COSTLY)).toEqual([]);
});

test.each(mistakes.filter(([, , code]) => code !== COSTLY))('%s as %s', (from, to, code, line) => {
  const text = goodRule.replace(from, () => to);
  expect(text).not.toBe(goodRule);
  const at = text.slice(0, text.indexOf(line)).split('\n').length;
  expect(checkRule(text).filter((one) => one.code === code)).toContainEqual(expect.objectContaining({ line: at }));
});
