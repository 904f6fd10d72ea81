import { defineInput } from '../../src/modinput';

/** An input with a setting of every kind, which writes its settings as events and counts its starts. */
export const sampleInput = defineInput({
  name: 'sample',
  title: 'Sample & test',
  description: 'Writes <what> it was given.',
  mode: 'process-per-stanza',
  streaming: 'xml',
  interval: '60',
  arguments: {
    word: {
      kind: 'text',
      required: true,
      title: 'Word',
      description: 'Any word.',
      pattern: '[a-z]+',
      expected: 'small letters',
    },
    count: {
      kind: 'number',
      default: 1,
      minimum: 1,
      maximum: 5000,
      integer: true,
      title: 'Count',
      description: 'How many.',
    },
    loud: { kind: 'boolean', default: false, title: 'Loud', description: 'Whether to shout.' },
    shape: {
      kind: 'choice',
      choices: ['round', 'square'],
      default: 'round',
      title: 'Shape',
      description: 'Its shape.',
    },
    tags: { kind: 'list', title: 'Tags', description: 'Several words.' },
    age: { kind: 'duration', default: '5m', title: 'Age', description: 'How old.' },
    password: { kind: 'secret', title: 'Password', description: 'Its credential.' },
  },
  checkpoint: {
    version: 1,
    initial: () => ({ starts: 0 }),
    read: (stored) =>
      typeof stored === 'object' && stored !== null && 'starts' in stored && typeof stored.starts === 'number'
        ? { starts: stored.starts }
        : undefined,
  },
  validate: ({ arguments: { word } }) => Promise.resolve(word === 'forbidden' ? ['this word is taken'] : []),
  stream: async ({ arguments: { word, count, loud, tags }, checkpoint, emit, clock }) => {
    for (let index = 0; index < count; index++)
      await emit({
        data: JSON.stringify({ word: loud ? word.toUpperCase() : word, tags, index }),
        time: clock.now() / 1000,
      });
    checkpoint.set({ starts: checkpoint.value.starts + 1 });
  },
});
