import type { Span } from '../../core/source';
import { didYouMean } from '../../core/suggest';
import type { Detection } from '../detection';
import { isPresent, openTokensOf, riskMessagePaths, tokensIn } from './places';
import type { Rule } from './rule';

/** A token that no row fills stays in the message as it is. */
export const messageTokenMissing: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Tokens of risk messages come out of the search',
  check({ detection, output }, _library, report) {
    for (const message of messagesOf(detection)) {
      const text = message.source.text.slice(message.start, message.end);
      const at = (start: number, length: number): Span => ({
        ...message,
        start: message.start + start,
        end: message.start + start + length,
      });
      for (const { token, start } of openTokensOf(text))
        report(at(start, token.length), `The token ${token} is not closed by a second $`, `write ${token}$`);
      if (output.open) continue;
      for (const { token, start, length } of tokensIn(text))
        if (!output.names.has(token))
          report(
            at(start, length),
            `The search gives no field for $${token}$ in the risk message`,
            didYouMean(token, output.names, `The search gives ${[...output.names].slice(0, 8).join(', ')}.`),
          );
    }
  },
};

/** Where the messages stand: one of the risk, and in version 6 the finding's title and one of each entity. */
function messagesOf(detection: Detection): readonly Span[] {
  const paths =
    detection.origin.format === 'escu' && detection.origin.generation === 'v6'
      ? ['finding.title', ...entityMessages(detection)]
      : detection.risk.message === ''
        ? []
        : riskMessagePaths;
  return paths.filter((path) => isPresent(detection, path)).map((path) => detection.at(path));
}

function entityMessages(detection: Detection): readonly string[] {
  return detection.risk.objects.map((_, index) => `intermediate_findings.entities.${index}.message`);
}
