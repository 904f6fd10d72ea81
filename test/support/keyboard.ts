import type { Locator, Page } from 'playwright-core';

/** What a person without a mouse does: no script sets the focus, only key presses move it. */

const MOST = 60;

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluateAll((found) => found.some((element) => element === document.activeElement));

/** Presses Tab (or Shift+Tab) until the target has the focus; gives how many presses it took. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<number> {
  await target.first().waitFor();
  for (let presses = 1; presses <= MOST; presses++) {
    await page.keyboard.press(key);
    if (await hasFocus(target)) return presses;
  }
  throw new Error(`${MOST} presses of ${key} do not reach it; the focus is on ${await focused(page)}`);
}

/** What has the focus, as a screen reader would name it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
  });
