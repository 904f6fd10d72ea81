import { engineMessage } from '../problem';
import { pick } from '../values/row';
import { collect, type Runner } from './command';

/** `outputlookup`: writes the rows to a lookup and passes them on. */
export const runOutputlookup: Runner<'outputlookup'> = ({ lookup, options, span }, context) =>
  async function* (input) {
    const { fields, rows } = await collect(input, context);
    const kept = options.max === undefined ? rows : rows.slice(0, options.max);
    if (rows.length > 0 || options.override_if_empty !== false) {
      const how = {
        append: options.append ?? false,
        ...(options.key_field === undefined ? {} : { keyField: options.key_field }),
      };
      await write(
        lookup,
        kept.map((row) => pick(row, fields)),
        how,
      );
    }
    yield { fields, rows };

    async function write(...args: Parameters<typeof context.environment.writeLookup>): Promise<void> {
      try {
        await context.environment.writeLookup(...args);
      } catch (error) {
        context.report(
          engineMessage('lookupWrite', 'error', span, {
            message: `The lookup "${lookup}" was not written: ${error instanceof Error ? error.message : String(error)}`,
            hint: 'Check that the lookup is defined and may be written.',
          }),
        );
      }
    }
  };
