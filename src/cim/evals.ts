/** The evals that the data model itself applies (CIM 8.5, Endpoint.Processes), each as a function of the event's fields. */

/** An empty or absent value becomes "unknown". */
export function orUnknown(value: string | null): string {
  return value === null || value === '' ? 'unknown' : value;
}

// As the model has them: a quoted path first, else the first word; the last part after a backslash is the name.
const QUOTED = /^\s*(?:"..*\\([^"]+)").*/;
const FIRST_WORD = /^(?:..*\\)?([^\s"]+)(?=\s|$).*/;

/** process_name and parent_process_name: the event's own, else the program that the command line names, else "unknown". */
export function nameOrFromCommand(name: string | null, command: string | null): string {
  if (name !== null && name !== '') return name;
  if (command === null || command === '') return 'unknown';
  if (QUOTED.test(command)) return command.replace(QUOTED, '$1');
  if (FIRST_WORD.test(command)) return command.replace(FIRST_WORD, '$1');
  return 'unknown';
}

export interface VendorFields {
  readonly vendor_product: string | null;
  readonly vendor: string | null;
  readonly product: string | null;
  readonly sourcetype: string | null;
}

/** vendor_product: the event's own, else made of vendor and product, else the source type. */
export function vendorProduct({ vendor_product, vendor, product, sourcetype }: VendorFields): string {
  if (vendor_product !== null) return vendor_product;
  const knownVendor = vendor !== null && vendor !== 'unknown' ? vendor : undefined;
  const knownProduct = product !== null && product !== 'unknown' ? product : undefined;
  if (knownVendor !== undefined && knownProduct !== undefined) return `${knownVendor} ${knownProduct}`;
  if (knownVendor !== undefined) return `${knownVendor} unknown`;
  if (knownProduct !== undefined) return `unknown ${knownProduct}`;
  return sourcetype ?? 'unknown';
}
