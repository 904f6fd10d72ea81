import type { Detection } from '../detection';
import { isPresent, placeOf } from './places';
import type { Rule } from './rule';

/** TTP and Anomaly add risk; Hunting and Correlation do not (contentctl, from version 5 on). */
export const riskForType: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'A detection adds risk when its type does',
  check({ detection }, _library, report) {
    if (detection.status !== 'production') return;
    const { wanted, refused, hint } = risksOf(detection);
    const adds = detection.type === 'TTP' || detection.type === 'Anomaly';
    const found = refused.find((key) => isPresent(detection, key));
    if (adds && wanted.length > 0 && !wanted.some((key) => isPresent(detection, key)))
      report(detection.at('type'), `A detection of type ${detection.type} needs ${hint}`, `add ${hint}`);
    if (!adds && found !== undefined)
      report(
        placeOf(detection, [found]),
        `A detection of type ${detection.type} adds no risk`,
        `remove ${found}, or change the type`,
      );
  },
};

interface Risks {
  /** Keys one of which makes risk. */
  readonly wanted: readonly string[];
  /** Keys that a type without risk has not. */
  readonly refused: readonly string[];
  readonly hint: string;
}

/** In version 6 a correlation reports a finding of its own. */
function risksOf({ origin, type }: Detection): Risks {
  if (origin.format === 'escu' && origin.generation === 'v5')
    return { wanted: ['rba'], refused: ['rba'], hint: 'rba: with message and risk_objects' };
  if (origin.format === 'sigma' || origin.generation === 'v4') return { wanted: [], refused: [], hint: '' };
  const keys = ['finding', 'intermediate_findings'];
  return { wanted: keys, refused: type === 'Correlation' ? [] : keys, hint: 'finding: or intermediate_findings:' };
}
