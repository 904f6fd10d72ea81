/** Styles that every page shares. Scoped by the root's class, doubled, so that they win over what is around. */

export const baseStyles = `
:root:root .ww-root {
  box-sizing: border-box; min-height: 100%; margin: 0; padding: 12px 16px 16px; text-align: left;
  background: var(--ww-page); color: var(--ww-text); letter-spacing: normal; text-transform: none;
  font: 14px/20px "Splunk Platform Sans", "Proxima Nova", Roboto, Droid, "Helvetica Neue", Helvetica, Arial, sans-serif;
  -webkit-font-smoothing: antialiased; position: relative;
}
:root:root:root .ww-root h1 { font-size: 20px; line-height: 28px; font-weight: 500; margin: 0; }
:root:root:root .ww-root h2 { font-size: 14px; line-height: 20px; font-weight: 700; margin: 0; }
:root:root:root .ww-root h3 { font-size: 12px; line-height: 16px; font-weight: 700; margin: 0; color: var(--ww-text-2); }
:root:root:root .ww-root :is(p, dl, dd, ul, ol, figure) { margin: 0; padding: 0; }
:root:root:root .ww-root :is(ul, ol) { list-style: none; }
:root:root:root .ww-root .ww-link, :root:root:root .ww-root a.ww-link {
  color: var(--ww-link); text-decoration: none; background: none; border: 0; padding: 0; margin: 0; cursor: pointer;
  font: inherit; text-align: left; display: inline-flex; align-items: center; gap: 4px;
}
:root:root:root .ww-root .ww-link:hover { text-decoration: underline; }
:root:root:root .ww-root .ww-small { font-size: 12px; line-height: 16px; }
:root:root:root .ww-root .ww-muted { color: var(--ww-text-2); }
:root:root:root .ww-root .ww-strong { font-weight: 700; }
:root:root:root .ww-root .ww-red { color: var(--ww-hit); }
:root:root:root .ww-root .ww-mono { font: 13px/18px "Splunk Platform Mono", Inconsolata, Consolas, "Droid Sans Mono", Monaco, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
:root:root:root .ww-root .ww-num { text-align: right; font-variant-numeric: tabular-nums; }
:root:root:root .ww-root .ww-box { background: var(--ww-section); border: 1px solid var(--ww-line); border-radius: 4px; }
:root:root:root .ww-root .ww-row { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; }
:root:root:root .ww-root .ww-grow { flex: 1; min-width: 0; }
:root:root:root .ww-root .ww-label { display: block; font-size: 12px; line-height: 16px; color: var(--ww-text-2); margin-bottom: 1px; }
:root:root:root .ww-root .ww-tag { display: inline-flex; align-items: center; gap: 4px; height: 20px; padding: 0 6px; border-radius: 3px; font-size: 12px; line-height: 16px; border: 1px solid var(--ww-line); background: var(--ww-sunken); color: var(--ww-text); white-space: nowrap; }
:root:root:root .ww-root .ww-tag-new { background: var(--ww-new-weak); border-color: transparent; }
:root:root:root .ww-root .ww-tag-hit { background: var(--ww-hit-weak); border-color: transparent; }
:root:root:root .ww-root .ww-tag-sample { border: 1px dashed var(--ww-control); background: none; color: var(--ww-text-2); }
:root:root:root .ww-root kbd { font: 12px/16px inherit; border: 1px solid var(--ww-line); border-bottom-width: 2px; border-radius: 3px; padding: 0 4px; background: var(--ww-sunken); }
:root:root:root .ww-root .ww-icon-button { background: none; border: 0; padding: 2px; color: var(--ww-link); cursor: pointer; min-width: 24px; min-height: 24px; font: inherit; line-height: 1; }
:root:root:root .ww-root .ww-icon { width: 14px; height: 14px; display: inline-block; vertical-align: -2px; flex: none; }
:root:root:root .ww-root .ww-notice { display: flex; gap: 8px; align-items: flex-start; flex-wrap: wrap; padding: 8px 12px; border-left: 3px solid var(--ww-control); border-radius: 2px; background: var(--ww-section); margin-bottom: 8px; }
:root:root:root .ww-root .ww-notice-error { border-color: var(--ww-hit); background: var(--ww-hit-weak); }
:root:root:root .ww-root .ww-notice-warning { border-color: var(--ww-warn); background: var(--ww-warn-weak); }
:root:root:root .ww-root .ww-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:root:root:root .ww-root :is(summary, .ww-link, .ww-icon-button, .ww-chip, .ww-tab, .ww-sort, .ww-resize, .ww-details-body, .ww-table-frame, tr, input[type=radio], input[type=checkbox]):focus-visible { outline: 2px solid var(--ww-focus); outline-offset: -2px; }
:root:root:root .ww-root pre.ww-code { margin: 0; padding: 8px; background: var(--ww-sunken); border: 1px solid var(--ww-line-2); border-radius: 3px; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (forced-colors: active) { :root:root:root .ww-root [role="radio"][aria-checked="true"] { outline: 2px solid Highlight; outline-offset: -3px; } }
@media (prefers-reduced-motion: reduce) { :root:root:root .ww-root :not(.ww-grey, .ww-card) { animation: none !important; transition: none !important; scroll-behavior: auto !important; } }
@media screen and (max-width: 700px) {
  :root:root:root :is(.ww-root, [data-test="layer-container"]) :is(button, a[data-test], input:not([type="radio"], [type="checkbox"]), [role="menuitem"], [role="option"], [role="tab"], label) { min-height: 44px; min-width: 44px; }
  :root:root:root .ww-root :is(.ww-link, a) { min-height: 44px; min-width: 44px; }
  :root:root:root .ww-root a { display: inline-flex; align-items: center; }
}
@media print {
  :root:root:root .ww-root { padding: 0; background: #fff; }
  :root:root:root .ww-root .ww-no-print { display: none !important; }
}
`;

/** Styles of what several pages show: dialogs and lists. */
export const sharedPartStyles = `
:root:root:root .ww-root .ww-shade { position: fixed; inset: 0; z-index: 1000; background: rgba(0, 0, 0, .45); display: flex; align-items: flex-start; justify-content: center; }
:root:root:root .ww-root .ww-dialog { text-align: left; margin-top: 10vh; width: min(560px, calc(100vw - 24px)); max-height: 80vh; display: flex; flex-direction: column; background: var(--ww-section); border: 1px solid var(--ww-line); border-radius: 4px; }
:root:root:root .ww-root .ww-dialog-wide { margin: 0 0 0 auto; width: min(760px, 100vw); height: 100%; max-height: none; border-radius: 0; }
:root:root:root .ww-root .ww-dialog-head { display: flex; align-items: center; gap: 8px; padding: 10px 16px; border-bottom: 1px solid var(--ww-line); }
:root:root:root .ww-root .ww-dialog-body { padding: 12px 16px 16px; overflow-y: auto; overscroll-behavior: contain; }
:root:root:root .ww-root .ww-dialog .ww-row { justify-content: flex-start; }
:root:root:root .ww-root .ww-dialog:focus { outline: none; }
:root:root:root .ww-root .ww-block { margin-top: 12px; padding-top: 10px; border-top: 1px solid var(--ww-line-2); }
:root:root:root .ww-root .ww-list { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 18px; }
:root:root:root .ww-root .ww-list th { text-align: left; font-size: 12px; color: var(--ww-text-2); padding: 4px 8px 4px 0; border-bottom: 1px solid var(--ww-line); }
:root:root:root .ww-root .ww-list td { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--ww-line-2); vertical-align: top; overflow-wrap: anywhere; }
:root:root:root .ww-root .ww-ok { color: var(--ww-ok); }
@media screen and (max-width: 700px) {
  :root:root:root .ww-root { padding: 8px 8px 16px; }
  :root:root:root .ww-root :is(.ww-dialog, .ww-dialog-wide) { margin: 0; width: 100vw; height: 100%; max-height: none; border: 0; border-radius: 0; }
  :root:root:root .ww-root .ww-dialog-head { padding: 4px 4px 4px 16px; }
  :root:root:root .ww-root .ww-dialog-head h2 { font-size: 16px; }
}
`;
