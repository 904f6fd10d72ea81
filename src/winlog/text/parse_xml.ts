import { changeStretches } from '../../core/stretches';
import type { XmlAttribute, XmlElement } from '../xml_tree';

/**
 * A lenient reader for one `<Event>`: Windows and its collectors write a small part of XML, sometimes with characters
 * that XML forbids, which a strict parser would lose. Gives nothing where tags do not fit together.
 */
export function parseXml(text: string): XmlElement | undefined {
  const open: OpenElement[] = [{ name: '', attributes: [], children: [] }];
  let at = 0;
  for (;;) {
    const start = text.indexOf('<', at);
    const top = open.at(-1);
    if (top === undefined) return undefined;
    if (start === -1) break;
    if (start > at) top.children.push(decodeEntities(text.slice(at, start)));
    const end = readTag(text, start, open);
    if (end === -1) return undefined;
    at = end;
  }
  const [root, second] = open;
  if (root === undefined || second !== undefined) return undefined;
  return root.children.find((child) => typeof child !== 'string');
}

interface OpenElement {
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: (XmlElement | string)[];
}

const MAX_DEPTH = 128;
const START_TAG = /<([^\s/>="'<]+)((?:\s+[^\s=/>"'<]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y;
const END_TAG = /<\/([^\s>]+)\s*>/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Reads the tag at `start` into the open elements; gives the place behind it, -1 when it is none. */
function readTag(text: string, start: number, open: OpenElement[]): number {
  if (text.startsWith('<![CDATA[', start)) return readCData(text, start, open);
  if (text.startsWith('<!--', start)) return behind(text, '-->', start);
  if (text.startsWith('<?', start) || text.startsWith('<!', start)) return behind(text, '>', start);
  if (text.startsWith('</', start)) return readEnd(text, start, open);
  START_TAG.lastIndex = start;
  const match = START_TAG.exec(text);
  if (match === null || open.length > MAX_DEPTH) return -1;
  const element = { name: withoutPrefix(match[1] ?? ''), attributes: attributesOf(match[2] ?? ''), children: [] };
  open.at(-1)?.children.push(element);
  if (match[3] !== '/') open.push(element);
  return START_TAG.lastIndex;
}

function readEnd(text: string, start: number, open: OpenElement[]): number {
  END_TAG.lastIndex = start;
  const match = END_TAG.exec(text);
  if (match === null || open.length < 2 || open.pop()?.name !== withoutPrefix(match[1] ?? '')) return -1;
  return END_TAG.lastIndex;
}

/** Collectors may put the events' namespace on a prefix. */
function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function readCData(text: string, start: number, open: OpenElement[]): number {
  const end = text.indexOf(']]>', start);
  if (end === -1) return -1;
  open.at(-1)?.children.push(text.slice(start + '<![CDATA['.length, end));
  return end + 3;
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

function attributesOf(text: string): readonly XmlAttribute[] {
  if (text === '') return [];
  return [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => ({
    name,
    value: decodeEntities(double ?? single ?? ''),
  }));
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Entities as text; one that is not known stays as it is written. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? changeStretches(text, decodeStretch) : text;
}

function decodeStretch(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
