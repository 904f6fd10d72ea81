import { openDuckEngine } from '../../../src/preview/duck_engine';
import { startPreview } from '../../../src/preview/start';

// Runs a preview with its inputs and says what it stores: to be killed. Says "done" once the inputs have ended their run.
const [dataFolder = '', appFolder = ''] = process.argv.slice(2);

void startPreview({
  dataFolder,
  appFolder,
  host: '127.0.0.1',
  webPort: 0,
  managementPort: 0,
  password: 'correct horse',
  isSample: false,
  now: () => Date.now(),
  say: () => undefined,
  openEngine: async (folder) => {
    const engine = await openDuckEngine(folder);
    return {
      ...engine,
      append: async (events) => {
        process.stdout.write('taken\n');
        await engine.append(events);
        process.stdout.write('stored\n');
      },
    };
  },
}).then(async (preview) => {
  await preview.services.inputs.firstPass();
  process.stdout.write('done\n');
  await preview.close();
  process.exit(0);
});
