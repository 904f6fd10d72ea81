import { checkRegex } from '../regex';
import { problem, textModifier } from './modifier';

/** `re`: the value is a regular expression, found anywhere in the field, upper and lower case apart. */
export const re = textModifier(({ written }) => {
  const wrong = checkRegex(written);
  if (wrong !== undefined)
    return problem(`the regular expression is not valid: ${wrong}`, 'Correct the expression; test it as PCRE.');
  return { kind: 'regex', pattern: written, flags: { ignoreCase: false, multiline: false, dotAll: false } };
});
