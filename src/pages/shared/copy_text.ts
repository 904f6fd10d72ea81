/**
 * Puts a text into the clipboard; rejects when the browser refuses. Browsers offer the clipboard's own interface on HTTPS
 * and localhost alone, and Splunk Web often runs without either: there the text is copied as if it had been marked by hand.
 */
export async function copyText(text: string): Promise<void> {
  if (globalThis.isSecureContext) return navigator.clipboard.writeText(text);
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.focus();
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  if (!done) throw new Error('The browser refuses to copy.');
}
