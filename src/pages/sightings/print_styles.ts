/** Styles for paper: the rows as a list with all of them, details below it, nothing that can only be pressed. */

const R = ':root:root:root .ww-root';

export const printStyles = `
@media print {
  ${R} .ww-header { display: block; }
  ${R} .ww-work { height: auto; min-height: 0; display: block; }
  ${R} :is(.ww-left, .ww-shade) { display: none; }
  ${R} .ww-details { width: auto; border: 0; overflow: visible; break-before: page; }
  ${R} .ww-details > header, ${R} .ww-details-body { padding: 0; overflow: visible; }
  ${R} .ww-details section { break-inside: avoid; }
  ${R} .ww-print { font-size: 11px; line-height: 15px; }
  ${R} .ww-print .ww-list { font-size: 11px; line-height: 15px; margin-top: 6px; }
  ${R} .ww-print .ww-mono { font-size: 10px; line-height: 13px; }
  ${R} .ww-print thead { display: table-header-group; }
  ${R} .ww-print tr { break-inside: avoid; }
  ${R} .ww-print td:nth-child(n+3):nth-child(-n+6) { white-space: nowrap; }
  ${R} .ww-print td:last-child { padding-right: 0; }
  ${R} .ww-link { color: inherit; }
  ${R} * { print-color-adjust: exact; }
  @page { margin: 12mm; }
}
`;
