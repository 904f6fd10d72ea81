import type { MacroDefinition } from '../../spl/macros';
import { arrayOf, flagOf, isObject, objectOf, textOf, type Json } from './decode';
import { restAddress } from './host_page';
import { rest, RestError } from './rest';

/** Search macros of our app: read, check, save into local/. */

export interface Macro {
  readonly name: string;
  readonly definition: string;
  readonly description: string;
  /** From splunkd's own ACL of the object, not guessed from roles. */
  readonly canWrite: boolean;
}

const macroAddress = (name: string): string => restAddress(`configs/conf-macros/${encodeURIComponent(name)}`);

/** The macro as splunkd sees it now: local over default. */
export async function readMacro(name: string, signal?: AbortSignal): Promise<Macro> {
  const answer = await rest(macroAddress(name), {
    query: { output_mode: 'json' },
    ...(signal === undefined ? {} : { signal }),
  });
  const entry = objectOf(arrayOf(objectOf(answer).entry)[0]);
  const content = objectOf(entry.content);
  const acl = objectOf(entry.acl);
  return {
    name,
    definition: textOf(content.definition),
    description: textOf(content.description),
    canWrite: acl.can_write === undefined || flagOf(acl.can_write),
  };
}

/** Every macro that a search of our app may call, its own and those of other apps. */
export async function readMacros(signal: AbortSignal): Promise<readonly MacroDefinition[]> {
  const answer = await rest(restAddress('configs/conf-macros'), { query: { output_mode: 'json', count: 0 }, signal });
  return arrayOf(objectOf(answer).entry)
    .filter(isObject)
    .map((entry) => macroDefinition(textOf(entry.name), objectOf(entry.content)));
}

const macroDefinition = (name: string, content: Json): MacroDefinition => ({
  name: name.replace(/\(\d+\)$/, ''),
  args: textOf(content.args)
    .split(',')
    .map((argument) => argument.trim())
    .filter((argument) => argument !== ''),
  definition: textOf(content.definition),
  isEval: flagOf(content.iseval),
});

/** Saves the definition into the app's local/ folder; an upgrade never touches it. */
export async function saveMacro(name: string, definition: string): Promise<void> {
  await rest(macroAddress(name), { method: 'POST', form: { definition } });
}

/** What Splunk's parser says of a search: null when it parses, else its own words. */
export async function parseProblem(search: string, signal?: AbortSignal): Promise<string | null> {
  const text = /^\s*(\||search\s)/i.test(search) ? search : `search ${search}`;
  try {
    await rest(restAddress('search/v2/parser'), {
      method: 'POST',
      form: { q: text, parse_only: 'true' },
      ...(signal === undefined ? {} : { signal }),
    });
    return null;
  } catch (error) {
    if (error instanceof RestError && error.failure.kind === 'splunk' && error.failure.status === 400)
      return error.failure.text;
    throw error;
  }
}
