import { utf16Modifier } from './utf16_modifier';

/** `utf16`: UTF-16 with a byte order mark before it (FF FE: low byte first). */
export const utf16 = utf16Modifier('little', true);
