import { diagnosticFor, type Diagnostic } from '../../core/diagnostic';
import { parseExpanded } from '../../engine/parse_expanded';
import { SearchProblem } from '../../engine/problem';
import type { Pipeline } from '../../spl/ast';
import { RestError } from '../http/rest_error';
import type { Services } from '../services';
import type { JobSpec } from './job';
import { asCommand } from './job_request';
import { messageOf } from './jobs';
import { searchEnvironment } from './search_environment';

export type ParsedSearch =
  | { readonly kind: 'parsed'; readonly pipeline: Pipeline; readonly warnings: readonly Diagnostic[] }
  | { readonly kind: 'problem'; readonly diagnostic: Diagnostic };

/** A search's tree as this user would run it in this app, macros expanded; or its first error. */
export function parseFor(spec: Pick<JobSpec, 'search' | 'app' | 'owner'>, services: Services): ParsedSearch {
  const warnings: Diagnostic[] = [];
  const scope = {
    environment: searchEnvironment({ app: spec.app, owner: spec.owner }, services),
    clock: { now: services.now() / 1000, timeZone: services.timeZone },
    precedence: 'or-first' as const,
    report: (one: Diagnostic): void => void warnings.push(one),
  };
  try {
    return {
      kind: 'parsed',
      pipeline: parseExpanded({ name: '<search>', text: asCommand(spec.search) }, scope),
      warnings,
    };
  } catch (error) {
    return { kind: 'problem', diagnostic: error instanceof SearchProblem ? error.diagnostic : outOfReach(error) };
  }
}

/** Ends a request with 400 and a FATAL message, as splunkd words what it can't parse (reference 2.4). */
export function requireParsed(spec: Pick<JobSpec, 'search' | 'app' | 'owner'>, services: Services): Pipeline {
  const parsed = parseFor(spec, services);
  if (parsed.kind === 'problem') throw new RestError(400, problemText(spec.search, parsed.diagnostic), 'FATAL');
  const unknown = parsed.warnings.find(({ severity }) => severity === 'error');
  if (unknown !== undefined) throw new RestError(400, messageOf(unknown).text, 'FATAL');
  return parsed.pipeline;
}

/** A condition where a command should be (`index=main | …` without `search`) is to splunkd a command that it does not know. */
function problemText(search: string, diagnostic: Diagnostic): string {
  const word = /^\s*(?:\|\s*)?([\w.:-]+)\s*(?:!?=|<|>)/.exec(search)?.[1];
  const { text } = messageOf(diagnostic);
  return word === undefined || diagnostic.line !== 1 ? text : `Unknown search command '${word}'. ${text}`;
}

function outOfReach(error: unknown): Diagnostic {
  return diagnosticFor('<search>', {
    code: 'WW1107',
    severity: 'error',
    message: `the search can't be parsed: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'shorten it; if it is short, report it with its text',
  });
}
