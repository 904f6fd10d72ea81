import { defineInput } from '../../modinput/definition/define_input';

/** What marks a canary event in the data model: real rules and sightings leave out this vendor_product. */
export const canaryVendorProduct = 'Webshell Watch canary';

/** `canary`: a harmless, labelled process creation on a schedule, which shows that the whole chain works. */
export const canaryDefinition = defineInput({
  name: 'canary',
  title: 'Canary process creations',
  description:
    'Writes one plainly labelled, harmless process-creation event on a schedule, so that you know that input, tags, data model, search and alert work.',
  mode: 'process-per-stanza',
  streaming: 'xml',
  interval: '3600',
  arguments: {
    parent: {
      kind: 'text',
      default: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
      pattern: '[^"<>|*?\\r\\n]+',
      expected: 'a program path without " < > | * ?',
      title: 'Parent',
      description: 'The web server that the event names as the parent: a name or a path.',
    },
    child: {
      kind: 'text',
      default: 'C:\\Windows\\System32\\ww_canary.exe',
      pattern: '[^"<>|*?\\r\\n]+',
      expected: 'a program path without " < > | * ?',
      title: 'Child',
      description: 'The program that the event says was started; nothing is really started.',
    },
    dest: {
      kind: 'text',
      title: 'Host',
      description: 'The host that the event names. Without it: the host of the stanza.',
    },
  },
  stanzas: [{ name: 'default', settings: { disabled: '1' } }],
});
