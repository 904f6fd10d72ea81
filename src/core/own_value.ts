/** The value that a record itself has under a name; not what all objects have (`constructor`, `toString`). */
export function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
