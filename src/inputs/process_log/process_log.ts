import { access, constants } from 'node:fs/promises';
import { errorText } from '../../modinput/thrown';
import { defineInput } from '../../modinput/definition/define_input';
import { processLogDefinition } from './definition';
import { findFiles } from './find_files';
import { placesType } from './places';
import { LogReader } from './log_reader';

/** A one-shot run goes round again for files that are being written right now, but not for ever. */
const MOST_ROUNDS = 3;

export const processLog = defineInput({
  ...processLogDefinition,
  checkpoint: placesType,
  validate: async ({ arguments: { paths } }) => {
    const { files, missing } = await findFiles(paths);
    const unreadable = await Promise.all(files.slice(0, 100).map(({ path }) => whyUnreadable(path)));
    return [...missing.map(({ path, reason }) => `"${path}" can't be read: ${reason}`), ...unreadable.flat()];
  },
  stream: async (context) => {
    const { follow, poll_interval: pollInterval } = context.arguments;
    const reader = new LogReader(context);
    for (let round = 1; !context.signal.aborted; round++) {
      const { unsettled } = await reader.readNews();
      if (!follow && (unsettled === 0 || round === MOST_ROUNDS)) return;
      await context.flush();
      await context.clock.sleep(follow ? pollInterval * 1000 : reader.settleMilliseconds, context.signal);
    }
  },
});

async function whyUnreadable(path: string): Promise<readonly string[]> {
  return access(path, constants.R_OK).then(
    () => [],
    (error: unknown) => [`"${path}" can't be read: ${errorText(error)}`],
  );
}
