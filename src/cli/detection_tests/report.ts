import type { TestResult } from './run_test';
import { counted } from '../../core/counted';

/** Results of tests as lines for people, as JSON lines, and as JUnit's XML. */

export type ReportFormat = 'text' | 'json' | 'junit';

export const reports: Record<ReportFormat, (results: readonly TestResult[]) => string> = {
  text: (results) => results.map(textLine).join(''),
  json: (results) => results.map((result) => `${JSON.stringify(result)}\n`).join(''),
  junit,
};

const marks: Record<TestResult['verdict'], string> = {
  passed: 'passed     ',
  failed: 'FAILED     ',
  'not at hand': 'not at hand',
  error: 'ERROR      ',
};

function textLine({ verdict, detection, name, ms, message }: TestResult): string {
  return `${marks[verdict]}  ${detection}: ${name} (${ms} ms)${message === '' ? '' : `\n             ${message}`}\n`;
}

/** How many passed, failed, could not run: the last line for people. */
export function summary(results: readonly TestResult[]): string {
  const count = (verdict: TestResult['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length;
  return `${counted(results.length, 'test')}: ${count('passed')} passed, ${count('failed')} failed, ${count('error')} in error, ${count('not at hand')} not at hand.`;
}

function junit(results: readonly TestResult[]): string {
  const count = (verdict: TestResult['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length;
  const seconds = results.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  const head = `tests="${results.length}" failures="${count('failed')}" errors="${count('error')}" skipped="${count('not at hand')}" time="${seconds.toFixed(3)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${head}>\n<testsuite name="detections" ${head}>\n${results.map(testCase).join('')}</testsuite>\n</testsuites>\n`;
}

const inside: Record<TestResult['verdict'], (message: string) => string> = {
  passed: () => '',
  failed: (message) => `<failure message="${escapeXml(message)}"/>`,
  error: (message) => `<error message="${escapeXml(message)}"/>`,
  'not at hand': (message) => `<skipped message="${escapeXml(message)}"/>`,
};

function testCase({ detection, name, file, ms, verdict, message }: TestResult): string {
  const attributes = `classname="${escapeXml(detection)}" name="${escapeXml(name)}" file="${escapeXml(file)}" time="${(ms / 1000).toFixed(3)}"`;
  return `<testcase ${attributes}>${inside[verdict](message)}</testcase>\n`;
}

/** Signs that XML forbids become the replacement character. */
function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => names[sign] ?? sign).replace(/(?![\t\n\r])[\p{Cc}\p{Cs}]/gu, '\ufffd');
}
