/** What a macro is to SPL, as macros.conf defines it. */
export interface MacroDefinition {
  readonly name: string;
  readonly args: readonly string[];
  readonly definition: string;
  /** The definition is an eval expression whose value is the text to insert. */
  readonly isEval: boolean;
  /** An eval expression over the arguments that says whether they will do. */
  readonly validation?: string;
  /** What to say when they don't. */
  readonly errorMessage?: string;
}

/** Where macros come from; arguments count, so `m` and `m(1)` are two macros. */
export interface MacroLookup {
  readonly macro: (name: string, argumentCount: number) => MacroDefinition | undefined;
  /** For did-you-mean. */
  readonly macroNames?: () => readonly string[];
  /** The text that an eval-based macro's expression gives; absent where nothing can evaluate it. */
  readonly evaluate?: (expression: string) => string | undefined;
  /** What a validation gives, with the arguments as fields; null when it gives null or can't be evaluated. */
  readonly validate?: (expression: string, args: Readonly<Record<string, string>>) => boolean | string | null;
}
