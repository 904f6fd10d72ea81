import type { Row } from '../../engine/types';
import { fieldOf } from '../../engine/values/row';
import { JSON_TYPE, reply, TEXT_TYPE, XML_TYPE, type Reply } from '../http/reply';
import { isoTime } from '../rest/feed_json';
import type { Json, Message } from '../rest/entry';
import { jsonText } from '../rest/json_text';
import type { OutputMode } from '../rest/request';
import { xmlText } from '../rest/xml';
import { cellTexts, type ResultPage } from './result_page';

/** Result rows in every output mode of the API; large pages leave in pieces. */

type Format = (
  page: ResultPage,
  messages: readonly Message[],
) => { readonly type: string; readonly pieces: Iterable<string> };

const formats: Readonly<Record<OutputMode, Format>> = {
  json: (page, messages) => ({ type: JSON_TYPE, pieces: jsonPieces(page, messages) }),
  json_rows: (page, messages) => ({ type: JSON_TYPE, pieces: [jsonRows(page, messages)] }),
  json_cols: (page, messages) => ({ type: JSON_TYPE, pieces: [jsonColumns(page, messages)] }),
  csv: (page) => ({ type: 'text/csv; charset=UTF-8', pieces: csvPieces(page) }),
  raw: (page) => ({ type: TEXT_TYPE, pieces: page.rows.map((row) => `${cellTexts(row._raw).join('\n')}\n`) }),
  xml: (page, messages) => ({ type: XML_TYPE, pieces: xmlPieces(page, messages) }),
  atom: (page) => ({ type: 'application/atom+xml; charset=UTF-8', pieces: atomPieces(page) }),
};

/** The answer for a page of rows. */
export function resultsReply(page: ResultPage, messages: readonly Message[], mode: OutputMode): Reply {
  const { type, pieces } = formats[mode](page, messages);
  return reply(200, type, inChunks(pieces));
}

const CHUNK = 64 * 1024;

/** Joins small pieces and lets others have their turn between large ones. */
async function* inChunks(pieces: Iterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (chunk !== '') yield chunk;
}

/** A row as JSON has it: strings, lists for several values, nothing for null. */
export function jsonRow(row: Row, fields: readonly string[]): Readonly<Record<string, Json>> {
  const cells = fields.map((field) => [field, jsonCell(row, field)] as const);
  return Object.fromEntries(cells.filter(([, cell]) => cell !== null));
}

function jsonCell(row: Row, field: string): Json {
  const texts = cellTexts(fieldOf(row, field));
  return texts.length > 1 ? texts : (texts[0] ?? null);
}

/** How many rows a post-process search gave in all. */
function postProcessCount({ postProcessed }: ResultPage): Readonly<Record<string, number>> {
  return postProcessed === null ? {} : { post_process_count: postProcessed };
}

/** Without rows splunkd names no fields (measured on 10.4.2). */
function nothingFound({ isPreview, offset }: ResultPage, messages: readonly Message[]): string {
  const said = messages.map(({ type, text }) => ({ type, text }));
  return JSON.stringify({
    preview: isPreview,
    init_offset: offset,
    post_process_count: 0,
    messages: said,
    results: [],
  });
}

/** One line: the Python SDK's reader takes every line for a result of its own. */
function* jsonPieces(page: ResultPage, messages: readonly Message[]): Generator<string> {
  const { isPreview, offset, fields, rows } = page;
  if (rows.length === 0 && offset === 0) {
    yield nothingFound(page, messages);
    return;
  }
  const head = JSON.stringify({
    preview: isPreview,
    init_offset: offset,
    ...postProcessCount(page),
    messages: messages.map(({ type, text }) => ({ type, text })),
    fields: fields.map((name) => ({ name })),
  });
  yield `${head.slice(0, -1)},"results":[`;
  for (const [index, row] of rows.entries()) yield (index === 0 ? '' : ',') + JSON.stringify(jsonRow(row, fields));
  yield '],"highlighted":{}}';
}

function jsonRows(page: ResultPage, messages: readonly Message[]): string {
  const { isPreview, offset, fields, rows } = page;
  return JSON.stringify({
    preview: isPreview,
    init_offset: offset,
    ...postProcessCount(page),
    messages,
    fields,
    rows: rows.map((row) => fields.map((field) => jsonCell(row, field))),
  });
}

function jsonColumns(page: ResultPage, messages: readonly Message[]): string {
  const { isPreview, offset, fields, rows } = page;
  return JSON.stringify({
    preview: isPreview,
    init_offset: offset,
    ...postProcessCount(page),
    messages,
    fields,
    columns: fields.map((field) => rows.map((row) => jsonCell(row, field))),
  });
}

function* csvPieces({ fields, rows }: ResultPage): Generator<string> {
  if (rows.length === 0) return;
  yield `${fields.map(csvCell).join(',')}\n`;
  for (const row of rows)
    yield `${fields.map((field) => csvCell(cellTexts(fieldOf(row, field)).join('\n'))).join(',')}\n`;
}

/** A CSV cell, quoted where it must be (RFC 4180). */
export function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* xmlPieces({ isPreview, offset, fields, rows }: ResultPage, messages: readonly Message[]): Generator<string> {
  yield `<?xml version='1.0' encoding='UTF-8'?>\n<results preview='${isPreview ? 1 : 0}'>\n<meta>\n<fieldOrder>\n`;
  yield fields.map((name) => `<field>${xmlText(name)}</field>\n`).join('');
  yield '</fieldOrder>\n</meta>\n';
  if (messages.length > 0) yield xmlMessages(messages);
  for (const [index, row] of rows.entries()) yield xmlRow(row, fields, offset + index);
  yield '</results>';
}

function xmlMessages(messages: readonly Message[]): string {
  const each = messages.map(({ type, text }) => `<msg type='${xmlText(type)}'>${xmlText(text)}</msg>\n`);
  return `<messages>\n${each.join('')}</messages>\n`;
}

function xmlRow(row: Row, fields: readonly string[], offset: number): string {
  const cells = fields.flatMap((field) => {
    const texts = cellTexts(fieldOf(row, field));
    return texts.length === 0 ? [] : [`<field k='${xmlText(field)}'>\n${xmlValues(field, texts)}</field>\n`];
  });
  return `<result offset='${offset}'>\n${cells.join('')}</result>\n`;
}

function xmlValues(field: string, texts: readonly string[]): string {
  if (field === '_raw') return `<v xml:space='preserve' trunc='0'>${xmlText(texts.join('\n'))}</v>\n`;
  return texts.map((text) => `<value><text>${xmlText(text)}</text></value>\n`).join('');
}

function* atomPieces({ fields, rows, offset }: ResultPage): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest">\n<title>results</title>\n';
  for (const [index, row] of rows.entries()) {
    const keys = Object.entries(jsonRow(row, fields)).map(
      ([name, value]) => `<s:key name="${xmlText(name)}">${xmlText(jsonText(value))}</s:key>`,
    );
    yield `<entry><title>${offset + index}</title><updated>${isoTime(0)}</updated><content type="text/xml"><s:dict>${keys.join('')}</s:dict></content></entry>\n`;
  }
  yield '</feed>';
}
