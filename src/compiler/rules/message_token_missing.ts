import { didYouMean } from '../../core/suggest';
import { openTokensOf, placeOf, riskMessagePaths, tokensOf } from './places';
import type { Rule } from './rule';

/** A token that no row fills stays in the message as it is. */
export const messageTokenMissing: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Tokens of the risk message come out of the search',
  check({ detection, output }, _library, report) {
    for (const { token } of openTokensOf(detection.risk.message))
      report(placeOf(detection, riskMessagePaths), `The token ${token} is not closed by a second $`, `write ${token}$`);
    if (output.open) return;
    for (const token of new Set(tokensOf(detection.risk.message))) {
      if (output.names.has(token)) continue;
      report(
        placeOf(detection, riskMessagePaths),
        `The search gives no field for $${token}$ in the risk message`,
        didYouMean(token, output.names, `The search gives ${[...output.names].slice(0, 8).join(', ')}.`),
      );
    }
  },
};
