/**
 * The functions of lodash that @splunk/ui-utils 1.14.1 and @splunk/time-range-utils 3.4.1 take from its root; the whole
 * of it weighs 25 KB (gzip) more. A test compares this list with what those packages import.
 */
export { default as defer } from 'lodash/defer';
export { default as filter } from 'lodash/filter';
export { default as find } from 'lodash/find';
export { default as has } from 'lodash/has';
export { default as includes } from 'lodash/includes';
export { default as isFinite } from 'lodash/isFinite';
export { default as isNumber } from 'lodash/isNumber';
export { default as isString } from 'lodash/isString';
export { default as isUndefined } from 'lodash/isUndefined';
export { default as keys } from 'lodash/keys';
export { default as memoize } from 'lodash/memoize';
export { default as repeat } from 'lodash/repeat';
export { default as round } from 'lodash/round';
export { default as sortBy } from 'lodash/sortBy';
export { default as toNumber } from 'lodash/toNumber';
