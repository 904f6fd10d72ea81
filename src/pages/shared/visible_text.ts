/**
 * Characters that nobody sees and that turn a name into another: of direction (U+202E makes `gpj.exe` look like
 * `exe.jpg`), of no width, of control. Tab and line break are seen.
 */
const UNSEEN =
  /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\xAD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]|(?<=[!-~])[\u200C\u200D]|[\u200C\u200D](?=[!-~])/gu;

/** A name or command line as it is shown: what cannot be seen in it as `[U+202E]`. */
export const visibleText = (text: string): string =>
  text.replace(UNSEEN, (unseen) => `[U+${(unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
