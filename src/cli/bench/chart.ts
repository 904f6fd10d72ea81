import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { findBrowser, launch } from './browser';
import { longestFrame, probe, type Probe } from './chart_probe';
import { drawPeer, makePeer, scrollPeer, zoomPeer } from './chart_peer';
import { median, type Benchmark, type BenchFigure } from './figure';
import { findPeer } from './peers';

/** The chart of the page Sightings at 200,000 rows in headless Chromium, beside ECharts with as many. */
export const chartBenchmark: Benchmark = {
  name: 'chart',
  about: '200,000 sightings of 2,000 hosts in the chart, headless Chromium, 1440 × 900',
  run: measured,
};

const ROWS = 200_000;
const HOSTS = 2000;
/**
 * Fresh pages, because only the first paint of a page is a first one: its code is compiled while it runs. Memory is
 * measured in another, since collecting garbage throws compiled code away, which no browser does before it paints.
 */
const PAGES = 5;
const ZOOMS = 50;
const SCROLLS = 300;
const BUNDLE = 'dist/bench_pages/chart.js';
const MEGABYTE = 1_000_000;

/** What is measured alike of the chart and of its peer. */
interface Measures extends Paint {
  /** Milliseconds of script in a zoom step. */
  readonly zoom: readonly number[];
  readonly frame: number;
  /** Bytes, after collecting garbage. */
  readonly heap: number;
}

interface Paint {
  /** Milliseconds from the data being handed over to the second frame after. */
  readonly paint: number;
  /** Milliseconds of it in which the page's main thread was at work. */
  readonly busy: number;
}

async function measured(): Promise<readonly BenchFigure[]> {
  const found = findBrowser();
  if (found === undefined || !existsSync(BUNDLE)) return [missing(found === undefined ? 'no browser here' : BUNDLE)];
  const browser = await launch(found);
  try {
    const ours = await ourFigures(browser);
    const peer = findPeer('node_modules/echarts/dist/echarts.min.js');
    return figures(ours, peer === undefined ? undefined : await peerMeasures(browser, peer));
  } finally {
    await browser.close();
  }
}

const missing = (what: string): BenchFigure => ({
  name: 'chart',
  value: NaN,
  unit: 'ms',
  note: `not measured: ${what}`,
});

interface OurPaint extends Paint {
  /** Milliseconds until the canvas is drawn. */
  readonly drawn: number;
  readonly steps: Readonly<Record<string, number>>;
}

interface OurFigures extends Measures, OurPaint {
  /** Milliseconds until all groups are open. */
  readonly openAll: number;
  readonly lines: number;
}

function figures(ours: OurFigures, peer: Measures | undefined): readonly BenchFigure[] {
  const against = (of: (measures: Measures) => number): Partial<BenchFigure> =>
    peer === undefined
      ? { note: 'ECharts is not installed below WEBSHELL_WATCH_PEERS' }
      : { peer: { name: 'ECharts 6.1.0', value: of(peer) } };
  const steps = Object.entries(ours.steps);
  const sum = steps.reduce((total, [, each]) => total + each, 0);
  return [
    { name: 'first paint of the rows', value: ours.paint, unit: 'ms', ...against(({ paint }) => paint) },
    { name: 'of it the main thread at work', value: ours.busy, unit: 'ms', ...against(({ busy }) => busy) },
    { name: 'of it until the canvas is drawn', value: ours.drawn, unit: 'ms' },
    { name: `all groups opened, ${ours.lines.toLocaleString('en-US')} lines`, value: ours.openAll, unit: 'ms' },
    { name: 'zoom step, script, median', value: median(ours.zoom), unit: 'ms', ...against(({ zoom }) => median(zoom)) },
    {
      name: 'zoom step, script, 95th percentile',
      value: high(ours.zoom),
      unit: 'ms',
      ...against(({ zoom }) => high(zoom)),
    },
    {
      name: `longest frame of ${SCROLLS} scroll steps`,
      value: ours.frame,
      unit: 'ms',
      ...against(({ frame }) => frame),
    },
    {
      name: 'memory after load, scroll and zoom',
      value: ours.heap / MEGABYTE,
      unit: 'MB',
      ...against(({ heap }) => heap / MEGABYTE),
    },
    {
      name: 'from results to groups, script',
      value: sum,
      unit: 'ms',
      note: steps.map(([name, value]) => `${name} ${value.toFixed(0)}`).join(', '),
    },
  ];
}

/** The 95th percentile. */
const high = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? NaN;

const HTML = `<!doctype html><html><head><meta charset="utf-8"></head><body style="margin:0">
<div id="webshell-watch-root" style="width:1440px;height:900px"></div></body></html>`;
const ADDRESS = 'http://chart.invalid/en-US/app/webshell_watch/sightings';

/** An empty page with the globals of Splunk Web, nothing of it answered by a network. */
async function emptyPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.route('**/*', (route) =>
    route.request().url() === ADDRESS
      ? route.fulfill({ contentType: 'text/html', body: HTML })
      : route.fulfill({ status: 404, body: '' }),
  );
  await page.addInitScript(() =>
    Object.assign(globalThis, {
      $C: { SPLUNKD_PATH: '/en-US/splunkd/__raw', LOCALE: 'en-US', MRSPARKLE_ROOT_PATH: '', SERVER_ZONEINFO: '' },
    }),
  );
  await page.goto(ADDRESS);
  return page;
}

async function ourFigures(browser: Browser): Promise<OurFigures> {
  const paint = await medianPaint(() => ourPaint(browser));
  return inPage(browser, BUNDLE, async (page, at) => {
    await page.evaluate(([rows, hosts]) => chartBench.make(rows, hosts), [ROWS, HOSTS] as const);
    const before = await at.heap();
    await page.evaluate(() => chartBench.firstPaint());
    const { lines, script } = await page.evaluate(() => chartBench.openAll());
    const frame = await page.evaluate(longestFrame, [SCROLLS, '.ww-rows'] as const);
    const zoom = await zoomSteps(page, at);
    return { ...paint, openAll: script, lines, frame, zoom, heap: (await at.heap()) - before };
  });
}

const ourPaint = (browser: Browser): Promise<OurPaint> =>
  inPage(browser, BUNDLE, async (page, at) => {
    const steps = await page.evaluate(([rows, hosts]) => chartBench.make(rows, hosts), [ROWS, HOSTS] as const);
    const idle = await at.busy();
    const { drawn, shown } = await page.evaluate(() => chartBench.firstPaint());
    return { paint: shown, busy: (await at.busy()) - idle, drawn, steps };
  });

/** Does something in a fresh page that has this bundle. */
async function inPage<T>(browser: Browser, bundle: string, work: (page: Page, at: Probe) => Promise<T>): Promise<T> {
  const page = await emptyPage(browser);
  await page.addScriptTag({ path: bundle });
  const result = await work(page, await probe(page));
  await page.close();
  return result;
}

/** The middle first paint of several. */
async function medianPaint<T extends Paint>(measure: () => Promise<T>): Promise<T> {
  const all: T[] = [];
  for (let i = 0; i < PAGES; i++) all.push(await measure());
  const middle = all.sort((a, b) => a.paint - b.paint)[all.length >> 1];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

/** Half by key, half by wheel, in and out. */
async function zoomSteps(page: Page, at: Probe): Promise<readonly number[]> {
  const taken: number[] = [];
  await page.locator('.ww-rows').focus();
  await page.mouse.move(1100, 450);
  for (let i = 0; i < ZOOMS; i++) {
    const isIn = i % 10 < 5;
    const before = await at.script();
    if (i < ZOOMS / 2) await page.keyboard.press(isIn ? 'w' : 's');
    else {
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, isIn ? -100 : 100);
      await page.keyboard.up('Control');
    }
    await at.settled();
    taken.push((await at.script()) - before);
  }
  return taken;
}

async function peerMeasures(browser: Browser, bundle: string): Promise<Measures> {
  const paint = await medianPaint(() => peerPaint(browser, bundle));
  return inPage(browser, bundle, async (page, at) => {
    await page.evaluate(makePeer, ROWS);
    const before = await at.heap();
    await page.evaluate(drawPeer);
    const frame = await page.evaluate(scrollPeer, [SCROLLS, ROWS] as const);
    const zoom: number[] = [];
    for (let i = 0; i < ZOOMS; i++) {
      const script = await at.script();
      await page.evaluate(zoomPeer, i % 10);
      await at.settled();
      zoom.push((await at.script()) - script);
    }
    return { ...paint, frame, zoom, heap: (await at.heap()) - before };
  });
}

const peerPaint = (browser: Browser, bundle: string): Promise<Paint> =>
  inPage(browser, bundle, async (page, at) => {
    await page.evaluate(makePeer, ROWS);
    const idle = await at.busy();
    const paint = await page.evaluate(drawPeer);
    return { paint, busy: (await at.busy()) - idle };
  });
