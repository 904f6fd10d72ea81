import { blanksEnd, character, isLineEnd } from './yaml_lines';

/** Thrown where the text is not surely what this reader knows; one object, as it is no failure. */
export const unusual = new Error('this YAML is for the library');

/** Thrown where a line of a quoted text stands at the margin: the library would miss the closing quote. */
export const margin = new Error('this YAML wants its quoted lines indented');

/** What a plain key begins with here, or a whole quoted key. */
const keyStart = /[\p{L}\d_]|'[^'\r\n]{1,1000}'|"[^"\\\r\n]{1,1000}"/uy;
const plainStart = /[^\s\-?:,[\]{}#&*!|>'"%@`]|-[^\s]/y;
/** The specification's limit is 1,024 characters. */
const longestKey = 1000;

/** A text that is read line by line, with the column of each line's content. */
export class YamlCursor {
  at = 0;
  /** The column of the line's content once `nextLine` has found it; -1 at the end of the text. */
  indent = 0;
  /** Whether `nextLine` went over a line with a comment alone. */
  isBelowComment = false;

  constructor(readonly text: string) {}

  /** Whether a plain scalar may begin here. */
  isPlainStart(): boolean {
    plainStart.lastIndex = this.at;
    return plainStart.test(this.text);
  }

  /** The end of a plain scalar's text in this line; `at` moves to the line's end or comment. */
  plainLine(from: number): number {
    const { text } = this;
    let end = from;
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (isLineEnd(code) || (code === character.hash && text.charCodeAt(at - 1) === character.blank)) break;
      if (code === character.tab || (code === character.colon && this.isBlankOrEnd(at + 1))) throw unusual;
      if (code !== character.blank) end = at + 1;
    }
    this.at = at;
    return end;
  }

  /** Where the next line of a plain scalar begins, or -1 when it ends here. */
  continuation(column: number): number {
    const { text } = this;
    let at = this.at;
    while (isLineEnd(text.charCodeAt(at))) {
      const line = text.indexOf('\n', at) + 1;
      at = blanksEnd(text, line);
      const code = text.charCodeAt(at);
      if (isLineEnd(code)) continue;
      return at < text.length && at - line > column && code !== character.hash ? at : -1;
    }
    return -1;
  }

  /** From the end of a value to the next line that has content. */
  endLine(): void {
    const end = this.skipBlanks();
    if (!this.isLineOver()) throw unusual;
    const line = this.text.indexOf('\n', end);
    this.at = line === -1 ? this.text.length : line + 1;
    this.nextLine();
  }

  /** From the start of a line to the first content, over empty lines and comments; gives the content's column. */
  nextLine(): number {
    const { text } = this;
    this.isBelowComment = false;
    for (let line = this.at; ;) {
      const at = blanksEnd(text, line);
      const code = text.charCodeAt(at);
      if (code === character.tab) throw unusual;
      if (!isLineEnd(code) && code !== character.hash) {
        this.at = at;
        this.indent = at < text.length ? at - line : -1;
        return this.indent;
      }
      if (code === character.hash) this.isBelowComment = true;
      line = text.indexOf('\n', at) + 1 || text.length;
    }
  }

  skipBlanks(): number {
    this.at = blanksEnd(this.text, this.at);
    return this.at;
  }

  /** Whether nothing but a comment is left in this line. */
  isLineOver(): boolean {
    const code = this.text.charCodeAt(this.at);
    if (code === character.hash) return this.text.charCodeAt(this.at - 1) === character.blank;
    return isLineEnd(code) || this.at >= this.text.length;
  }

  private isBlankOrEnd(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === character.blank || isLineEnd(code) || at >= this.text.length;
  }

  isDash(): boolean {
    return this.text.charCodeAt(this.at) === character.minus && this.isBlankOrEnd(this.at + 1);
  }

  /** Where the key at `at` ends, quotes included; -1 when there is none. */
  keyEnd(): number {
    const { text } = this;
    keyStart.lastIndex = this.at;
    if (!keyStart.test(text)) return -1;
    if (isQuoted(text, this.at)) return this.isColon(keyStart.lastIndex) ? keyStart.lastIndex : -1;
    const last = Math.min(text.length, this.at + longestKey);
    for (let at = keyStart.lastIndex; at < last; at++) {
      const code = text.charCodeAt(at);
      if (isLineEnd(code) || code === character.hash || code === character.tab) return -1;
      if (this.isColon(at)) return text.charCodeAt(at - 1) === character.blank ? -1 : at;
    }
    return -1;
  }

  private isColon(at: number): boolean {
    return this.text.charCodeAt(at) === character.colon && this.isBlankOrEnd(at + 1);
  }
}

/** Whether a quote stands here. */
export function isQuoted(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === character.quote || code === character.doubleQuote;
}
