/** A piece of SQL with its values apart; pieces are joined in the order in which they stand in the text. */
export interface Fragment {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** SQL without values. */
export function sql(text: string): Fragment {
  return { sql: text, parameters: [] };
}

/** `parts[0] value parts[1] …`: a template tag that takes fragments as they are and everything else as a parameter. */
export function fragment(parts: TemplateStringsArray, ...values: readonly (string | number | Fragment)[]): Fragment {
  const parameters: (string | number)[] = [];
  const text = parts.map((part, i) => {
    const value = values[i];
    if (value === undefined) return part;
    if (typeof value !== 'object') {
      parameters.push(value);
      return `${part}?`;
    }
    for (const one of value.parameters) parameters.push(one);
    return part + value.sql;
  });
  return { sql: text.join(''), parameters };
}

/** Fragments with a text between them. */
export function joined(fragments: readonly Fragment[], between: string): Fragment {
  return { sql: fragments.map((one) => one.sql).join(between), parameters: fragments.flatMap((one) => one.parameters) };
}

/** A name as SQL quotes it. */
export function identifier(name: string): Fragment {
  return sql(`"${name.replace(/"/g, '""')}"`);
}
