import { utf16Modifier } from './utf16_modifier';

/** `wide` and `utf16le`: UTF-16, low byte first, as PowerShell's encoded commands are. */
export const utf16le = utf16Modifier('little', false);
