import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesDataset, processesFields } from '../../src/cim/model';
import { corpus } from '../support/corpus';

const reference = join(corpus('process-logs') ?? '', '..', '..', 'reference', 'cim-endpoint-processes.json');
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

(existsSync(reference) ? test : test.skip)('the fields are those of the published data model', () => {
  const published: unknown = JSON.parse(readFileSync(reference, 'utf8'));
  const { fields, constraint_tags: tags } = isObject(published) ? published : {};
  const theirs = Object.entries(isObject(fields) ? fields : {}).map(([name, field]) => {
    const { source, type, multivalue, recommended } = isObject(field) ? field : {};
    const known = name === '_time' ? 'time' : 'string';
    return [name, { source, type: type ?? known, multivalue: multivalue === true, recommended: recommended === true }];
  });
  expect(processesFields).toEqual(Object.fromEntries(theirs));
  expect(processesDataset.tags).toEqual(tags);
});
