import { buildNumber, type AppIdentity } from '../app_identity';
import type { ConfTable } from './setting';

/** app.conf: every place where AppInspect wants the same id and version. */
export function appConf(app: AppIdentity, isVisible: boolean): ConfTable {
  return {
    file: 'app.conf',
    stanzas: [
      {
        name: 'install',
        settings: [
          ['is_configured', '0'],
          ['state', 'enabled'],
          ['build', buildNumber(app.version)],
        ],
      },
      {
        name: 'ui',
        settings: [
          ['is_visible', isVisible ? '1' : '0'],
          ['label', app.title],
          ['supported_themes', 'light,dark'],
        ],
      },
      {
        name: 'launcher',
        settings: [
          ['author', app.author],
          ['description', app.description],
          ['version', app.version],
        ],
      },
      {
        name: 'package',
        settings: [
          ['id', app.id],
          ['check_for_updates', '0'],
        ],
      },
      {
        name: 'id',
        settings: [
          ['name', app.id],
          ['version', app.version],
        ],
      },
    ],
  };
}

/** What a search head cluster and a reload need to know about a conf file that is not Splunk's own. */
export function customConfTables(name: string): readonly ConfTable[] {
  return [
    { file: 'app.conf', stanzas: [{ name: 'triggers', settings: [[`reload.${name}`, 'simple']] }] },
    {
      file: 'server.conf',
      stanzas: [{ name: 'shclustering', settings: [[`conf_replication_include.${name}`, 'true']] }],
    },
  ];
}

/** app.manifest (schema 2.0.0): the same once more, and where the app may run. */
export function appManifest(app: AppIdentity, targets: readonly string[]): string {
  const manifest = {
    schemaVersion: '2.0.0',
    info: {
      title: app.title,
      id: { group: null, name: app.id, version: app.version },
      author: [{ name: app.author, email: null, company: null }],
      releaseDate: null,
      description: app.description,
      classification: {
        intendedAudience: 'Security',
        categories: ['Security, Fraud & Compliance'],
        developmentStatus: 'Production/Stable',
      },
      commonInformationModels: null,
      license: { name: app.licence, text: null, uri: null },
      privacyPolicy: { name: null, text: null, uri: null },
      releaseNotes: { name: null, text: null, uri: null },
    },
    dependencies: null,
    tasks: null,
    inputGroups: null,
    incompatibleApps: null,
    platformRequirements: null,
    supportedDeployments: ['_standalone', '_distributed', '_search_head_clustering'],
    targetWorkloads: targets,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
