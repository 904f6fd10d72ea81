import type { SecurityDomain, Severity } from './detection';

/** What contentctl derives from a detection instead of reading it; each rule as its 5.6 code and output show it. */

/** NIST function: a TTP is continuous monitoring, everything else analysis. */
export function nistOf(type: string): readonly string[] {
  return type === 'TTP' ? ['DE.CM'] : ['DE.AE'];
}

/** CIS control 13 for network, else 10. */
export function cis20Of(domain: SecurityDomain): readonly string[] {
  return domain === 'network' ? ['CIS 13'] : ['CIS 10'];
}

/** From the highest risk score; without risk objects it is high. */
export function severityOf(scores: readonly number[]): Severity {
  if (scores.length === 0) return 'high';
  const highest = Math.max(...scores);
  if (highest <= 20) return 'informational';
  if (highest <= 40) return 'low';
  if (highest <= 60) return 'medium';
  return highest <= 80 ? 'high' : 'critical';
}

/** In the order in which contentctl lists them. */
const dataModels = [
  'Endpoint',
  'Network_Traffic',
  'Authentication',
  'Change',
  'Change_Analysis',
  'Email',
  'Network_Resolution',
  'Network_Sessions',
  'UEBA',
  'Updates',
  'Vulnerabilities',
  'Web',
  'Risk',
  'Splunk_Audit',
] as const;

/** The CIM data models whose names occur in a search, as substrings. */
export function dataModelsOf(search: string): readonly string[] {
  return dataModels.filter((model) => search.includes(model));
}

const endpointProducts = [
  'Microsoft Sysmon',
  'Microsoft Windows',
  'Carbon Black Response',
  'CrowdStrike Falcon',
  'Symantec Endpoint Protection',
] as const;
const googleProducts = ['Google Workspace', 'Google Cloud Platform'] as const;

/** Products by a piece of the search that tells them; `Endpoint` is the data model, the others are source macros. */
const productsByText: Readonly<Record<string, readonly string[]>> = {
  '`amazon_security_lake`': ['Amazon Security Lake'],
  audit_searches: ['Splunk Internal Logs'],
  '`azure_monitor_aad`': ['Azure AD', 'Entra ID'],
  '`cloudtrail`': ['Amazon Web Services - Cloudtrail'],
  Endpoint: endpointProducts,
  '`google_': googleProducts,
  '`gsuite': googleProducts,
  '`gws_': googleProducts,
  '`kube': ['Kubernetes'],
  '`ms_defender`': ['Microsoft Defender'],
  '`o365_': ['Microsoft Office 365'],
  '`okta': ['Okta'],
  '`pingid`': ['Ping ID'],
  '`powershell`': ['Microsoft Windows'],
  '`splunkd_': ['Splunk Internal Logs'],
  '`sysmon`': ['Microsoft Sysmon'],
  '`wineventlog_security`': ['Microsoft Windows'],
  '`zeek_': ['Zeek'],
};

/** Which products can provide a search's data, sorted. */
export function providingTechnologiesOf(search: string): readonly string[] {
  const found = Object.entries(productsByText).flatMap(([text, products]) => (search.includes(text) ? products : []));
  return [...new Set(found)].sort();
}
