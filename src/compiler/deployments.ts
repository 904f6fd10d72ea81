import type { EscuAlertActions, EscuDeployment, EscuTimes } from '../escu/model';

/** What every detection of a type gets; from the repository, else the defaults that contentctl's template ships. */

export interface Deployments {
  readonly byType: ReadonlyMap<string, DeploymentTerms>;
  readonly byName: ReadonlyMap<string, DeploymentTerms>;
}

/** A deployment's times and actions. */
export interface DeploymentTerms {
  readonly times: EscuTimes;
  readonly alertActions: EscuAlertActions;
}

const hourly: EscuTimes = { cron: '0 * * * *', earliest: '-70m@m', latest: '-10m@m', window: 'auto', at: null };
const daily: EscuTimes = { cron: '10 0 * * *', earliest: '-1450m@m', latest: '-10m@m', window: 'auto', at: null };
const silent: EscuAlertActions = { notable: null, risk: false, email: null, slack: null, phantom: null };
const notable: EscuAlertActions['notable'] = {
  title: '%name%',
  description: '%description%',
  fields: ['user', 'dest'],
};

const defaults: Readonly<Record<string, DeploymentTerms>> = {
  TTP: { times: hourly, alertActions: { ...silent, notable, risk: true } },
  Anomaly: { times: hourly, alertActions: { ...silent, risk: true } },
  Hunting: { times: hourly, alertActions: silent },
  Correlation: { times: hourly, alertActions: { ...silent, notable } },
  Baseline: { times: daily, alertActions: silent },
};

const hourlyAndSilent: DeploymentTerms = { times: hourly, alertActions: silent };

/** The deployments of a repository by type and by name. */
export function deploymentsOf(found: readonly EscuDeployment[]): Deployments {
  return {
    byType: new Map(found.flatMap((deployment) => (deployment.type === '' ? [] : [[deployment.type, deployment]]))),
    byName: new Map(found.map((deployment) => [deployment.name, deployment])),
  };
}

/** The terms for a type: the repository's, else the template's. */
export function deploymentOf(deployments: Deployments, type: string): DeploymentTerms {
  return deployments.byType.get(type) ?? defaults[type] ?? hourlyAndSilent;
}
