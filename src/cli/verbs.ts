import type { Verb } from './verb';
import { appinspectVerb } from './verbs/appinspect';
import { packageVerb } from './verbs/package';
import { compileVerb } from './verbs/compile';
import { stageVerb } from './verbs/stage';
import { convertVerb } from './verbs/convert';
import { generateVerb } from './verbs/generate';
import { matchVerb } from './verbs/match';
import { readVerb } from './verbs/read';
import { searchVerb } from './verbs/search';
import { serveVerb } from './verbs/serve';

/** Every verb, in the order of the overview: a new one costs its file in verbs/ and a line here. */
export const verbs: readonly Verb[] = [
  readVerb,
  matchVerb,
  searchVerb,
  convertVerb,
  generateVerb,
  compileVerb,
  stageVerb,
  packageVerb,
  appinspectVerb,
  serveVerb,
];
