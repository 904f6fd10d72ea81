import type { Page } from 'playwright-core';

/** Two drawings of the same slanted edge may differ by so much in a pixel's colour (of 255). */
export const SMOOTHING = 8;

/** The largest difference of two pictures (PNG) in any pixel and colour, 0 to 255; 255 when their sizes differ. */
export function largestDifference(page: Page, a: Buffer, b: Buffer): Promise<number> {
  return page.evaluate(
    async (texts) => {
      const read = async (text: string): Promise<ImageData> => {
        const image = new Image();
        image.src = `data:image/png;base64,${text}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [one, other] = await Promise.all(texts.map(read));
      if (one === undefined || one.width !== other?.width || one.height !== other.height) return 255;
      let most = 0;
      one.data.forEach((value, i) => (most = Math.max(most, Math.abs(value - (other.data[i] ?? 0)))));
      return most;
    },
    [a.toString('base64'), b.toString('base64')],
  );
}
