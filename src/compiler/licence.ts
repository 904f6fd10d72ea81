import type { Source } from '../core/source';

/** What a line `# license: …` above the YAML says: it keeps a published detection's terms with it. Empty without one. */
export function licenceIn({ text }: Source): string {
  return /^#\s*licen[cs]e:\s*(.+)$/im.exec(text)?.[1]?.trim() ?? '';
}
