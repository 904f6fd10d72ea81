import { arrayOf, objectOf, textOf, textsOf } from './decode';
import { plainRestAddress, serverZone, userName } from './host_page';
import { isAbort, rest } from './rest';
import { zoneNamed, type Zone } from './zone';

/** Who looks at the page, and in which time zone Splunk shows times to them. */
export interface UserContext {
  readonly name: string;
  readonly roles: readonly string[];
  readonly capabilities: readonly string[];
  readonly zone: Zone;
}

/** Asks splunkd; where it does not say, the page still works with the server's zone. */
export async function readUserContext(signal: AbortSignal): Promise<UserContext> {
  try {
    const answer = await rest(plainRestAddress('authentication/current-context'), {
      query: { output_mode: 'json' },
      signal,
    });
    const content = objectOf(objectOf(arrayOf(objectOf(answer).entry)[0]).content);
    return {
      name: textOf(content.username) || userName(),
      roles: textsOf(content.roles),
      capabilities: textsOf(content.capabilities),
      zone: zoneNamed(textOf(content.tz)) ?? serverZone(),
    };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { name: userName(), roles: [], capabilities: [], zone: serverZone() };
  }
}
