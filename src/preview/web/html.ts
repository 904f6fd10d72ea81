import { HTML_TYPE, reply, type Reply } from '../http/reply';
import { xmlText } from '../rest/xml';

/** Text that is HTML already; everything else is escaped when it is put into a page. */
export interface Html {
  readonly html: string;
}

/** Builds HTML: interpolated texts are escaped, Html stays, lists are joined. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  return { html: parts.map((part, index) => part + (index < values.length ? shown(values[index]) : '')).join('') };
}

function shown(value: string | number | Html | readonly Html[] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return xmlText(String(value));
  return 'html' in value ? value.html : value.map((each) => each.html).join('');
}

/** Only our own scripts run in a page, and nobody may frame it. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-ancestors 'self'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

/** A whole page as an answer. */
export function htmlPage(
  page: Html,
  status = 200,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Reply {
  return reply(status, HTML_TYPE, `<!DOCTYPE html>\n${page.html}`, {
    'Content-Security-Policy': POLICY,
    'Referrer-Policy': 'same-origin',
    ...headers,
  });
}
