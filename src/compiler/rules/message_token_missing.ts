import type { Span } from '../../core/source';
import { didYouMean } from '../../core/suggest';
import type { Detection } from '../detection';
import { isPresent, openTokensOf, tokensIn } from './places';
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
  return pathsOf(detection)
    .filter((path) => isPresent(detection, path))
    .map((path) => detection.at(path));
}

function pathsOf({ origin, risk }: Detection): readonly string[] {
  if (origin.format === 'escu' && origin.generation === 'v6')
    return ['finding.title', ...risk.objects.map((_, index) => `intermediate_findings.entities.${index}.message`)];
  if (risk.message === '') return [];
  if (origin.format === 'sigma') return ['webshell_watch.rba.message'];
  return [origin.generation === 'v4' ? 'tags.message' : 'rba.message'];
}
