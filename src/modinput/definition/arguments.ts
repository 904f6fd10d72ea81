/** What the settings of an input's stanza may be, and the typed values that come of them. */

interface ArgumentText {
  readonly title: string;
  readonly description: string;
  /** True: a stanza without it is refused. */
  readonly required?: true;
}

/** Any text; `pattern` is a regular expression that the whole value must match, `expected` says it in words. */
export interface TextArgument extends ArgumentText {
  readonly kind: 'text';
  readonly default?: string;
  readonly pattern?: string;
  readonly expected?: string;
}

export interface NumberArgument extends ArgumentText {
  readonly kind: 'number';
  readonly default?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly integer?: true;
}

/** Splunk's spellings: 1, true, t, yes, y, on, enabled and their opposites. */
interface BooleanArgument extends ArgumentText {
  readonly kind: 'boolean';
  readonly default?: boolean;
}

export interface ChoiceArgument extends ArgumentText {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly default?: string;
}

/** Several texts in one setting, parted by `separator` (`,` unless said otherwise); quotes around a text protect it. */
export interface ListArgument extends ArgumentText {
  readonly kind: 'list';
  readonly default?: readonly string[];
  readonly separator?: ',' | ';';
}

/** A length of time, in seconds once parsed: `90`, `90s`, `5m`, `2h`, `1d`. */
interface DurationArgument extends ArgumentText {
  readonly kind: 'duration';
  readonly default?: string;
  readonly minimum?: number;
}

/** The name of a credential in storage/passwords (realm = the scheme's name); the password itself is never in a stanza. */
interface SecretArgument extends ArgumentText {
  readonly kind: 'secret';
}

export type ArgumentDefinition =
  TextArgument | NumberArgument | BooleanArgument | ChoiceArgument | ListArgument | DurationArgument | SecretArgument;

export type ArgumentTable = Readonly<Record<string, ArgumentDefinition>>;

/** The name under which storage/passwords keeps a password: what a secret argument becomes. */
export interface CredentialName {
  readonly realm: string;
  readonly username: string;
}

interface ValueByKind {
  readonly text: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly list: readonly string[];
  readonly duration: number;
  readonly secret: CredentialName;
}

type ValueOfKind<D extends ArgumentDefinition> = D extends ChoiceArgument
  ? D['choices'][number]
  : D['kind'] extends keyof ValueByKind
    ? ValueByKind[D['kind']]
    : never;

/** The typed value of one setting; `undefined` only where it is neither required nor has a default. */
type ArgumentValue<D extends ArgumentDefinition> = D extends { readonly required: true } | { readonly default: unknown }
  ? ValueOfKind<D>
  : ValueOfKind<D> | undefined;

/** What `stream` gets: every setting of the table by name, typed. */
export type ArgumentValues<A extends ArgumentTable> = { readonly [Name in keyof A]: ArgumentValue<A[Name]> };

/** Any value that a setting can become. */
export type AnyArgumentValue = string | number | boolean | readonly string[] | CredentialName | undefined;
