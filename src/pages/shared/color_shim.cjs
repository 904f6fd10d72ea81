/**
 * Stands in for colorjs.io (26 KB gzip), of which @splunk/themes 1.12.0 uses this much: reading an sRGB colour as CSS
 * writes it, setting its alpha, and writing it again. CommonJS, because its only importer is.
 */
const named = { transparent: [0, 0, 0, 0], black: [0, 0, 0, 1], white: [1, 1, 1, 1] };

function fromHex(digits) {
  const wide = digits.length < 6 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const part = (at) => (at < wide.length ? parseInt(wide.slice(at, at + 2), 16) / 255 : 1);
  return [part(0), part(2), part(4), part(6)];
}

function fromNumbers(text) {
  const parts = text.split(/[\s,/]+/).filter(Boolean);
  const value = (part, most) => (part.endsWith('%') ? parseFloat(part) / 100 : parseFloat(part) / most);
  const [red = '0', green = '0', blue = '0', alpha = '1'] = parts;
  return [value(red, 255), value(green, 255), value(blue, 255), value(alpha, 1)];
}

function read(text) {
  const trimmed = text.trim().toLowerCase();
  const hex = /^#([0-9a-f]{3,8})$/.exec(trimmed);
  if (hex !== null) return fromHex(hex[1]);
  const numbers = /^rgba?\(([^)]*)\)$/.exec(trimmed);
  return numbers === null ? named[trimmed] : fromNumbers(numbers[1]);
}

class Color {
  constructor(_space, coords, alpha = 1) {
    this.coords = coords;
    this.alpha = alpha;
  }

  /** The colour, or null when the text is none (colours beyond sRGB are none of the themes'). */
  static try(text) {
    const found = read(text);
    return found === undefined ? null : new Color('srgb', found.slice(0, 3), found[3]);
  }

  /** All colours here are sRGB already. */
  to() {
    return new Color('srgb', [...this.coords], this.alpha);
  }

  toString() {
    const [red, green, blue] = this.coords.map((share) => Math.round(share * 255));
    return this.alpha === 1 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${this.alpha})`;
  }
}

module.exports = Color;
