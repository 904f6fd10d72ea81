import { defineInput } from '../../modinput/definition/define_input';

/** `process_log`: Windows logs in, process creations out. */
export const processLogDefinition = defineInput({
  name: 'process_log',
  title: 'Windows process creations from log files',
  description:
    'Reads Sysmon 1 and Security 4688 events from Windows logs (evtx, XML, JSON, rendered text, also gzip) and follows them.',
  mode: 'process-per-stanza',
  streaming: 'xml',
  interval: '60',
  arguments: {
    paths: {
      kind: 'list',
      separator: ';',
      required: true,
      title: 'Files and folders',
      description:
        'Files, folders (with all below them) and globs (*, ?, ** and {a,b}), separated by ; with quotes around a name that has one.',
    },
    format: {
      kind: 'choice',
      choices: ['json', 'xml'],
      default: 'json',
      title: 'Format',
      description:
        'json writes webshell_watch:process, which this app makes CIM; xml writes XmlWinEventLog for the Splunk Add-on for Microsoft Windows.',
    },
    parent_resolution: {
      kind: 'boolean',
      default: true,
      title: 'Look up missing parents',
      description: 'A 4688 event without a parent name takes it from the earlier event that started that process id.',
    },
    host_from: {
      kind: 'choice',
      choices: ['event', 'stanza'],
      default: 'event',
      title: 'Host',
      description: 'event: the computer that the event names; stanza: the host setting of the stanza.',
    },
    follow: {
      kind: 'boolean',
      default: false,
      title: 'Keep running',
      description:
        'false: reads what is new, ends, and is started again after interval; true: stays and looks for news every poll_interval.',
    },
    poll_interval: {
      kind: 'duration',
      default: '1s',
      minimum: 0.05,
      title: 'Poll interval',
      description: 'How often a running input looks for news; used with follow.',
    },
  },
});
