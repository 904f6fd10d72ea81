import { inputDefinitions } from '../../inputs/input_definitions';

/** Keys that Splunk's own .spec files do not name, and who reads them. */
interface ForeignSetting {
  readonly file: string;
  readonly key: RegExp;
  readonly from: string;
}

const contentctl =
  'contentctl 5.6.2, templates of the app that it builds; read by the ESCU app and Enterprise Security';

export const foreignSettings: readonly ForeignSetting[] = [
  {
    file: 'analyticstories.conf',
    key: /^(annotations|asset_type|category|confidence|description|explanation|how_to_implement|known_false_positives|last_updated|maintainers|narrative|providing_technologies|references|searches|spec_version|type|version)$/,
    from: contentctl,
  },
  {
    file: 'tags.conf',
    key: /^(process|report)$/,
    from: 'tags.conf.spec: "<tag> = enabled"; CIM, dataset Endpoint.Processes',
  },
  {
    file: 'inputs.conf',
    key: new RegExp(`^(${inputDefinitions.flatMap(({ arguments: named }) => Object.keys(named)).join('|')})$`),
    from: 'the definitions of this app: README/inputs.conf.spec is made from them',
  },
];

/** Alert actions whose `action.<name>` keys are written, and who owns them. */
export const alertActions: Readonly<Record<string, string>> = {
  correlationsearch:
    'Enterprise Security, SA-ThreatIntelligence alert_actions.conf; contentctl 5.6.2 savedsearches template',
  notable: 'Enterprise Security, SA-ThreatIntelligence alert_actions.conf; contentctl 5.6.2 savedsearches template',
  risk: 'Enterprise Security, SA-ThreatIntelligence alert_actions.conf; contentctl 5.6.2 savedsearches template',
  escu: contentctl,
  email: 'Splunk, alert_actions.conf.spec, stanza email',
  slack: 'Slack Notification Alert (Splunkbase 2878), as contentctl writes it',
  sendtophantom: 'Splunk App for SOAR Export (Splunkbase 3411), as contentctl writes it',
  webshell_watch: 'this app: always off, its parameters tell our pages where a detection comes from',
};
