/** Styles of the chart on a phone: by the class that its layout sets, so that heights and styles never disagree. */

const R = ':root:root:root .ww-root';
const P = `${R} .ww-phone`;

export const chartStyles = `
${R} .ww-rows-all { touch-action: pan-y; }
${P} .ww-over { display: block; height: auto; padding: 8px 12px; }
${P} .ww-over-text { padding: 0 0 4px; white-space: normal; }
${P} .ww-axis { display: block; height: 24px; padding: 0 12px; }
${P} .ww-axis > :not(.ww-plot) { display: none; }
${P} .ww-head { display: flex; padding: 0 12px; }
${P} .ww-head > .ww-num { display: none; }
${P} .ww-head-name { flex: 1; padding: 0; }
${P} .ww-line { grid-template: "glyphs pair when" 20px "bar bar bar" 20px "starts starts hosts" 16px / auto 1fr auto; column-gap: 6px; align-content: center; padding: 0 12px; }
${P} .ww-glyphs { grid-area: glyphs; padding: 0; }
${P} .ww-glyphs:empty { margin-right: -6px; }
${P} .ww-pair { grid-area: pair; }
${P} .ww-when { grid-area: when; font-size: 12px; color: var(--ww-text-2); white-space: nowrap; }
${P} .ww-when b { color: var(--ww-text); }
${P} .ww-starts { grid-area: starts; overflow: hidden; text-overflow: ellipsis; }
${P} .ww-hosts { grid-area: hosts; }
${P} :is(.ww-starts, .ww-hosts) { font-size: 12px; line-height: 16px; color: var(--ww-text-2); white-space: nowrap; }
`;
