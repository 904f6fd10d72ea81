import type { StylisPlugin } from 'styled-components';

/**
 * Keeps a dashboard's style sheet out of the page. Splunk's dashboards bring rules for bare `input`, `table`, `h2` and
 * `input[type=text]`; react-ui's single classes lose against the latter. Every styled-components rule therefore gets a
 * heavier selector, and under it everything starts from the browser's own styles.
 */

const HEAVY = ':root:root:root ';
/** What styled-components ends each rule with, to insert them one by one. */
const BETWEEN_RULES = '/*|*/}';
/** stylis' context in which the whole output of a component passes by. */
const WHOLE_OUTPUT = -2;

/**
 * A plugin of stylis 3 (styled-components 5) that makes each selector win against a dashboard's. It works on finished
 * rules: in an earlier context styled-components would take the longer selector for a reference to another component.
 */
export const heavierSelectors: StylisPlugin = (context, content) =>
  // The published type has the arguments in another order than stylis gives them: the second is the text.
  context === WHOLE_OUTPUT ? String(content).split(BETWEEN_RULES).map(heavierRule).join(BETWEEN_RULES) : undefined;

/** One rule with heavier selectors; within `@media` the rules inside, other at-rules as they are. */
export function heavierRule(rule: string): string {
  const brace = rule.indexOf('{');
  if (brace === -1) return rule;
  const [head, body] = [rule.slice(0, brace), rule.slice(brace)];
  if (/^\s*@(media|supports)/.test(head)) return head + heavierRules(body);
  return /^\s*(@|from|to|\d)/.test(head) ? rule : heavierSelector(head) + body;
}

const heavierRules = (body: string): string =>
  body.replace(/([{}]\s*)([^{}@]+)(?=\{)/g, (_match, before: string, head: string) => before + heavierSelector(head));

/** Each selector of a list, not those inside parentheses, with the heavy prefix. */
function heavierSelector(head: string): string {
  let depth = 0;
  let from = 0;
  const selectors: string[] = [];
  for (let i = 0; i <= head.length; i++) {
    const at = head[i];
    if (at === '(' || at === '[') depth++;
    if (at === ')' || at === ']') depth--;
    if ((at === ',' && depth === 0) || at === undefined) {
      selectors.push(head.slice(from, i).trim());
      from = i + 1;
    }
  }
  return selectors.map((selector) => (/^(html|body|:root)/.test(selector) ? selector : HEAVY + selector)).join(',');
}

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
