import { alwaysTrue } from './always_true';
import { attackId } from './attack_id';
import { badCidr } from './bad_cidr';
import { badCron } from './bad_cron';
import { badCve } from './bad_cve';
import { badId } from './bad_id';
import { badReference } from './bad_reference';
import { badRegex } from './bad_regex';
import { badTest } from './bad_test';
import { badTimeFormat } from './bad_time_format';
import { badTimeRange } from './bad_time_range';
import { bareWordInTstats } from './bare_word_in_tstats';
import { caseCounts } from './case_counts';
import { contradiction } from './contradiction';
import { brokenDrilldown } from './broken_drilldown';
import { cronAtMinuteZero } from './cron_at_minute_zero';
import { datasetLeft } from './dataset_left';
import { drilldownTokenMissing } from './drilldown_token_missing';
import { duplicateId } from './duplicate_id';
import { enabledByDefault } from './enabled_by_default';
import { fileName } from './file_name';
import { filterMissing } from './filter_missing';
import { filterNotLast } from './filter_not_last';
import { futureDate } from './future_date';
import { leadingWildcard } from './leading_wildcard';
import { literalWildcard } from './literal_wildcard';
import { longName } from './long_name';
import { longRange } from './long_range';
import { longText } from './long_text';
import { lookupColumnMissing } from './lookup_column_missing';
import { lowerCaseOperator } from './lower_case_operator';
import { messageTokenMissing } from './message_token_missing';
import { mixedAndOr } from './mixed_and_or';
import { noTest } from './no_test';
import { nullByField } from './null_by_field';
import { nullComparison } from './null_comparison';
import { oddCron } from './odd_cron';
import { overlappingRuns } from './overlapping_runs';
import { quotedField } from './quoted_field';
import { rawFieldSlip } from './raw_field_slip';
import { repeatedValue } from './repeated_value';
import { rexWithoutName } from './rex_without_name';
import { riskFieldMissing } from './risk_field_missing';
import { riskForType } from './risk_for_type';
import { riskScore } from './risk_score';
import type { Level, Rule } from './rule';
import { sameColumn } from './same_column';
import { scheduleGap } from './schedule_gap';
import { scheduleWords } from './schedule_words';
import { shortText } from './short_text';
import { silentLimit } from './silent_limit';
import { singleQuotedValue } from './single_quoted_value';
import { textForNumber } from './text_for_number';
import { throttleFieldMissing } from './throttle_field_missing';
import { throttlePeriod } from './throttle_period';
import { tooFewDrilldowns } from './too_few_drilldowns';
import { typographicSign } from './typographic_sign';
import { unboundedRegex } from './unbounded_regex';
import { undefinedLookup } from './undefined_lookup';
import { undefinedStory } from './undefined_story';
import { unknownDataModel } from './unknown_data_model';
import { unknownDataSource } from './unknown_data_source';
import { unknownDatasetField } from './unknown_dataset_field';
import { unknownField } from './unknown_field';
import { unknownModelField } from './unknown_model_field';
import { wordForOperator } from './word_for_operator';

/** Every check by its code: a new one costs its file, a line here, and its section in docs/diagnostics/07.md. */
export const rules = {
  WW0701: mixedAndOr,
  WW0702: nullByField,
  WW0703: unknownModelField,
  WW0704: undefinedLookup,
  WW0705: undefinedStory,
  WW0706: unknownDataSource,
  WW0707: riskFieldMissing,
  WW0708: throttleFieldMissing,
  WW0709: throttlePeriod,
  WW0710: messageTokenMissing,
  WW0711: drilldownTokenMissing,
  WW0712: filterMissing,
  WW0713: filterNotLast,
  WW0714: longName,
  WW0715: longText,
  WW0716: shortText,
  WW0717: fileName,
  WW0718: futureDate,
  WW0719: badReference,
  WW0720: badId,
  WW0721: duplicateId,
  WW0722: attackId,
  WW0723: badCve,
  WW0724: riskScore,
  WW0725: riskForType,
  WW0726: tooFewDrilldowns,
  WW0727: noTest,
  WW0728: enabledByDefault,
  WW0729: badCron,
  WW0730: cronAtMinuteZero,
  WW0731: longRange,
  WW0732: leadingWildcard,
  WW0733: unboundedRegex,
  WW0734: unknownField,
  WW0735: lowerCaseOperator,
  WW0736: typographicSign,
  WW0737: literalWildcard,
  WW0738: badTimeRange,
  WW0739: scheduleGap,
  WW0744: oddCron,
  WW0745: overlappingRuns,
  WW0746: unknownDataModel,
  WW0747: unknownDatasetField,
  WW0748: badRegex,
  WW0749: rexWithoutName,
  WW0750: quotedField,
  WW0751: singleQuotedValue,
  WW0752: wordForOperator,
  WW0753: bareWordInTstats,
  WW0754: contradiction,
  WW0755: badTimeFormat,
  WW0756: badCidr,
  WW0757: datasetLeft,
  WW0758: silentLimit,
  WW0759: brokenDrilldown,
  WW0760: badTest,
  WW0761: lookupColumnMissing,
  WW0762: caseCounts,
  WW0763: textForNumber,
  WW0764: rawFieldSlip,
  WW0765: alwaysTrue,
  WW0766: repeatedValue,
  WW0767: sameColumn,
  WW0768: nullComparison,
  WW0769: scheduleWords,
} as const satisfies Readonly<Record<string, Rule>>;

const ranks: Readonly<Record<Level, number>> = { minimum: 0, recommended: 1, strict: 2 };

/** The checks that a level demands, with their codes. */
export function rulesOf(level: Level): readonly (readonly [code: string, rule: Rule])[] {
  return Object.entries<Rule>(rules).filter(([, rule]) => ranks[rule.level] <= ranks[level]);
}

/** The checks without which a detection could not fire; all of them look at one detection and not at its search. */
export const breakingRules = Object.entries<Rule>(rules).filter(([, { breaks }]) => breaks === true);
