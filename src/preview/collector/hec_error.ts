import { jsonReply, type Reply } from '../http/reply';

/** What the HTTP event collector answers, by its codes (Splunk, Getting Data In, "Troubleshoot HTTP Event Collector"). */
const outcomes = {
  success: [200, 0, 'Success'],
  tokenDisabled: [403, 1, 'Token disabled'],
  tokenRequired: [401, 2, 'Token is required'],
  invalidAuthorization: [401, 3, 'Invalid authorization'],
  invalidToken: [403, 4, 'Invalid token'],
  noData: [400, 5, 'No data'],
  invalidData: [400, 6, 'Invalid data format'],
  incorrectIndex: [400, 7, 'Incorrect index'],
  busy: [503, 9, 'Server is busy'],
  noChannel: [400, 10, 'Data channel is missing'],
  invalidChannel: [400, 11, 'Invalid data channel'],
  eventRequired: [400, 12, 'Event field is required'],
  eventBlank: [400, 13, 'Event field cannot be blank'],
  acksDisabled: [400, 14, 'ACK is disabled'],
  indexedFields: [400, 15, 'Error in handling indexed fields'],
  noQueryTokens: [400, 16, 'Query string authorization is not enabled'],
  healthy: [200, 17, 'HEC is healthy'],
  healthInvalidToken: [400, 21, 'Invalid token'],
  healthTokenDisabled: [400, 22, 'Token disabled'],
  unknownPath: [404, 404, 'The requested URL was not found on this server.'],
  wrongMethod: [405, 405, 'Method Not Allowed'],
} as const;

export type HecOutcome = keyof typeof outcomes;

/** Ends a request to the collector; `eventNumber` counts the events of the request from 0. */
export class HecError extends Error {
  constructor(
    readonly outcome: HecOutcome,
    readonly eventNumber?: number,
  ) {
    super(outcomes[outcome][2]);
  }
}

/** The collector's answer, JSON whatever is asked; `more` stands behind text and code. */
export function hecReply(outcome: HecOutcome, more: Readonly<Record<string, number>> = {}): Reply {
  const [status, code, text] = outcomes[outcome];
  return jsonReply(status, { text, code, ...more });
}
