import { isUtf8 } from 'node:buffer';
import { declaredEncoding } from './declared_encoding';
import { decodeWindows1252 } from './windows_1252';

/** The characters of a stretch of a text log. */
export interface DecodedText {
  readonly text: string;
  /** Why characters beyond ASCII may be others than were meant. */
  readonly doubt: string | undefined;
}

export type DecodeText = (bytes: Buffer) => DecodedText;

/** Each byte is a character: any bytes at all are text in these, so that being valid UTF-8 says more. */
const SINGLE_BYTE = /^(?:windows-|iso-8859-|koi8-|macintosh$|x-mac-|ibm866$)/;

/**
 * How the stretches of a text that begins so are read: as UTF-8 where they are, else as the XML declaration says, else as
 * Windows' Western code page, so that no character is lost; then with a doubt.
 */
export function textDecoder(head: Buffer): DecodeText {
  const declared = declaredEncoding(head);
  if (declared === undefined) return utf8Or('they are no UTF-8, and the file declares no other encoding');
  const { name, label } = declared;
  if (label === undefined) return utf8Or(`the declared encoding "${name}" is not known here`);
  const decode = label === 'windows-1252' ? western : strictDecoder(label, name);
  return SINGLE_BYTE.test(label) ? (bytes) => (isUtf8(bytes) ? utf8(bytes) : decode(bytes)) : decode;
}

function western(bytes: Buffer): DecodedText {
  return { text: decodeWindows1252(bytes), doubt: undefined };
}

function strictDecoder(label: string, name: string): DecodeText {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  const otherwise = utf8Or(`they are not in the declared encoding "${name}"`);
  return (bytes) => {
    try {
      return { text: decoder.decode(bytes), doubt: undefined };
    } catch {
      return otherwise(bytes);
    }
  };
}

function utf8Or(reason: string): DecodeText {
  const doubt = `characters beyond ASCII are read as windows-1252: ${reason}`;
  return (bytes) => (isUtf8(bytes) ? utf8(bytes) : { text: decodeWindows1252(bytes), doubt });
}

function utf8(bytes: Buffer): DecodedText {
  return { text: bytes.toString('utf8'), doubt: undefined };
}
