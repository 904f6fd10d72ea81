import { regexFlag } from './regex_flag';

/** `m` behind `re`: `^` and `$` match at line breaks too. */
export const reMultiline = regexFlag('multiline');
