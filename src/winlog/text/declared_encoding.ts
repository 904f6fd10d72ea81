/** The encoding that a text log's XML declaration names. */

export interface DeclaredEncoding {
  /** As the file writes it. */
  readonly name: string;
  /** As TextDecoder knows it; undefined where it knows no such encoding. */
  readonly label: string | undefined;
}

const DECLARATION = /^(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** Windows' numbers of code pages that the Encoding Standard knows under other names alone. */
const CODE_PAGES: Readonly<Record<string, string>> = {
  '874': 'windows-874',
  '932': 'shift_jis',
  '936': 'gbk',
  '949': 'euc-kr',
  '950': 'big5',
};

/** What the declaration at a file's start says; undefined without one, and where it names what the bytes show anyway. */
export function declaredEncoding(head: Buffer): DeclaredEncoding | undefined {
  const name = DECLARATION.exec(head.toString('latin1', 0, 512))?.[1];
  if (name === undefined) return undefined;
  const page = /^(?:cp|windows-)?(\d{3})$/i.exec(name)?.[1] ?? '';
  const label = knownLabel(CODE_PAGES[page] ?? name);
  // A declaration that was read byte by byte is in no UTF-16, whatever it says: the text was changed and it was not.
  return label?.startsWith('utf-') === true ? undefined : { name, label };
}

function knownLabel(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
