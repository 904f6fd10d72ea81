import { all } from './modifiers/all';
import { base64 } from './modifiers/base64';
import { base64offset } from './modifiers/base64offset';
import { cased } from './modifiers/cased';
import { cidr } from './modifiers/cidr';
import { contains } from './modifiers/contains';
import { day } from './modifiers/day';
import { endswith } from './modifiers/endswith';
import { exists } from './modifiers/exists';
import { expand } from './modifiers/expand';
import { fieldref } from './modifiers/fieldref';
import { gt } from './modifiers/gt';
import { gte } from './modifiers/gte';
import { hour } from './modifiers/hour';
import { lt } from './modifiers/lt';
import { lte } from './modifiers/lte';
import { minute } from './modifiers/minute';
import type { Modifier } from './modifiers/modifier';
import { month } from './modifiers/month';
import { neq } from './modifiers/neq';
import { re } from './modifiers/re';
import { reDotAll } from './modifiers/re_dot_all';
import { reIgnoreCase } from './modifiers/re_ignore_case';
import { reMultiline } from './modifiers/re_multiline';
import { startswith } from './modifiers/startswith';
import { utf16 } from './modifiers/utf16';
import { utf16be } from './modifiers/utf16be';
import { utf16le } from './modifiers/utf16le';
import { week } from './modifiers/week';
import { windash } from './modifiers/windash';
import { year } from './modifiers/year';

/** Every modifier of the Sigma specification 2.1.0 (appendix "Modifiers"): a new one costs its file and a line here. */
export const modifiers: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['contains', contains],
  ['startswith', startswith],
  ['endswith', endswith],
  ['all', all],
  ['cased', cased],
  ['neq', neq],
  ['exists', exists],
  ['expand', expand],
  ['fieldref', fieldref],
  ['re', re],
  ['i', reIgnoreCase],
  ['m', reMultiline],
  ['s', reDotAll],
  ['base64', base64],
  ['base64offset', base64offset],
  ['wide', utf16le],
  ['utf16le', utf16le],
  ['utf16be', utf16be],
  ['utf16', utf16],
  ['lt', lt],
  ['lte', lte],
  ['gt', gt],
  ['gte', gte],
  ['minute', minute],
  ['hour', hour],
  ['day', day],
  ['week', week],
  ['month', month],
  ['year', year],
  ['cidr', cidr],
  ['windash', windash],
]);
