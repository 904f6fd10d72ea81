/** The preview's own top bar and pages around the app's. */
export const PREVIEW_CSS = `
body { margin: 0; font-family: "Splunk Platform Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-size: 14px; }
html[data-theme="light"] body { background: #f2f4f5; color: #2c2c2c; }
html[data-theme="dark"] body { background: #171d21; color: #e1e6eb; }
.preview-bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding: 6px 16px; background: #31373e; color: #fff; font-size: 13px; }
.preview-bar a { color: #fff; text-decoration: none; padding: 4px 6px; border-radius: 3px; }
.preview-bar a:hover { background: #4b535b; }
.preview-bar a:focus-visible { outline: 2px solid #8ac6ff; outline-offset: 1px; }
.preview-bar a[aria-current="page"] { box-shadow: inset 0 -2px 0 #65a637; }
.preview-bar strong { font-size: 14px; }
.preview-bar .preview-label { border: 1px solid #8ac6ff; border-radius: 3px; padding: 0 6px; color: #cfe7ff; }
.preview-bar .preview-space { flex: 1 1 auto; }
.preview-login { max-width: 340px; margin: 12vh auto 0; padding: 0 16px; }
.preview-login label { display: block; margin: 12px 0 4px; }
.preview-login input { width: 100%; box-sizing: border-box; padding: 8px; font-size: 14px; border: 1px solid #6b7785; border-radius: 3px; }
.preview-login button { margin-top: 16px; padding: 8px 20px; font-size: 14px; border: 0; border-radius: 3px; background: #0b6e3b; color: #fff; cursor: pointer; }
.preview-error { color: #b3261e; }
html[data-theme="dark"] .preview-error { color: #ff9c93; }
.preview-text { padding: 24px 16px; max-width: 720px; }
`;

/** Bare element rules such as a classic dashboard brings: an app's root must be proof against them. */
export const DASHBOARD_CSS = `
.dashboard-body { padding: 0 20px 20px; min-height: 500px; }
.dashboard-header h1 { font-size: 24px; line-height: 30px; margin: 16px 0 10px; }
.dashboard-row { display: flex; gap: 5px; }
.dashboard-cell { flex: 1 1 0; min-width: 0; }
.dashboard-panel { margin: 0 0 5px; }
.dashboard-body p { margin: 0 0 10px; }
.dashboard-body ul, .dashboard-body ol { padding: 0; margin: 0 0 10px 25px; }
.dashboard-body label { display: block; margin-bottom: 5px; }
.dashboard-body input, .dashboard-body textarea, .dashboard-body select { display: inline-block; height: 20px; padding: 4px 6px; margin-bottom: 10px; font-size: 14px; line-height: 20px; border: 1px solid #c3cbd4; border-radius: 3px; width: 206px; }
.dashboard-body textarea { height: auto; }
.dashboard-body button { margin: 0; font-size: 100%; line-height: normal; }
.dashboard-body table { max-width: 100%; background-color: transparent; border-collapse: collapse; border-spacing: 0; }
.dashboard-body h2, .dashboard-body h3 { margin: 10px 0; line-height: 20px; }
.dashboard-body a { color: #1a6fb0; text-decoration: none; }
.dashboard-body pre, .dashboard-body code { font-family: "Splunk Data Sans Mono", Menlo, Consolas, monospace; font-size: 12px; }
`;
