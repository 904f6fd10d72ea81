import type { ConfChanges } from '../../conf/edit';
import { badRequest } from '../http/rest_error';

/** What splunkd refuses of a macro before it is stored (macros.conf.spec): its name, its arguments, an empty definition. */
export function checkMacro(name: string, changes: ConfChanges): void {
  const match = /^([\w-]+)(?:\((\d+)\))?$/.exec(name);
  if (match === null)
    throw badRequest(`Invalid macro name "${name}": use letters, digits, _ and -, then (n) for n arguments.`);
  if (changes.definition === '') throw badRequest('The macro definition is empty.');
  const { args } = changes;
  if (args === undefined || args === null || args === '') return;
  checkArguments(args, match[2]);
}

function checkArguments(args: string, count: string | undefined): void {
  const names = args.split(',').map((each) => each.trim());
  const wrong = names.find((each) => !/^[\w-]+$/.test(each));
  if (wrong !== undefined) throw badRequest(`Invalid macro argument name "${wrong}": use letters, digits, _ and -.`);
  if (new Set(names).size !== names.length) throw badRequest('Macro argument names must be unique.');
  if (names.length !== Number(count ?? 0))
    throw badRequest(`The macro name says ${count ?? 0} arguments, but ${names.length} are named.`);
}
