import type { Verb } from './verb';

/**
 * Every verb, in the order of the overview; each is loaded when it is called, so that none waits for the others' code. A
 * new one costs its file in verbs/ and a line here.
 */
export const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  read: async () => (await import('./verbs/read')).readVerb,
  match: async () => (await import('./verbs/match')).matchVerb,
  search: async () => (await import('./verbs/search')).searchVerb,
  convert: async () => (await import('./verbs/convert')).convertVerb,
  test: async () => (await import('./verbs/test')).testVerb,
  generate: async () => (await import('./verbs/generate')).generateVerb,
  check: async () => (await import('./verbs/check')).checkVerb,
  compile: async () => (await import('./verbs/compile')).compileVerb,
  stage: async () => (await import('./verbs/stage')).stageVerb,
  package: async () => (await import('./verbs/package')).packageVerb,
  appinspect: async () => (await import('./verbs/appinspect')).appinspectVerb,
  serve: async () => (await import('./verbs/serve')).serveVerb,
  new: async () => (await import('./verbs/new')).newVerb,
};
