import { wallClock } from '../../spl/time/zone';
import { offsetAt } from '../../spl/time/zone';
import { jsonReply, reply, XML_TYPE, type Reply } from '../http/reply';
import { RestError } from '../http/rest_error';
import { wantsJson, type RestRequest } from '../rest/request';
import { xmlText } from '../rest/xml';
import type { Route } from '../rest/router';
import type { Services } from '../services';
import { epochSeconds } from '../times';

/** `search/timeparser`: time modifiers → times, in the user's zone. */
export const timeParserRoutes: readonly Route[] = [
  { pattern: 'search/timeparser', methods: { GET: parse, POST: parse } },
];

function parse(request: RestRequest, services: Services): Reply {
  const { params } = request;
  const asked = params.all('time');
  if (asked.length === 0) throw new RestError(400, 'The required argument "time" is missing.', 'FATAL');
  const zone = request.caller.user.tz === '' ? services.timeZone : request.caller.user.tz;
  const now = epochSeconds(params.get('now') ?? '', services.now() / 1000, zone) ?? services.now() / 1000;
  const format = params.get('output_time_format') ?? '%Y-%m-%dT%H:%M:%S.%Q%:z';
  const times = Object.fromEntries(asked.map((text) => [text, formatTime(timeOf(text, now, zone), zone, format)]));
  if (wantsJson(params)) return jsonReply(200, times);
  const items = Object.entries(times).map(([name, value]) => `<key name="${xmlText(name)}">${xmlText(value)}</key>`);
  return reply(
    200,
    XML_TYPE,
    `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n<dict>\n${items.join('\n')}\n</dict>\n</response>`,
  );
}

function timeOf(text: string, now: number, zone: string): number {
  const epoch = epochSeconds(text, now, zone);
  if (epoch === undefined) throw new RestError(400, 'Invalid time.', 'FATAL');
  return epoch;
}

/** The strftime conversions that Splunk's clients ask of this endpoint. */
function formatTime(epoch: number, zone: string, format: string): string {
  const wall = wallClock(epoch, zone);
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
  const parts: Readonly<Record<string, string>> = {
    Y: pad(wall.year, 4),
    m: pad(wall.month),
    d: pad(wall.day),
    H: pad(wall.hour),
    M: pad(wall.minute),
    S: pad(wall.second),
    Q: pad(Math.round((epoch - Math.floor(epoch)) * 1000), 3),
    s: String(Math.floor(epoch)),
    ':z': zoneOffset(offsetAt(epoch, zone)),
    z: zoneOffset(offsetAt(epoch, zone)).replace(':', ''),
    T: `${pad(wall.hour)}:${pad(wall.minute)}:${pad(wall.second)}`,
    F: `${pad(wall.year, 4)}-${pad(wall.month)}-${pad(wall.day)}`,
  };
  return format.replace(/%(:z|[A-Za-z])/g, (whole, name: string) => parts[name] ?? whole);
}

function zoneOffset(seconds: number): string {
  const minutes = Math.abs(Math.round(seconds / 60));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
