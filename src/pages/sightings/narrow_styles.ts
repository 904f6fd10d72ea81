/** Styles for less room: below 1280 pixels details cover the page, below 700 everything is one column for a thumb. */

const R = ':root:root:root .ww-root';

export const narrowStyles = `
@media screen and (max-width: 1279px) {
  ${R} .ww-shade > .ww-details { margin-left: auto; width: min(440px, 100vw); height: 100%; border-width: 0 0 0 1px; border-radius: 0; }
  ${R} .ww-header { flex-wrap: wrap; }
}
@media screen and (max-width: 700px) {
  ${R} .ww-shade > .ww-details { width: 100vw; border: 0; }
  ${R} .ww-header { margin-bottom: 10px; }
  ${R} .ww-filters { padding: 0; gap: 8px; justify-content: space-between; align-items: stretch; }
  ${R} .ww-filters { min-height: 44px; }
  ${R} .ww-filters .ww-field { display: none; }
  ${R} .ww-sheet-fields { display: flex; flex-direction: column; gap: 12px; align-items: stretch; }
  ${R} .ww-sheet-fields .ww-field { display: block; min-width: 0; flex: none; }
  ${R} .ww-sheet-fields .ww-field > :not(.ww-label, .ww-row) { width: 100%; max-width: none; }
  ${R} .ww-sheet-fields .ww-field > div:not([data-test]) > button { width: 100%; max-width: none; }
  ${R} .ww-work { height: calc(100dvh - var(--ww-above, 180px)); min-height: 420px; }
  ${R} :is(.ww-legend, .ww-rail, .ww-card) { display: none; }
  ${R} .ww-tabs-row { border-bottom: 0; border-top: 1px solid var(--ww-line); padding: 0; }
  ${R} .ww-tabs { flex: 1; gap: 0; }
  ${R} .ww-tab { flex: 1; justify-content: center; align-items: center; padding: 0; border-bottom: 0; border-top: 3px solid transparent; }
  ${R} .ww-foot { display: none; }
  ${R} .ww-totals { gap: 4px 14px; }
  ${R} .ww-details > header { padding: 4px 4px 8px 16px; }
  ${R} .ww-details-bar { gap: 0; justify-content: flex-end; }
  ${R} .ww-details-title { order: 1; flex-basis: 100%; }
  ${R} .ww-details-bar > span { margin-right: auto; }
  ${R} .ww-details > header > :is(.ww-details-place, .ww-row:last-child) { margin-right: 12px; }
  ${R} .ww-details-body { padding: 0 16px; }
  ${R} .ww-details > footer { padding: 8px 16px; }
  ${R} .ww-details > footer > * { flex: 1 1 40%; }
  ${R} .ww-details > footer > :is(:first-child, p) { flex-basis: 100%; }
  ${R} .ww-details > footer :is(a, button) { width: 100%; }
  ${R} .ww-detection { align-items: center; }
  ${R} .ww-detection .ww-icon { margin: 0; }
  ${R} .ww-detection .ww-link { display: flex; }
  ${R} .ww-facts { align-items: center; }
  ${R} .ww-command { grid-template-columns: 1fr auto 44px; align-items: center; }
  ${R} .ww-heading { align-items: center; }
  ${R} .ww-first-run { padding: 0 12px; }
  ${R} .ww-first-run[open] { padding-bottom: 12px; }
  ${R} .ww-first-run summary { line-height: 44px; }
  ${R} .ww-steps { grid-template-columns: 1fr; }
  ${R} .ww-chip { border-radius: 22px; padding: 0 14px; }
  ${R} .ww-notice { padding: 8px 12px; }
}
`;
