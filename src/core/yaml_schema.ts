import { Document, isScalar, type DocumentOptions, type ParseOptions, type ScalarTag, type SchemaOptions } from 'yaml';

/** YAML 1.1 with merge keys; dates stay text. */
export const yamlOptions: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  merge: true,
  prettyErrors: false,
  logLevel: 'silent',
  customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp'),
};

const plainTags: readonly ScalarTag[] = new Document(null, yamlOptions).schema.tags.filter(
  (tag): tag is ScalarTag => tag.collection === undefined && tag.default === true && tag.test !== undefined,
);

/** Numbers begin with a digit, a sign or a point; truth values and null are words of up to five letters. */
const mayBeMore = /^(?:[-+.~\d]|[yYnNtTfFoO][A-Za-z]{0,4}$)/;

/** What the schema makes of a plain scalar's text. */
export function plainValue(text: string): string | number | boolean | null {
  if (!mayBeMore.test(text)) return text;
  const tag = plainTags.find(({ test }) => test?.test(text) === true);
  if (tag === undefined) return text;
  const resolved = tag.resolve(text, () => undefined, {});
  const value: unknown = isScalar(resolved) ? resolved.value : resolved;
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : text;
}
