import type { Conversion, ConversionName } from '../../spl/ast';
import { strftime } from '../time/strftime';
import { strptime } from '../time/strptime';
import type { Clock } from '../../spl/time/modifier';
import type { FieldValue, Row } from '../types';
import { addFields, fieldOf, fieldStars, withField } from '../values/row';
import { fromList, listOf, numberOf, scalarText, type Scalar } from '../values/value';
import { fillStars } from '../stats/aggregate';
import { mapBatches, type Runner } from './command';

const DEFAULT_FORMAT = '%m/%d/%Y %H:%M:%S';

/** `convert`: field values to and from times, durations, sizes and plain numbers. */
export const runConvert: Runner<'convert'> = ({ options, conversions }, { clock }) => {
  const scope: Scope = { clock, format: options.timeformat ?? DEFAULT_FORMAT };
  return mapBatches(({ fields, rows }) => {
    const steps = stepsFor(conversions, fields);
    return {
      fields: addFields(
        fields,
        steps.map(({ to }) => to),
      ),
      rows: rows.map((row) => steps.reduce((before, step) => applied(before, step, scope), row)),
    };
  });
};

interface Scope {
  readonly clock: Clock;
  readonly format: string;
}

interface Step {
  readonly from: string;
  readonly to: string;
  readonly convert: (value: Scalar, scope: Scope) => Scalar | null;
}

function stepsFor(conversions: readonly Conversion[], fields: readonly string[]): readonly Step[] {
  const none = new Set(
    conversions
      .filter((one) => one.function === 'none')
      .flatMap((one) => fields.filter((field) => fieldStars(one.field.name, field) !== null)),
  );
  return conversions.flatMap((one) =>
    fields.flatMap((from) => {
      const stars = fieldStars(one.field.name, from);
      if (stars === null || none.has(from)) return [];
      return [{ from, to: one.as === null ? from : fillStars(one.as.name, stars), convert: converters[one.function] }];
    }),
  );
}

function applied(row: Row, { from, to, convert }: Step, scope: Scope): Row {
  const values = listOf(fieldOf(row, from));
  if (values.length === 0) return row;
  const converted: FieldValue = fromList(values.flatMap((value) => convert(value, scope) ?? []));
  return withField(row, to, converted);
}

type Converter = (value: Scalar, scope: Scope) => Scalar | null;

/** Seconds of `[D+]HH:MM:SS[.mmm]`, also of `MM:SS`. */
function seconds(value: Scalar): number | null {
  const match = /^(?:(\d+)\+)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(scalarText(value).trim());
  if (match === null) return null;
  return Number(match[1] ?? 0) * 86400 + Number(match[2] ?? 0) * 3600 + Number(match[3]) * 60 + Number(match[4]);
}

const kilobytes: Readonly<Record<string, number>> = { k: 1, m: 1024, g: 1024 ** 2, t: 1024 ** 3 };

const withoutCommas: Converter = (value) => numberOf(scalarText(value).replace(/,/g, '')) ?? null;

const withoutUnit: Converter = (value) => {
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(scalarText(value).replace(/,(?=\d{3})/g, ''));
  return match === null ? null : Number(match[1]);
};

const converters: Readonly<Record<ConversionName, Converter>> = {
  // Tries the others and leaves what none of them can read.
  auto: (value) => numberOf(value) ?? withoutCommas(value, noScope) ?? seconds(value) ?? value,
  ctime: (value, { clock, format }) => {
    const epoch = numberOf(value);
    return epoch === undefined ? value : strftime(epoch, format, clock.timeZone);
  },
  dur2sec: (value) => seconds(value),
  memk: (value) => {
    const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*([kmgt]?)b?\s*$/i.exec(scalarText(value));
    return match === null ? null : Number(match[1]) * (kilobytes[(match[2] ?? '').toLowerCase()] ?? 1);
  },
  mktime: (value, { clock, format }) => strptime(scalarText(value), format, clock) ?? null,
  mstime: (value) => {
    const match = /^\s*(?:(\d+):)?(\d+)(?:\.(\d{1,3}))?\s*$/.exec(scalarText(value));
    if (match === null) return null;
    return Number(match[1] ?? 0) * 60 + Number(match[2]) + Number((match[3] ?? '0').padEnd(3, '0')) / 1000;
  },
  none: (value) => value,
  num: (value) => numberOf(value) ?? withoutCommas(value, noScope) ?? seconds(value),
  rmcomma: withoutCommas,
  rmunit: withoutUnit,
};

const noScope: Scope = { clock: { now: 0, timeZone: 'UTC' }, format: DEFAULT_FORMAT };
