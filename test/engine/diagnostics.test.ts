import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineCodes } from '../../src/engine/problem';

test('every code of the engine is explained', () => {
  const text = readFileSync(join(__dirname, '../../docs/diagnostics/10.md'), 'utf8');
  for (const code of Object.values(engineCodes)) expect(text).toContain(`## ${code}\n`);
});
