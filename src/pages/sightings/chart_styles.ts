/** Styles of the strip's frame, and of the chart on a phone: by the class that its layout sets, so that heights and styles agree. */

const R = ':root:root:root .ww-root';
const P = `${R} .ww-phone`;

export const chartStyles = `
${R} .ww-rows-all { touch-action: pan-y; }
${R} .ww-chart :is(.ww-over, .ww-axis) { user-select: none; }
${R} .ww-stuck { position: sticky; top: 0; height: 0; z-index: 2; }
${R} .ww-stuck .ww-head { box-shadow: 0 1px 3px rgba(0, 0, 0, .25); }
${R} .ww-cut { padding: 8px 12px; color: var(--ww-text-2); }
${R} .ww-strip { position: absolute; inset: 0; }
${R} .ww-strip-frame { position: absolute; top: 0; bottom: 0; box-sizing: border-box; border: 1px solid var(--ww-control); cursor: grab; }
${R} .ww-strip-frame::before, ${R} .ww-strip-frame::after { content: ""; position: absolute; top: 18px; width: 3px; height: 18px; background: var(--ww-text-2); cursor: ew-resize; }
${R} .ww-strip-frame::before { left: 0; }
${R} .ww-strip-frame::after { right: 0; }
${P} .ww-over { display: block; height: auto; padding: 8px 12px; }
${P} .ww-over-text { padding: 0 0 4px; white-space: normal; }
${P} .ww-axis { display: block; height: 24px; padding: 0 12px; }
${P} .ww-axis > :not(.ww-plot) { display: none; }
${P} .ww-head { display: flex; padding: 0 12px; }
${P} .ww-head > .ww-num { display: none; }
${P} .ww-head-name { flex: 1; padding: 0; }
${P} .ww-line { grid-template: "glyphs pair when" 20px "bar bar bar" 20px "starts starts hosts" 16px / auto 1fr auto; column-gap: 6px; align-content: center; padding: 0 12px; }
${P} .ww-glyphs { grid-area: glyphs; padding: 0; }
${P} .ww-glyphs:empty + .ww-pair { margin-left: -6px; }
${P} .ww-pair { grid-area: pair; }
${P} .ww-pair i:first-child { min-width: 28px; }
${P} .ww-when { grid-area: when; justify-self: end; font-size: 12px; color: var(--ww-text-2); white-space: nowrap; }
${P} .ww-when b { color: var(--ww-text); }
${P} .ww-starts { grid-area: starts; overflow: hidden; text-overflow: ellipsis; }
${P} .ww-hosts { grid-area: hosts; justify-self: end; }
${P} :is(.ww-starts, .ww-hosts) { font-size: 12px; line-height: 16px; color: var(--ww-text-2); white-space: nowrap; }
`;
