import type { EventText } from '../../src/modinput/xml/event_xml';

/** The whole text of an event. */
export function textOfParts({ parts }: EventText): string {
  return [...parts].map(({ text }) => text).join('');
}
