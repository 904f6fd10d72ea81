import { regexFlag } from './regex_flag';

/** `s` behind `re`: the dot matches line breaks too. */
export const reDotAll = regexFlag('dotAll');
