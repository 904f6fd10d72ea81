import { regexFlag } from './regex_flag';

/** `i` behind `re`: letters match in either case. */
export const reIgnoreCase = regexFlag('ignoreCase');
