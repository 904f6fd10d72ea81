import { utf16Modifier } from './utf16_modifier';

/** `utf16be`: UTF-16, high byte first. */
export const utf16be = utf16Modifier('big', false);
