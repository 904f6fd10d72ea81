import { type BinElement, type BinPart, fragmentContent, readElement } from './binxml';
import { type ChunkBytes, DamagedError } from './chunk_bytes';

/** Templates: the shape that records of one kind share, read once a chunk. */

export interface Template {
  readonly root: BinElement;
  /** How many values it has places for. */
  readonly values: number;
  /** Behind its definition. */
  readonly end: number;
  /** What decides whether a record is of interest, found once: literal text or the place of a value. */
  readonly route: TemplateRoute;
}

export interface TemplateRoute {
  readonly eventId: readonly BinPart[];
  readonly provider: readonly BinPart[];
  readonly channel: readonly BinPart[];
  readonly computer: readonly BinPart[];
}

/** A record's use of a template: where its values are described and stored. */
export interface TemplateInstance {
  readonly template: Template;
  readonly count: number;
  readonly descriptors: number;
  readonly values: number;
}

const HEADER = 10;
const DEFINITION_HEADER = 24;

/** The templates of one chunk by the offset of their definition. */
export class TemplateCache {
  private readonly templates = new Map<number, Template>();

  constructor(private readonly chunk: ChunkBytes) {}

  /** The instance at `at` (its token), whose bytes end before `end`. Throws DamagedError. */
  instance(at: number, end: number): TemplateInstance {
    const { chunk } = this;
    const definition = chunk.u32(at + 6);
    const template = this.definition(definition);
    const after = definition === at + HEADER ? template.end : at + HEADER;
    const count = chunk.u32(after);
    const values = after + 4 + count * 4;
    if (count > 0xffff || values > end)
      throw new DamagedError(`a template's values run past their record (offset ${after})`);
    if (count < template.values)
      throw new DamagedError(`a template has places for more values than there are (offset ${after})`);
    return { template, count, descriptors: after + 4, values };
  }

  private definition(offset: number): Template {
    const known = this.templates.get(offset);
    if (known !== undefined) return known;
    const { chunk } = this;
    const start = offset + DEFINITION_HEADER;
    const content = fragmentContent(chunk, start);
    const { root, end } = readElement(chunk, content.at, chunk.buffer.length, true);
    // The definition's own length may be damaged; its end is the token behind its element.
    const template = { root, values: valuesOf([root]), end: end + 1, route: routeOf(root) };
    this.templates.set(offset, template);
    return template;
  }
}

function valuesOf(parts: readonly BinPart[]): number {
  return Math.max(
    0,
    ...parts.map((part) => {
      if (typeof part === 'string') return 0;
      if (part.kind === 'substitution') return part.index + 1;
      return Math.max(valuesOf(part.children), ...part.attributes.map((attribute) => valuesOf(attribute.parts)));
    }),
  );
}

/** Where the event id, the provider, the channel and the computer of an `<Event>` stand. */
export function routeOf(root: BinElement): TemplateRoute {
  const system = child(root, 'System');
  const parts = (name: string): readonly BinPart[] =>
    system === undefined ? [] : (child(system, name)?.children ?? []);
  const provider = system === undefined ? undefined : child(system, 'Provider');
  const name = provider?.attributes.find((attribute) => attribute.name === 'Name');
  return {
    eventId: parts('EventID'),
    provider: name?.parts ?? [],
    channel: parts('Channel'),
    computer: parts('Computer'),
  };
}

function child(element: BinElement, name: string): BinElement | undefined {
  return element.children.find(
    (part): part is BinElement => typeof part !== 'string' && part.kind === 'element' && part.name === name,
  );
}
