import { startPreview, type Preview, type PreviewOptions } from '../../../src/preview/start';
import { fakeEngine, type FakeEngine } from './fake_engine';
import { smallApp, temporaryFolder } from './small_app';

export const PASSWORD = 'correct horse';

export interface TestPreview extends Preview {
  readonly engine: FakeEngine;
  readonly options: PreviewOptions;
  /** A call to the management port as admin; the body of a form or JSON. */
  readonly call: (
    method: string,
    path: string,
    form?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
  /** What lies behind keys and indexes of the JSON; undefined when there is no such thing. */
  readonly at: (...path: readonly (string | number)[]) => unknown;
}

export async function testPreview(more: Partial<PreviewOptions> = {}): Promise<TestPreview> {
  const engine = fakeEngine();
  const options: PreviewOptions = {
    dataFolder: temporaryFolder(),
    appFolder: smallApp(),
    host: '127.0.0.1',
    webPort: 0,
    managementPort: 0,
    password: PASSWORD,
    isSample: false,
    now: () => Date.now(),
    say: () => undefined,
    runInputs: false,
    openEngine: () => Promise.resolve(engine),
    ...more,
  };
  const preview = await startPreview(options);
  const basic = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
  return {
    ...preview,
    engine,
    options,
    call: (method, path, form, headers = {}) =>
      fetchAnswer(preview.management + path, method, form, { Authorization: basic, ...headers }),
  };
}

export async function fetchAnswer(
  url: string,
  method: string,
  form: Readonly<Record<string, string>> | string | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const body = form === undefined ? undefined : typeof form === 'string' ? form : new URLSearchParams(form).toString();
  const type = typeof form === 'string' ? 'application/json' : 'application/x-www-form-urlencoded';
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'Content-Type': type }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const json = parsed(text);
  return { status: response.status, headers: response.headers, text, json, at: (...path) => valueAt(json, path) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value behind a path of keys and indexes. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) {
      const list: readonly unknown[] = inner;
      return list[Number(key)];
    }
    return typeof inner === 'object' && inner !== null
      ? new Map<string, unknown>(Object.entries(inner)).get(String(key))
      : undefined;
  }, value);
}

/** One field of every member of a list. */
export function each(list: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  return Array.isArray(list) ? list.map((member: unknown) => valueAt(member, path)) : [];
}
