import { mapRows, type Runner } from './command';

/** `setfields`: the same values in every row. */
export const runSetfields: Runner<'setfields'> = ({ settings }) => {
  const values = Object.fromEntries(settings.map(({ as, value }) => [as.name, value]));
  return mapRows((row) => ({ ...row, ...values }), Object.keys(values));
};
