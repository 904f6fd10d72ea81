import { ownValue } from '../../core/own_value';
import type { Command, CommandKind, CommandOf } from '../../spl/ast';
import { otherCommands } from '../../spl/other_commands';
import type { Transform } from '../context';
import { problemAt } from '../problem';
import { runAccum } from './accum';
import { runAddcoltotals } from './addcoltotals';
import { runAddinfo } from './addinfo';
import { runAddtotals } from './addtotals';
import { runAppend } from './append';
import { runAppendcols } from './appendcols';
import { runAppendpipe } from './appendpipe';
import { runAutoregress } from './autoregress';
import { runBin } from './bin';
import { runChart } from './chart';
import { runContingency } from './contingency';
import type { CommandContext, Runner } from './command';
import { runConvert } from './convert';
import { runDatamodel } from './datamodel';
import { runDedup } from './dedup';
import { runDelta } from './delta';
import { runEval } from './eval';
import { runEventcount } from './eventcount';
import { runEventstats } from './eventstats';
import { runExtract } from './extract';
import { runFieldformat } from './fieldformat';
import { runFields } from './fields';
import { runFieldsummary } from './fieldsummary';
import { runFilldown } from './filldown';
import { runFillnull } from './fillnull';
import { runForeach } from './foreach';
import { runFormat } from './format';
import { runFrom } from './from';
import { runFromjson } from './fromjson';
import { runGentimes } from './gentimes';
import { runHead } from './head';
import { runInputlookup } from './inputlookup';
import { runJoin } from './join';
import { runLookup } from './lookup';
import { runMakecontinuous } from './makecontinuous';
import { runMakemv } from './makemv';
import { runMakeresults } from './makeresults';
import { runMap } from './map';
import { runMetadata } from './metadata';
import { runMultisearch } from './multisearch';
import { runMvcombine } from './mvcombine';
import { runMvexpand } from './mvexpand';
import { runNomv } from './nomv';
import { runNoop } from './noop';
import { runOutputlookup } from './outputlookup';
import { runRangemap } from './rangemap';
import { runRare } from './rare';
import { runRegex } from './regex';
import { runReltime } from './reltime';
import { runRename } from './rename';
import { runReplace } from './replace';
import { runRequire } from './require';
import { runReturn } from './return';
import { runReverse } from './reverse';
import { runRex } from './rex';
import { runSavedsearch } from './savedsearch';
import { runSearchCommand } from './search';
import { runSelfjoin } from './selfjoin';
import { runSet } from './set';
import { runSetfields } from './setfields';
import { runSort } from './sort';
import { runSpath } from './spath';
import { runStats } from './stats';
import { runStrcat } from './strcat';
import { runStreamstats } from './streamstats';
import { runTable } from './table';
import { runTail } from './tail';
import { runTimechart } from './timechart';
import { runTojson } from './tojson';
import { runTop } from './top';
import { runTransaction } from './transaction';
import { runTranspose } from './transpose';
import { runTrendline } from './trendline';
import { runTstats } from './tstats';
import { runUnion } from './union';
import { runUniq } from './uniq';
import { runUntable } from './untable';
import { runWhere } from './where';
import { runXmlkv } from './xmlkv';
import { runXpath } from './xpath';
import { runXyseries } from './xyseries';

/** A command that is known and not supported: refused by its name, with what to use instead. */
const refuse: Runner<'other'> = ({ name, span }) => {
  const instead = ownValue(otherCommands, name);
  throw problemAt(
    'commandRefused',
    span,
    `The command "${name}" is not supported here`,
    instead ? `Use ${instead} instead.` : 'Run this search in Splunk itself.',
  );
};

/** A macro that is still there was not defined: the expansion has said so. */
const refuseMacro = (command: CommandOf<'macro'> | CommandOf<'unexpanded'>): never => {
  throw problemAt(
    'badExpression',
    command.span,
    `A macro in "${command.name}" was not expanded`,
    'Define the macro, or write out what it stands for.',
  );
};

type Table = { readonly [K in CommandKind]: Runner<K> };

/** Every command that the tree of a search can hold: one without a line here is a compile error. */
const runners: Table = {
  accum: runAccum,
  addcoltotals: runAddcoltotals,
  addinfo: runAddinfo,
  addtotals: runAddtotals,
  append: runAppend,
  appendcols: runAppendcols,
  appendpipe: runAppendpipe,
  autoregress: runAutoregress,
  bin: runBin,
  chart: runChart,
  contingency: runContingency,
  convert: runConvert,
  datamodel: runDatamodel,
  dedup: runDedup,
  delta: runDelta,
  eval: runEval,
  eventcount: runEventcount,
  eventstats: runEventstats,
  extract: runExtract,
  fieldformat: runFieldformat,
  fields: runFields,
  fieldsummary: runFieldsummary,
  filldown: runFilldown,
  fillnull: runFillnull,
  foreach: runForeach,
  format: runFormat,
  from: runFrom,
  fromjson: runFromjson,
  gentimes: runGentimes,
  head: runHead,
  inputlookup: runInputlookup,
  join: runJoin,
  lookup: runLookup,
  macro: refuseMacro,
  makecontinuous: runMakecontinuous,
  makemv: runMakemv,
  makeresults: runMakeresults,
  map: runMap,
  metadata: runMetadata,
  multisearch: runMultisearch,
  mvcombine: runMvcombine,
  mvexpand: runMvexpand,
  nomv: runNomv,
  noop: runNoop,
  other: refuse,
  outputlookup: runOutputlookup,
  rangemap: runRangemap,
  rare: runRare,
  regex: runRegex,
  reltime: runReltime,
  rename: runRename,
  replace: runReplace,
  require: runRequire,
  return: runReturn,
  reverse: runReverse,
  rex: runRex,
  savedsearch: runSavedsearch,
  search: runSearchCommand,
  selfjoin: runSelfjoin,
  set: runSet,
  setfields: runSetfields,
  sort: runSort,
  spath: runSpath,
  stats: runStats,
  strcat: runStrcat,
  streamstats: runStreamstats,
  table: runTable,
  tail: runTail,
  timechart: runTimechart,
  tojson: runTojson,
  top: runTop,
  transaction: runTransaction,
  transpose: runTranspose,
  trendline: runTrendline,
  tstats: runTstats,
  unexpanded: refuseMacro,
  union: runUnion,
  uniq: runUniq,
  untable: runUntable,
  where: runWhere,
  xmlkv: runXmlkv,
  xpath: runXpath,
  xyseries: runXyseries,
};

type ByKind = { readonly [K in CommandKind]: CommandOf<K> & { readonly kind: K } };

/** The function from rows to rows that a command is. Throws SearchProblem for what can never run. */
export function transformOf(command: Command, context: CommandContext): Transform {
  return transform(command, context);
}

function transform<K extends CommandKind>(command: ByKind[K], context: CommandContext): Transform {
  const runner: Runner<K> = runners[command.kind];
  return runner(command, context);
}
