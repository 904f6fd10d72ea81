/** The Filter page where room, colours or medium are not a desk's screen. Every selector starts at the root. */

const R = ':root:root:root .ww-root';

export const filterMediaStyles = `
@media (min-width: 1280px) and (max-width: 1500px) {
  ${R} .ww-columns { grid-template-columns: minmax(0, 1fr) 360px; }
  ${R} .ww-exception { grid-template-columns: 20px minmax(0, 1fr) 108px 96px 42px 24px; }
  ${R} li.ww-exception { grid-template-rows: auto 1fr; }
  ${R} .ww-exceptions-head > :nth-child(4) { display: none; }
  ${R} li.ww-exception > * { grid-row: 1; }
  ${R} li.ww-exception > .ww-conditions { grid-row: 1 / 3; }
  ${R} li.ww-exception > .ww-author { grid-column: 3; grid-row: 2; }
  ${R} .ww-condition { grid-template-columns: 36px 188px minmax(84px, 106px) minmax(90px, 1fr) 24px; }
  ${R} .ww-history > li { grid-template-columns: minmax(0, 1fr) auto; }
  ${R} .ww-history > li > :first-child { grid-column: 1 / 3; }
}
@media (max-width: 1279px) {
  ${R} .ww-columns { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 900px) {
  ${R} .ww-exceptions-head { display: none; }
  ${R} .ww-exception { grid-template-columns: 20px max-content max-content 1fr auto; gap: 2px 12px; }
  ${R} .ww-exception > :is(.ww-conditions, .ww-note) { grid-column: 2 / 6; }
  ${R} .ww-note:empty { display: none; }
  ${R} .ww-exception > .ww-author { grid-column: 2; }
  ${R} .ww-exception > .ww-hides { text-align: left; }
  ${R} .ww-exception > :is(.ww-author, .ww-until, .ww-hides, .ww-remove) { align-self: center; }
  ${R} .ww-cell-name { display: inline; color: var(--ww-text-2); font-weight: 400; }
}
@media (max-width: 700px) {
  ${R} { padding: 8px 12px; }
  ${R} .ww-condition { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) 44px; }
  ${R} .ww-joint { grid-column: 1 / 4; text-align: left; line-height: 16px; }
  ${R} .ww-condition > :is(.ww-value, .ww-values) { grid-column: 1 / 3; grid-row: 3; }
  ${R} .ww-condition > .ww-remove { grid-column: 3; grid-row: 3; }
  ${R} .ww-exception { grid-template-columns: 8px minmax(0, 1fr) max-content max-content 44px; gap: 2px 8px; }
  ${R} .ww-exception > .ww-author { grid-column: 2 / 6; }
  ${R} .ww-exception > .ww-until { grid-column: 2 / 4; }
  ${R} .ww-select { min-height: 44px; }
  ${R} .ww-input { min-height: 44px; font-size: 16px !important; }
  ${R} .ww-chip { min-height: 44px; }
  ${R} :is(.ww-chip-x, .ww-remove) { min-width: 44px; min-height: 44px; }
  ${R} .ww-filter :is(.ww-link) { min-height: 44px; }
  ${R} .ww-hint { align-items: center; }
  ${R} .ww-hint .ww-link { display: inline-flex; }
  ${R} .ww-option { min-height: 44px; align-items: center; }
  ${R} .ww-hint, ${R} .ww-add-condition { margin-left: 0; }
  ${R} .ww-sure { min-height: 44px; align-items: center; }
  ${R} .ww-effect { grid-template-columns: 1fr; gap: 2px; }
  ${R} .ww-filter-head > .ww-grow { flex: 1 0 100%; }
  ${R} .ww-choice { width: 100%; min-height: 44px; }
  ${R} .ww-groups :is(table, tbody, tr, td, th) { display: block; }
  ${R} .ww-groups thead :is(th:not(:first-child)) { display: none; }
  ${R} .ww-groups .ww-list :is(th, td) { border-bottom: 0; padding: 2px 12px; text-align: left; }
  ${R} .ww-groups .ww-list .ww-num { text-align: left; }
  ${R} .ww-groups tbody tr { border-bottom: 1px solid var(--ww-line-2); padding: 4px 0; }
  ${R} .ww-groups td[data-name]:not(:empty)::before { content: attr(data-name) " "; color: var(--ww-text-2); font-weight: 400; }
  ${R} .ww-history > li { grid-template-columns: minmax(0, 1fr) auto; }
  ${R} .ww-history > li > :first-child { grid-column: 1 / 3; }
  ${R} .ww-both { grid-template-columns: 1fr; }
}
@media (min-width: 1900px) {
  ${R} .ww-columns { grid-template-columns: minmax(0, 1fr) minmax(400px, 32%); }
  ${R} .ww-exception { grid-template-columns: 20px minmax(0, 1fr) minmax(112px, 24%) 110px 130px 60px 24px; }
  ${R} .ww-condition { max-width: 1000px; grid-template-columns: 36px minmax(90px, 240px) minmax(84px, 160px) minmax(100px, 1fr) 24px; }
  ${R} .ww-groups .ww-list { max-width: 1600px; }
}
@media (forced-colors: active) {
  ${R} .ww-link { text-decoration: underline; }
  ${R} :is(button, input, select):is(:disabled, [aria-disabled=true]) { color: GrayText !important; border-color: GrayText !important; }
  ${R} .ww-exception { border-left: 4px solid Canvas; }
  ${R} .ww-exception-new { border-left-color: Highlight; }
  ${R} .ww-exception-bad { border-left: 4px double CanvasText; }
  ${R} :is(.ww-effect-bar, .ww-spl-lines) { forced-color-adjust: none; }
  ${R} .ww-effect-bar { background: Canvas; border-color: CanvasText; }
  ${R} .ww-effect-bar i { background: CanvasText; }
  ${R} .ww-spl-new, ${R} .ww-spl-bad { background: none; box-shadow: inset 4px 0 0 Highlight; }
  ${R} .ww-spl-bad { box-shadow: inset 4px 0 0 CanvasText; }
}
@media print {
  ${R} .ww-columns { display: block; }
  ${R} .ww-column { display: block; }
  ${R} .ww-box { break-inside: avoid-page; margin-bottom: 8px; }
  ${R} .ww-what { break-inside: auto; }
  ${R} .ww-spl { max-height: none; border: 0; }
  ${R} :is(button, .ww-filter-head > :last-child) { display: none; }
  ${R} .ww-until .ww-link:first-of-type { display: inline; color: inherit; }
  ${R} :is(.ww-select, .ww-input) { appearance: none; border-color: transparent; padding: 0; background: none; }
  ${R} .ww-values .ww-value { display: none; }
  ${R} .ww-chip { border-color: var(--ww-line); }
}
`;
