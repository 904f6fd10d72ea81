/**
 * Keeps a dashboard's style sheet out of the page. Splunk's dashboards bring rules for bare `input`, `table`, `h2` and
 * `input[type=text]`; react-ui's single classes lose against the latter. Every styled-components rule therefore gets a
 * heavier selector, and under it everything starts from the browser's own styles.
 */

const HEAVY = ':root:root:root ';
const BLOCK = 2;
const KEYFRAMES = 107;

type StylisPlugin = (
  context: number,
  content: string,
  selectors: string[],
  parents: string[],
  line: number,
  column: number,
  length: number,
  type?: number,
) => void;

/** A plugin of stylis 3 (styled-components 5) that makes each selector win against a dashboard's. */
export const heavierSelectors: StylisPlugin = (
  context,
  _content,
  selectors,
  _parents,
  _line,
  _column,
  _length,
  type,
) => {
  if (context !== BLOCK || type === KEYFRAMES) return;
  selectors.forEach((selector, i) => {
    if (!selector.startsWith(HEAVY) && !/^(html|body|:root|from|to|\d)/.test(selector)) selectors[i] = HEAVY + selector;
  });
};

/** Elements for which dashboards bring rules; svg is left alone, since its presentation attributes would go too. */
const elements = [
  'a',
  'button',
  'input',
  'select',
  'textarea',
  'label',
  'fieldset',
  'legend',
  'form',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'caption',
  'h1',
  'h2',
  'h3',
  'h4',
  'p',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'pre',
  'code',
  'kbd',
  'small',
  'hr',
  'header',
  'footer',
  'section',
  'aside',
  'nav',
  'main',
  'div',
  'span',
  'b',
  'i',
  'strong',
  'em',
  'canvas',
  'img',
].join(', ');

/** Undoes a dashboard's rules below these places: our root, and the layers that react-ui adds to the body. */
export const resetStyles = `
:root:root :is(.ww-root, [data-test="layer-container"]) :is(${elements}) { all: revert; box-sizing: border-box; }
`;
