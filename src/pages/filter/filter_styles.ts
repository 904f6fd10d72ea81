/** Styles of the Filter page. Every selector starts at the root, see shared/base_styles.ts. */

const R = ':root:root:root .ww-root';
const MONO = '"Splunk Platform Mono", Inconsolata, Consolas, "Droid Sans Mono", Monaco, monospace';

export const filterStyles = `
${R} .ww-filter-head { display: flex; align-items: flex-end; gap: 12px; margin-bottom: 8px; flex-wrap: wrap; }
${R} .ww-filter-head .ww-tag { margin-bottom: 6px; }
${R} .ww-filter-head code { overflow-wrap: anywhere; }
${R} .ww-columns { display: grid; grid-template-columns: minmax(0, 1fr) 400px; gap: 12px; align-items: start; }
${R} .ww-column { display: flex; flex-direction: column; gap: 10px; min-width: 0; }
${R} .ww-caption { display: flex; align-items: center; gap: 8px; padding: 6px 12px; border-bottom: 1px solid var(--ww-line); flex-wrap: wrap; min-height: 32px; box-sizing: border-box; }
${R} .ww-pad { padding: 8px 12px; }
${R} .ww-space { margin-top: 8px; }
${R} .ww-nowrap { white-space: nowrap; }
${R} .ww-sure { display: flex; gap: 8px; align-items: flex-start; }
${R} .ww-sure input { flex: none; margin: 3px 0 0; }
${R} .ww-button-wait { visibility: hidden; padding: 5px 8px; line-height: 20px; }
${R} .ww-accepted { margin-left: auto; font-size: 12px; line-height: 16px; }
${R} .ww-spl { display: grid; max-height: 60vh; overflow: auto; border: 1px solid var(--ww-control); border-radius: 4px; background: var(--ww-sunken); }
${R} .ww-spl > * { grid-area: 1 / 1; margin: 0; padding: 6px 8px 6px 36px; border: 0; min-height: 84px; font: 13px/18px ${MONO}; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; letter-spacing: normal; }
${R} .ww-spl-lines { color: transparent; pointer-events: none; counter-reset: line; }
${R} .ww-spl-lines > span { display: block; position: relative; margin: 0 -8px 0 -36px; padding: 0 8px 0 36px; counter-increment: line; }
${R} .ww-spl-lines > span::before { content: counter(line); position: absolute; left: 0; width: 26px; text-align: right; color: var(--ww-text-2); font-size: 11px; }
${R} .ww-spl-new { background: rgba(26, 137, 41, .14); }
${R} .ww-spl-bad { background: var(--ww-hit-weak); }
${R} .ww-spl textarea { position: relative; width: 100%; box-sizing: border-box; background: none; color: var(--ww-text); resize: none; overflow: hidden; border-radius: 4px; }
${R} .ww-spl textarea:focus-visible { outline: 2px solid var(--ww-focus); outline-offset: -2px; }
${R} .ww-spl textarea[aria-invalid=true] { box-shadow: inset 0 0 0 1px var(--ww-hit); }
${R} .ww-underlined { text-decoration: underline; text-underline-offset: 2px; display: inline; }
${R} .ww-tag-unsaved { border-color: var(--ww-accent); }
${R} .ww-rest-label { margin-top: 8px; }
${R} .ww-pad pre.ww-code { margin-bottom: 4px; }
${R} .ww-exception { display: grid; grid-template-columns: 20px minmax(0, 1fr) 112px 76px 106px 42px 24px; gap: 6px; padding: 5px 8px 5px 4px; border-bottom: 1px solid var(--ww-line-2); font-size: 13px; line-height: 18px; border-left: 3px solid transparent; align-items: start; }
${R} .ww-exception:focus-visible { outline: 2px solid var(--ww-focus); outline-offset: -2px; }
${R} .ww-exceptions > li:last-child { border-bottom: 0; }
${R} .ww-exceptions-head { font-size: 12px; line-height: 16px; font-weight: 700; color: var(--ww-text-2); border-bottom-color: var(--ww-line); }
${R} .ww-exception-new { border-left-color: var(--ww-accent); }
${R} .ww-exception-bad { border-left-color: var(--ww-hit); background: var(--ww-hit-weak); }
${R} .ww-note, ${R} .ww-author { overflow-wrap: anywhere; }
${R} .ww-cell-name { display: none; }
${R} .ww-condition { display: grid; grid-template-columns: 36px minmax(90px, 172px) minmax(84px, 106px) minmax(100px, 1fr) 24px; gap: 4px; align-items: start; margin-bottom: 2px; }
${R} .ww-joint { color: var(--ww-text-2); font-size: 12px; line-height: 24px; text-align: right; }
${R} :is(.ww-select, .ww-input) { width: 100%; min-width: 0; height: 24px; padding: 0 6px; border: 1px solid var(--ww-control); border-radius: 3px; background: var(--ww-section); color: var(--ww-text); font: inherit; font-size: 13px; line-height: 18px; margin: 0; }
${R} .ww-select { padding-right: 2px; text-overflow: ellipsis; }
${R} .ww-choice { width: auto; max-width: 100%; height: 32px; font-size: 16px; padding: 0 8px; border-radius: 4px; }
${R} .ww-value { position: relative; display: block; flex: 1; min-width: 90px; }
${R} .ww-value .ww-input { font: 13px/18px ${MONO}; }
${R} :is(.ww-select, .ww-input):focus-visible { outline: 2px solid var(--ww-focus); outline-offset: -2px; }
${R} :is(.ww-select, .ww-input):disabled { background: var(--ww-sunken); color: var(--ww-text); opacity: 1; border-color: var(--ww-line); }
${R} .ww-values { display: flex; flex-wrap: wrap; gap: 3px; align-items: center; min-width: 0; min-height: 24px; }
${R} .ww-chip { display: inline-flex; align-items: center; max-width: 100%; border: 1px solid var(--ww-line); border-radius: 3px; background: var(--ww-sunken); font: 13px/18px ${MONO}; padding: 0 4px; overflow-wrap: anywhere; min-height: 22px; }
${R} .ww-chip-x { margin-right: -4px; }
${R} .ww-chip-x, ${R} .ww-remove { border: 0; background: none; color: var(--ww-text-2); cursor: pointer; padding: 0; min-width: 24px; min-height: 22px; font: inherit; line-height: 1; }
${R} :is(.ww-chip-x, .ww-remove):focus-visible { outline: 2px solid var(--ww-focus); outline-offset: -2px; }
${R} .ww-options { position: absolute; z-index: 20; left: 0; top: 100%; min-width: 100%; max-width: min(560px, 90vw); max-height: 264px; overflow-y: auto; background: var(--ww-section); border: 1px solid var(--ww-control); border-radius: 3px; box-shadow: 0 2px 6px rgba(0, 0, 0, .25); }
${R} .ww-options[hidden] { display: none; }
${R} .ww-option { display: flex; gap: 12px; justify-content: space-between; padding: 3px 8px; cursor: pointer; overflow-wrap: anywhere; max-height: 60px; overflow: hidden; flex: none; }
${R} .ww-option:hover, ${R} .ww-option-active { background: var(--ww-selected); }
${R} .ww-option-active { outline: 2px solid var(--ww-focus); outline-offset: -2px; }
${R} .ww-add-condition { margin-left: 40px; }
${R} .ww-hint { display: flex; gap: 6px; align-items: flex-start; font-size: 12px; line-height: 16px; margin: 3px 0 1px 40px; overflow-wrap: anywhere; }
${R} .ww-hint-error { color: var(--ww-hit); }
${R} .ww-hint .ww-icon { margin-top: 1px; }
${R} .ww-reason { display: block; width: 100%; min-height: 52px; padding: 6px 8px; border-radius: 4px; resize: vertical; font-size: 14px; line-height: 20px; }
${R} .ww-check .ww-hint { margin-left: 0; }
${R} .ww-children { display: flex; flex-wrap: wrap; gap: 2px 12px; }
${R} :is(ins, del) { border-radius: 2px; padding: 0 2px; text-decoration-thickness: 1px; }
${R} ins { background: rgba(26, 137, 41, .14); text-decoration-line: underline; text-underline-offset: 2px; }
${R} del { background: var(--ww-hit-weak); text-decoration-line: line-through; }
${R} .ww-until .ww-input { padding: 0 2px; }
${R} .ww-hides { font-variant-numeric: tabular-nums; }
${R} .ww-find { width: 260px; }
${R} .ww-numbers { display: flex; gap: 12px 28px; padding: 8px 12px; align-items: center; flex-wrap: wrap; }
${R} .ww-big { font-size: 20px; line-height: 24px; font-weight: 500; font-variant-numeric: tabular-nums; white-space: nowrap; }
${R} .ww-effect { display: grid; grid-template-columns: max-content minmax(60px, 250px) max-content; gap: 4px 12px; align-items: center; font-size: 13px; flex: 1; }
${R} .ww-effect-bar { display: flex; height: 10px; max-width: 100%; border-radius: 2px; overflow: hidden; background: repeating-linear-gradient(135deg, var(--ww-filtered) 0 1px, transparent 1px 4px); border: 1px solid var(--ww-filtered); box-sizing: border-box; }
${R} .ww-effect-filter i { background: var(--ww-hit); }
${R} .ww-effect-condition i { background: var(--ww-known); }
${R} .ww-groups { overflow-x: auto; }
${R} .ww-groups .ww-list th:first-child, ${R} .ww-groups .ww-list td:first-child { padding-left: 12px; }
${R} .ww-groups .ww-list .ww-num { text-align: right; }
${R} .ww-check { min-height: 18px; margin-top: 4px; overflow-wrap: anywhere; }
${R} .ww-history > li { display: grid; grid-template-columns: 128px minmax(0, 1fr) auto; gap: 8px; padding: 5px 12px; border-bottom: 1px solid var(--ww-line-2); font-size: 13px; line-height: 18px; overflow-wrap: anywhere; }
${R} .ww-history > li:last-child { border-bottom: 0; }
${R} .ww-block-line { display: block; }
${R} .ww-diff li { padding: 1px 4px; margin-top: 2px; border-radius: 2px; }
${R} .ww-diff-added { box-shadow: inset 3px 0 0 var(--ww-ok); padding-left: 8px !important; }
${R} .ww-diff-removed { box-shadow: inset 3px 0 0 var(--ww-hit); padding-left: 8px !important; }
${R} .ww-both { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; margin-top: 8px; }
${R} .ww-grey { padding: 8px 12px; }
${R} .ww-grey i { display: block; height: 16px; margin: 8px 0; background: var(--ww-line-2); border-radius: 3px; }
`;
