/** ECharts with as many rows, a range a row, forty in view: what its own examples do for such a chart. Runs in the page. */

interface PeerApi {
  readonly value: (dimension: number) => number;
  readonly coord: (point: readonly [number, number]) => readonly [number, number];
}

interface PeerChart {
  readonly setOption: (option: object) => void;
  readonly dispatchAction: (action: object) => void;
}

declare global {
  var echarts: { readonly init: (element: Element | null) => PeerChart };
  var peerChart: PeerChart;
  var peerRows: readonly (readonly number[])[];
  var peerNames: readonly string[];
}

/** Makes the rows and their names, and keeps them. */
export function makePeer(rows: number): void {
  globalThis.peerRows = Array.from({ length: rows }, (_, i) => [i, (i * 104_729) % 2_000_000, 500_000]);
  globalThis.peerNames = peerRows.map((_, i) => `WEB-${i % 2000} w3wp.exe child${i}.exe`);
}

/** Draws the rows; milliseconds until the second frame after. */
export async function drawPeer(): Promise<number> {
  const data = peerRows;
  const began = performance.now();
  const chart = echarts.init(document.querySelector('#webshell-watch-root'));
  globalThis.peerChart = chart;
  chart.setOption({
    animation: false,
    xAxis: { type: 'value', min: 0, max: 2_500_000 },
    yAxis: { type: 'category', data: peerNames, inverse: true },
    dataZoom: [
      { type: 'inside', yAxisIndex: 0, startValue: 0, endValue: 40, filterMode: 'weakFilter' },
      { type: 'inside', xAxisIndex: 0, start: 0, end: 100, filterMode: 'none' },
    ],
    series: [
      {
        type: 'custom',
        encode: { x: [1], y: 0 },
        data,
        renderItem: (_parameters: object, api: PeerApi) => {
          const [x, y] = api.coord([api.value(1), api.value(0)]);
          const [end] = api.coord([api.value(1) + api.value(2), api.value(0)]);
          return { type: 'rect', shape: { x, y, width: Math.max(1, end - x), height: 5 }, style: { fill: '#818d99' } };
        },
      },
    ],
  });
  await new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  return performance.now() - began;
}

/** Moves the window of rows a step a frame; milliseconds of the longest frame. */
export async function scrollPeer([steps, rows]: readonly [number, number]): Promise<number> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  let [before, longest] = [await frame(), 0];
  for (let i = 0; i < steps; i++) {
    const from = (i * 10) % (rows - 40);
    peerChart.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, startValue: from, endValue: from + 40 });
    const now = await frame();
    longest = Math.max(longest, now - before);
    before = now;
  }
  return longest;
}

/** Zooms the time a step, as an event of its own: the browser counts no script that its tools run. */
export function zoomPeer(step: number): void {
  const by = 4 * (step < 5 ? step : 10 - step);
  setTimeout(() => peerChart.dispatchAction({ type: 'dataZoom', dataZoomIndex: 1, start: by, end: 100 - by }));
}
