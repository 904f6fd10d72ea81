import type { Verb } from './verb';
import { appinspectVerb } from './verbs/appinspect';
import { packageVerb } from './verbs/package';
import { checkVerb } from './verbs/check';
import { compileVerb } from './verbs/compile';
import { stageVerb } from './verbs/stage';
import { convertVerb } from './verbs/convert';
import { generateVerb } from './verbs/generate';
import { newVerb } from './verbs/new';
import { matchVerb } from './verbs/match';
import { readVerb } from './verbs/read';
import { searchVerb } from './verbs/search';
import { testVerb } from './verbs/test';
import { serveVerb } from './verbs/serve';

/** Every verb, in the order of the overview: a new one costs its file in verbs/ and a line here. */
export const verbs: readonly Verb[] = [
  readVerb,
  matchVerb,
  searchVerb,
  convertVerb,
  testVerb,
  generateVerb,
  checkVerb,
  compileVerb,
  stageVerb,
  packageVerb,
  appinspectVerb,
  serveVerb,
  newVerb,
];
