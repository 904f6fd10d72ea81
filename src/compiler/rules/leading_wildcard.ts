import type { SearchValue } from '../../spl/ast';
import { walk } from '../../spl/visit';
import type { Rule } from './rule';

/** A value that starts with `*` can use no index: every event is looked at. */
export const leadingWildcard: Rule = {
  severity: 'information',
  level: 'strict',
  title: 'Values do not start with a wildcard',
  check({ written }, _library, report) {
    walk(written, (node) => {
      if (node.kind === 'value' && startsWild(node))
        report(
          node.span,
          'A value that starts with * is compared with every event',
          'start it with fixed text where the data allows it',
        );
    });
  },
};

function startsWild({ pieces }: SearchValue): boolean {
  return pieces.length > 1 && pieces[0] === '' && pieces.some((piece) => piece !== '');
}
