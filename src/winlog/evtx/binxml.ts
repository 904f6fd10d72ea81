import { DamagedError, type ChunkBytes } from './chunk_bytes';

/** Binary XML as Windows stores it ([MS-EVEN6] 2.2.12): tokens → a tree whose leaves are text or places for values. */

export interface BinElement {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly parts: readonly BinPart[] }[];
  readonly children: readonly BinPart[];
}

/** The place of a value in a template; an optional one without value takes its element or attribute with it. */
export interface Substitution {
  readonly kind: 'substitution';
  readonly index: number;
  readonly optional: boolean;
}

export type BinPart = string | BinElement | Substitution;

const TOKEN = {
  endOfFragment: 0x00,
  openStart: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cData: 0x07,
  characterReference: 0x08,
  entityReference: 0x09,
  instructionTarget: 0x0a,
  instructionData: 0x0b,
  templateInstance: 0x0c,
  normalSubstitution: 0x0d,
  optionalSubstitution: 0x0e,
  fragmentHeader: 0x0f,
} as const;

const MORE = 0x40;
const MAX_DEPTH = 128;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Where a fragment's content begins, behind its header where it has one, and what stands there. */
export function fragmentContent(chunk: ChunkBytes, at: number): { readonly at: number; readonly isTemplate: boolean } {
  const start = chunk.u8(at) === TOKEN.fragmentHeader ? at + 4 : at;
  return { at: start, isTemplate: chunk.u8(start) === TOKEN.templateInstance };
}

/** The element at `at`. Inside a template definition an element carries a dependency id; written directly it has none. */
export function readElement(chunk: ChunkBytes, at: number, end: number, inTemplate: boolean): ReadElement {
  const reader = new Reader(chunk, at, Math.min(end, chunk.buffer.length), inTemplate);
  reader.skipInstructions();
  const root = reader.element(0);
  return { root, end: reader.place };
}

export interface ReadElement {
  readonly root: BinElement;
  /** The place behind it. */
  readonly end: number;
}

class Reader {
  constructor(
    private readonly chunk: ChunkBytes,
    private at: number,
    private readonly end: number,
    private readonly inTemplate: boolean,
  ) {}

  get place(): number {
    return this.at;
  }

  element(depth: number): BinElement {
    if (depth > MAX_DEPTH) throw new DamagedError(`elements are nested more than ${MAX_DEPTH} deep`);
    const token = this.byte();
    if ((token & ~MORE) !== TOKEN.openStart) throw unexpected(token, this.at - 1);
    // Dependency id where there is one, then the size of the element, which the tokens tell too.
    this.at += this.inTemplate ? 6 : 4;
    const name = this.name();
    const attributes = (token & MORE) === 0 ? [] : this.attributes();
    const close = this.byte();
    if (close === TOKEN.closeEmpty) return { kind: 'element', name, attributes, children: [] };
    if (close !== TOKEN.closeStart) throw unexpected(close, this.at - 1);
    return { kind: 'element', name, attributes, children: this.children(depth) };
  }

  skipInstructions(): void {
    for (;;) {
      const token = this.chunk.u8(this.at);
      if (token === TOKEN.instructionTarget) {
        this.at += 1;
        this.name();
      } else if (token === TOKEN.instructionData) {
        this.at += 1;
        this.text();
      } else return;
    }
  }

  private attributes(): BinElement['attributes'] {
    this.at += 4;
    const attributes: { name: string; parts: readonly BinPart[] }[] = [];
    while ((this.chunk.u8(this.at) & ~MORE) === TOKEN.attribute) {
      this.at += 1;
      const name = this.name();
      attributes.push({ name, parts: this.attributeParts() });
      this.checkEnd();
    }
    return attributes;
  }

  private attributeParts(): readonly BinPart[] {
    const parts: BinPart[] = [];
    for (;;) {
      const token = this.chunk.u8(this.at) & ~MORE;
      if (token === TOKEN.attribute || token === TOKEN.closeStart || token === TOKEN.closeEmpty) return parts;
      this.at += 1;
      parts.push(this.leaf(token));
      this.checkEnd();
    }
  }

  private children(depth: number): readonly BinPart[] {
    const children: BinPart[] = [];
    for (;;) {
      this.checkEnd();
      this.skipInstructions();
      const token = this.chunk.u8(this.at) & ~MORE;
      if (token === TOKEN.endElement) {
        this.at += 1;
        return children;
      }
      if (token === TOKEN.openStart) children.push(this.element(depth + 1));
      else {
        this.at += 1;
        children.push(this.leaf(token));
      }
    }
  }

  /** The text or substitution behind a token that was just read. */
  private leaf(token: number): string | Substitution {
    switch (token) {
      case TOKEN.value:
        return this.value();
      case TOKEN.cData:
        return this.text();
      case TOKEN.characterReference:
        this.at += 2;
        return String.fromCharCode(this.chunk.u16(this.at - 2));
      case TOKEN.entityReference:
        return this.entity();
      case TOKEN.normalSubstitution:
      case TOKEN.optionalSubstitution:
        this.at += 3;
        return {
          kind: 'substitution',
          index: this.chunk.u16(this.at - 3),
          optional: token === TOKEN.optionalSubstitution,
        };
      default:
        throw unexpected(token, this.at - 1);
    }
  }

  private entity(): string {
    const name = this.name();
    return ENTITIES[name] ?? `&${name};`;
  }

  /** A literal value; the format allows text alone here. */
  private value(): string {
    const type = this.byte();
    if (type !== 0x01) throw new DamagedError(`a literal of value type ${type} at chunk offset ${this.at - 1}`);
    return this.text();
  }

  private text(): string {
    const units = this.chunk.u16(this.at);
    const text = this.chunk.utf16(this.at + 2, units);
    this.at += 2 + units * 2;
    return text;
  }

  /** A name is stored where it is first used; later uses point there. */
  private name(): string {
    const offset = this.chunk.u32(this.at);
    this.at += 4;
    const name = this.chunk.name(offset);
    if (offset === this.at) this.at += 10 + name.length * 2;
    return name;
  }

  private byte(): number {
    this.at += 1;
    return this.chunk.u8(this.at - 1);
  }

  private checkEnd(): void {
    if (this.at >= this.end) throw new DamagedError(`binary XML runs past its end at chunk offset ${this.end}`);
  }
}

function unexpected(token: number, at: number): DamagedError {
  return new DamagedError(`unexpected binary XML token 0x${token.toString(16)} at chunk offset ${at}`);
}
