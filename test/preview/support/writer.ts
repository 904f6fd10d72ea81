import { join } from 'node:path';
import { ConfFolder } from '../../../src/preview/conf_layers/conf_folder';
import { Collection } from '../../../src/preview/kv/collection';

// Writes records and settings without end, and says each one once it is acknowledged: to be killed.
const [folder = '', round = '0'] = process.argv.slice(2);
const collection = new Collection(join(folder, 'records.jsonl'));
const conf = new ConfFolder(join(folder, 'local'));

async function records(lane: number): Promise<void> {
  for (let n = 0; ; n++) {
    const key = `${round}-${lane}-${n}`;
    await collection.save([{ _key: `${key}-a`, text: 'x'.repeat(500) }, { _key: `${key}-b` }], 'nobody');
    process.stdout.write(`record ${key}\n`);
  }
}

async function settings(): Promise<void> {
  for (let n = 0; ; n++) {
    await conf.edit('macros', `m${n % 20}`, { definition: `search ${round}-${n}`, twin: `search ${round}-${n}` });
    process.stdout.write(`setting m${n % 20} search ${round}-${n}\n`);
  }
}

void Promise.all([records(0), records(1), records(2), settings()]);
