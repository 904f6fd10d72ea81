/** Colours as CSS variables: @splunk/themes' values for both families, plus what the marks of the chart need. */

export type ThemeFamily = 'enterprise' | 'prisma';
export type ColorScheme = 'light' | 'dark';

export interface ThemeChoice {
  readonly family: ThemeFamily;
  readonly colorScheme: ColorScheme;
}

const light = {
  page: '#f2f4f5',
  section: '#ffffff',
  sunken: '#f7f8fa',
  text: '#3c444d',
  'text-2': '#5c6773',
  line: '#d6d6d6',
  'line-2': '#e9ecef',
  control: '#818d99',
  link: '#006297',
  accent: '#1a8929',
  'accent-text': '#ffffff',
  focus: '#006eaa',
  selected: '#e8f1f7',
  hover: 'rgba(0, 0, 0, .04)',
  new: '#864ae0',
  'new-weak': '#f0e5ff',
  hit: '#cf1717',
  'hit-weak': '#ffe5e5',
  known: '#818d99',
  filtered: '#5c6773',
  canary: '#006297',
  warn: '#8a5c00',
  'warn-weak': '#fee7b9',
  ok: '#1a8929',
  shade: 'rgba(134, 74, 224, .05)',
  selection: 'rgba(0, 98, 151, .14)',
  density: 'rgba(255, 255, 255, .75)',
};

export type VariableName = keyof typeof light;
type Variables = Readonly<Record<VariableName, string>>;

const dark: Variables = {
  page: '#171d21',
  section: '#1e2427',
  sunken: '#20262a',
  text: '#ffffff',
  'text-2': '#c3cbd4',
  line: '#404547',
  'line-2': '#2f3538',
  control: '#818d99',
  link: '#00a4fd',
  accent: '#1a8929',
  'accent-text': '#000000',
  focus: '#00a4fd',
  selected: '#22333f',
  hover: 'rgba(255, 255, 255, .06)',
  new: '#a974f7',
  'new-weak': '#2e1b4b',
  hit: '#ff5252',
  'hit-weak': '#391313',
  known: '#818d99',
  filtered: '#a9b2bc',
  canary: '#00a4fd',
  warn: '#ffaf0f',
  'warn-weak': '#331e00',
  ok: '#20ac33',
  shade: 'rgba(169, 116, 247, .12)',
  selection: 'rgba(0, 164, 253, .2)',
  density: 'rgba(30, 36, 39, .7)',
};

const prismaLight: Partial<Variables> = {
  page: '#f7f8fa',
  link: '#0a60ca',
  accent: '#0264d7',
  focus: '#0264d7',
  canary: '#0a60ca',
};
const prismaDark: Partial<Variables> = {
  page: '#111215',
  section: '#1a1c20',
  sunken: '#23262b',
  text: '#fafafa',
  'text-2': '#c5c9d1',
  line: '#43454b',
  'line-2': '#2d3036',
  link: '#7fa7ff',
  accent: '#3993ff',
  focus: '#7fa7ff',
  selected: '#222f45',
  canary: '#7fa7ff',
};

/** The values for a theme. */
export function themeVariables({ family, colorScheme }: ThemeChoice): Variables {
  const base = colorScheme === 'dark' ? dark : light;
  if (family === 'enterprise') return base;
  return { ...base, ...(colorScheme === 'dark' ? prismaDark : prismaLight) };
}

/** The values as an inline style, names beginning with `--ww-`. */
export const variableStyle = (choice: ThemeChoice): Record<string, string> =>
  Object.fromEntries(Object.entries(themeVariables(choice)).map(([name, value]) => [`--ww-${name}`, value]));
