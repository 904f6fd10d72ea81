/** The characters of the bytes 0x80 to 0x9f (Encoding Standard, index windows-1252); the others are those of Latin-1. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text in Windows' Western code page. Node's own decoder takes it for Latin-1, in which these bytes are controls. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (letter) => HIGH.charAt(letter.charCodeAt(0) - 0x80));
}
