import type { EditedMacro } from './edited_macro';

/** What the boxes that all macros share call things. */
export interface EditorWords {
  /** "Save filter". */
  readonly noun: 'filter' | 'condition';
  /** What a screen reader calls the text. */
  readonly textLabel: string;
  readonly textTitle: string;
  readonly textNote: string;
  /** The button and the box of what an edit would change. */
  readonly effect: string;
  /** Why a colleague's text and mine cannot be made one. */
  readonly unmergeable: string;
  /** What helps when an edit is dangerous. */
  readonly mend: string;
}

export const editorWords: Readonly<Record<EditedMacro['kind'], EditorWords>> = {
  filter: {
    noun: 'filter',
    textLabel: 'Filter macro',
    textTitle: 'As SPL',
    textNote: 'same filter, edit either side',
    effect: 'What it would hide',
    unmergeable: 'They cannot be merged: one of them says more than rows can show.',
    mend: 'Narrow the exception or tick the box',
  },
  web_servers: {
    noun: 'condition',
    textLabel: 'Condition',
    textTitle: 'Parents that count as web servers',
    textNote: 'a condition over fields of Endpoint.Processes',
    effect: 'What would count',
    unmergeable: 'They cannot be merged: both change the same part of it, or one of them is not read as a condition.',
    mend: 'Change the condition or tick the box',
  },
};
