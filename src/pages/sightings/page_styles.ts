/** Styles of the Sightings page. Every selector starts at the root, see shared/base_styles.ts. */

const R = ':root:root:root .ww-root';

export const pageStyles = `
${R} .ww-header { display: flex; align-items: flex-start; gap: 16px; margin-bottom: 8px; }
${R} .ww-side { text-align: right; flex: none; }
${R} .ww-side .ww-row { justify-content: flex-end; margin-bottom: 2px; }
${R} .ww-new-links { display: flex; flex-wrap: wrap; gap: 2px 18px; margin-top: 2px; min-height: 20px; }
${R} .ww-filters { display: flex; gap: 8px; align-items: flex-end; flex-wrap: wrap; padding: 6px 12px 8px; margin-bottom: 8px; }
${R} .ww-field-grows { flex: 1; min-width: 200px; }
${R} .ww-picker-wait { display: inline-flex; align-items: center; height: 28px; min-width: 127px; padding: 0 8px; border: 1px solid var(--ww-control); border-radius: 4px; background: none; color: inherit; font: inherit; cursor: pointer; }
${R} .ww-control-wait { height: 28px; box-sizing: border-box; border: 1px solid var(--ww-line); border-radius: 4px; }
${R} .ww-steps-wait { height: 178px; margin-bottom: 8px; }
${R} .ww-actions-wait { display: inline-block; width: 246px; height: 28px; }
${R} .ww-count { display: inline-flex; align-items: center; gap: 4px; }
${R} .ww-work { display: flex; gap: 12px; align-items: stretch; height: calc(100vh - var(--ww-above, 180px)); min-height: 460px; }
${R} .ww-left { position: relative; flex: 1; min-width: 0; display: flex; flex-direction: column; overflow: hidden; }
${R} .ww-tabs-row { display: flex; align-items: flex-end; padding: 0 12px; border-bottom: 1px solid var(--ww-line); gap: 12px; flex-wrap: wrap; }
${R} .ww-tabs { display: flex; gap: 4px; }
${R} .ww-tab { padding: 7px 10px 5px; color: var(--ww-text-2); background: none; border: 0; border-bottom: 3px solid transparent; font: inherit; cursor: pointer; display: inline-flex; gap: 8px; }
${R} .ww-tab[aria-selected="true"] { color: var(--ww-text); font-weight: 500; border-color: var(--ww-accent); }
${R} .ww-legend { flex: 1; justify-content: flex-end; display: flex; gap: 2px 10px; align-items: center; min-height: 34px; font-size: 12px; color: var(--ww-text-2); flex-wrap: wrap; }
${R} .ww-legend span { display: inline-flex; align-items: center; gap: 4px; }
${R} .ww-chart { flex: 1; min-height: 0; display: flex; flex-direction: column; --ww-cols: 38px minmax(150px, clamp(250px, 20%, 420px)) 58px 52px 78px minmax(160px, 1fr); }
${R} :is(.ww-over, .ww-axis, .ww-head, .ww-line) { display: grid; grid-template-columns: var(--ww-cols); align-items: center; padding-left: 8px; box-sizing: border-box; }
${R} .ww-over { height: 64px; border-bottom: 1px solid var(--ww-line); background: var(--ww-sunken); padding-right: 10px; }
${R} .ww-over-text { grid-column: 1 / 6; font-size: 12px; line-height: 16px; color: var(--ww-text-2); overflow: hidden; white-space: nowrap; text-overflow: ellipsis; padding-right: 8px; }
${R} .ww-over .ww-plot { cursor: crosshair; height: 56px; touch-action: pan-y; }
${R} .ww-plot { grid-column: 6; position: relative; min-width: 0; }
${R} .ww-plot canvas { display: block; position: absolute; left: 0; top: 0; }
${R} .ww-axis { height: 26px; border-bottom: 1px solid var(--ww-line); font-size: 12px; color: var(--ww-text-2); padding-right: 10px; flex: none; }
${R} .ww-axis > span { font-weight: 700; padding-right: 10px; }
${R} .ww-axis-name { grid-column: 1 / 3; padding-left: 6px; }
${R} .ww-axis-name::first-letter { text-transform: uppercase; }
${R} .ww-axis-plot { height: 26px; overflow: hidden; }
${R} .ww-axis-plot span { position: absolute; top: 4px; transform: translateX(-50%); white-space: nowrap; }
${R} .ww-axis-plot .ww-since { color: var(--ww-new); font-weight: 700; }
${R} .ww-axis-plot b { position: absolute; right: 2px; top: 4px; background: var(--ww-section); padding-left: 4px; }
${R} .ww-rows-frame { position: relative; flex: 1; min-height: 0; display: flex; }
${R} .ww-rows { flex: 1; overflow-y: auto; overflow-x: hidden; position: relative; scrollbar-width: none; }
${R} .ww-rows::-webkit-scrollbar { width: 0; }
${R} .ww-rows:focus-visible { outline: none; }
${R} .ww-rows-all { position: relative; overflow: hidden; user-select: none; }
${R} .ww-head { position: absolute; left: 0; right: 0; background: var(--ww-sunken); border-bottom: 1px solid var(--ww-line-2); cursor: pointer; }
${R} .ww-line { position: absolute; left: 0; right: 0; border-bottom: 1px solid var(--ww-line-2); cursor: pointer; }
${R} .ww-line:hover { background: var(--ww-hover); }
${R} .ww-head-name { grid-column: 1 / 3; display: flex; gap: 6px; align-items: center; padding-right: 6px; min-width: 0; }
${R} .ww-head-name b { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
${R} .ww-head-counts { margin-left: auto; display: inline-flex; gap: 8px; font-size: 12px; color: var(--ww-text-2); white-space: nowrap; }
${R} .ww-glyphs { display: flex; gap: 3px; padding-left: 4px; }
${R} .ww-pair { display: flex; gap: 4px; align-items: baseline; white-space: nowrap; overflow: hidden; padding-right: 6px; }
${R} .ww-pair :is(i:first-child, bdi) { overflow: hidden; text-overflow: ellipsis; }
${R} .ww-pair i { font-style: normal; font-size: 13px; color: var(--ww-text-2); }
${R} .ww-pair i:first-child { flex: 0 999 auto; min-width: 64px; }
${R} .ww-pair bdi { flex: 0 1 auto; }
${R} :is(.ww-line, .ww-head) .ww-num { padding-right: 10px; white-space: nowrap; }
${R} .ww-chosen { background: var(--ww-selected); }
${R} .ww-rows:focus .ww-active, ${R} .ww-line.ww-chosen { outline: 2px solid var(--ww-focus); outline-offset: -2px; border-radius: 2px; }
${R} .ww-canvas { position: absolute; right: 0; pointer-events: none; display: block; }
${R} .ww-marked { position: absolute; top: 0; bottom: 0; background: var(--ww-selection); border-left: 1px solid var(--ww-link); border-right: 1px solid var(--ww-link); box-sizing: border-box; pointer-events: none; }
${R} .ww-card { position: absolute; left: 44px; z-index: 3; max-width: 560px; padding: 6px 10px; border: 1px solid var(--ww-line); border-radius: 4px; background: var(--ww-section); font-size: 12px; line-height: 16px; pointer-events: none; box-shadow: 0 2px 6px rgba(0, 0, 0, .25); animation: ww-later .4s step-end; }
@keyframes ww-later { from { visibility: hidden; } }
${R} .ww-card .ww-mono { font-size: 12px; line-height: 16px; }
${R} .ww-rail { position: relative; width: 10px; background: var(--ww-sunken); border-left: 1px solid var(--ww-line-2); flex: none; }
${R} .ww-rail i { position: absolute; left: 2px; right: 1px; height: 3px; }
${R} .ww-rail-hit { background: var(--ww-hit); }
${R} .ww-rail-new { background: var(--ww-new); }
${R} .ww-foot { display: flex; gap: 14px; align-items: center; min-height: 28px; padding: 2px 12px; border-top: 1px solid var(--ww-line); font-size: 12px; color: var(--ww-text-2); white-space: nowrap; flex-wrap: wrap; }
${R} .ww-foot-keys { margin-left: auto; display: flex; gap: 14px; }
${R} .ww-totals { display: flex; gap: 14px; align-items: center; padding: 6px 12px; border-top: 2px solid var(--ww-link); flex-wrap: wrap; }
${R} .ww-table-frame { flex: 1; min-height: 0; overflow: auto; }
${R} .ww-table { border-collapse: separate; border-spacing: 0; table-layout: fixed; font-size: 13px; line-height: 18px; min-width: 100%; }
${R} .ww-table th { position: sticky; top: 0; z-index: 1; background: var(--ww-section); font-size: 12px; line-height: 16px; font-weight: 700; color: var(--ww-text-2); text-align: left; padding: 6px 8px; border-bottom: 1px solid var(--ww-line); white-space: nowrap; overflow: hidden; }
${R} .ww-table th.ww-num, ${R} .ww-table td.ww-num { text-align: right; }
${R} .ww-table td { padding: 3px 8px; border-bottom: 1px solid var(--ww-line-2); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; box-sizing: border-box; }
${R} .ww-table tbody tr { cursor: pointer; }
${R} .ww-table tbody tr:hover { background: var(--ww-hover); }
${R} .ww-table tbody tr.ww-chosen { background: var(--ww-selected); outline: 2px solid var(--ww-focus); outline-offset: -2px; }
${R} .ww-sort { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
${R} .ww-resize { position: absolute; right: 0; top: 4px; bottom: 4px; width: 9px; cursor: col-resize; border-right: 1px solid var(--ww-line); touch-action: none; }
${R} .ww-mono-cell { font: 12px/16px "Splunk Platform Mono", Inconsolata, Consolas, "Droid Sans Mono", Monaco, monospace; }
${R} .ww-details { width: 400px; display: flex; flex-direction: column; flex: none; overflow: hidden; }
${R} .ww-details > header { padding: 10px 12px 8px; border-bottom: 1px solid var(--ww-line); }
${R} .ww-details-title { font-size: 16px; line-height: 22px; font-weight: 500; overflow-wrap: anywhere; }
${R} .ww-details-place { display: flex; flex-wrap: wrap; gap: 0 12px; justify-content: space-between; align-items: center; }
${R} .ww-details-body { flex: 1; overflow-y: auto; padding: 0 12px; }
${R} .ww-details section { padding: 7px 0; border-bottom: 1px solid var(--ww-line-2); }
${R} .ww-details section:last-child { border-bottom: 0; }
${R} .ww-details > footer { padding: 8px 12px; border-top: 1px solid var(--ww-line); display: flex; gap: 6px; flex-wrap: wrap; }
${R} .ww-facts { display: grid; grid-template-columns: 104px 1fr; gap: 1px 8px; font-size: 13px; line-height: 18px; }
${R} .ww-facts dt { color: var(--ww-text-2); font-weight: 400; }
${R} .ww-facts dd { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
${R} .ww-heading { display: flex; gap: 8px; justify-content: space-between; margin-bottom: 3px; }
${R} .ww-command { display: grid; grid-template-columns: 1fr auto 20px; gap: 6px; padding: 1px 0; align-items: start; }
${R} .ww-detection { display: flex; gap: 6px; align-items: flex-start; margin-top: 3px; font-size: 13px; line-height: 18px; }
${R} .ww-detection .ww-icon { margin-top: 2px; }
${R} .ww-detection .ww-link { display: inline; }
${R} .ww-tree { font-size: 13px; line-height: 18px; }
${R} .ww-tree li { display: flex; gap: 4px; }
${R} .ww-tree-branch { color: var(--ww-control); white-space: pre; font-family: Inconsolata, Consolas, monospace; }
${R} .ww-tree-when { margin-left: auto; color: var(--ww-text-2); font-size: 12px; white-space: nowrap; }
${R} .ww-first-run { padding: 10px 12px; margin-bottom: 8px; }
${R} .ww-first-run summary { cursor: pointer; }
${R} .ww-first-run h2 { display: inline; font-size: 16px; line-height: 22px; font-weight: 500; }
${R} .ww-steps { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px 24px; margin-top: 8px; counter-reset: step; }
${R} .ww-step { display: grid; grid-template-columns: 24px 1fr; gap: 4px 0; align-content: start; justify-items: start; counter-increment: step; }
${R} .ww-step > * { grid-column: 2; }
${R} .ww-step::before { content: counter(step); grid-area: 1 / 1; align-self: start; width: 18px; height: 18px; line-height: 16px; margin-top: 1px; border: 1px solid var(--ww-control); border-radius: 50%; text-align: center; font-size: 12px; font-weight: 700; box-sizing: border-box; color: var(--ww-text-2); }
${R} .ww-step h3 { font-size: 14px; line-height: 20px; color: var(--ww-text); }
${R} .ww-keys { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; }
${R} .ww-rows-here { display: contents; }
${R} .ww-rows-yet { position: absolute; inset: 0; display: flex; flex-direction: column; overflow: hidden; visibility: hidden; }
${R} .ww-grey { flex: 1; padding: 4px 8px; overflow: hidden; animation: ww-later .3s step-end; }
${R} .ww-grey i { display: block; height: 14px; margin: 10px 0; background: var(--ww-line-2); border-radius: 3px; }
${R} .ww-grey i:first-child { height: 56px; margin: 0 0 36px; width: 100% !important; }
${R} .ww-quiet { flex: 1; padding: 8px 12px; }
@media (forced-colors: active) {
  ${R} .ww-tab:not([aria-selected="true"]) { border-color: Canvas; }
  ${R} .ww-tab[aria-selected="true"] { border-color: Highlight; }
  ${R} .ww-rail i { forced-color-adjust: none; }
}
${R} .ww-beside { display: contents; }
${R} .ww-details:focus { outline: none; }
${R} .ww-narrowed { margin-bottom: 8px; gap: 4px 8px; }
${R} .ww-chip { display: inline-flex; align-items: center; gap: 4px; min-height: 26px; padding: 0 8px; border: 1px solid var(--ww-control); border-radius: 13px; background: var(--ww-selected); color: var(--ww-text); font: inherit; cursor: pointer; overflow-wrap: anywhere; text-align: left; }
`;
