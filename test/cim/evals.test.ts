import { nameOrFromCommand, orUnknown, vendorProduct } from '../../src/cim/evals';

test.each([
  [null, 'unknown'],
  ['', 'unknown'],
  ['-', '-'],
  [' ', ' '],
])('%j becomes %j', (value, expected) => {
  expect(orUnknown(value)).toBe(expected);
});

/** By the regular expressions of the data model's own eval for process_name, worked out by hand. */
test.each([
  ['own.exe', '"C:\\a\\b.exe" -x', 'own.exe'],
  [null, '"C:\\Program Files\\a b\\c.exe" -x "y"', 'c.exe'],
  [null, 'C:\\Windows\\cmd.exe /c dir', 'cmd.exe'],
  [null, 'whoami', 'whoami'],
  ['', 'whoami /all', 'whoami'],
  [null, '', 'unknown'],
  [null, null, 'unknown'],
  [null, '  leading blank', 'unknown'],
  [null, '"whoami" /all', 'unknown'],
])('the name of %j with the command %j is %j', (name, command, expected) => {
  expect(nameOrFromCommand(name, command)).toBe(expected);
});

const nothing = { vendor_product: null, vendor: null, product: null, sourcetype: null };
test.each([
  [{ ...nothing, vendor_product: 'Own' }, 'Own'],
  [{ ...nothing, vendor: 'V', product: 'P' }, 'V P'],
  [{ ...nothing, vendor: 'V' }, 'V unknown'],
  [{ ...nothing, vendor: 'V', product: 'unknown' }, 'V unknown'],
  [{ ...nothing, vendor: 'unknown', product: 'P' }, 'unknown P'],
  [{ ...nothing, sourcetype: 's' }, 's'],
  [nothing, 'unknown'],
])('vendor_product of %j is %j', (fields, expected) => {
  expect(vendorProduct(fields)).toBe(expected);
});
