import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const source = readFileSync(join(__dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/**
 * What axe-core calls serious or critical in a part of the page as it is now, with the elements. In another theme only the
 * colours differ: `contrastAlone` looks at nothing else, which takes a tenth of the time.
 */
export async function seriousFindings(page: Page, part: string, contrastAlone: boolean): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const violations = await page.evaluate(
    async ([selector, rules]) => {
      const { axe } = globalThis as unknown as {
        axe: { run: (where: string, options: object) => Promise<{ violations: readonly Violation[] }> };
      };
      const only = rules.length === 0 ? {} : { runOnly: { type: 'rule', values: rules } };
      return (await axe.run(selector, { resultTypes: ['violations'], ...only })).violations;
    },
    [part, contrastAlone ? ['color-contrast'] : []] as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `${id} ${html.slice(0, 140)} ${failureSummary.slice(0, 200)}`),
    );
}
