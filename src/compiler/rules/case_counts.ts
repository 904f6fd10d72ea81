import type { EvalExpression } from '../../spl/ast';
import { walk, type SplNode } from '../../spl/visit';
import type { Rule } from './rule';

/** In where and eval letters' case counts, and Windows writes a program's name in any. */
export const caseCounts: Rule = {
  severity: 'information',
  level: 'strict',
  title: 'Programs are compared without regard to case',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      const compared = comparedProgram(node);
      if (compared?.kind === 'string' && /[a-z]/i.test(compared.value) && !/\(\?\w*i/.test(compared.value))
        report(
          compared.span,
          `In where and eval case counts: "${compared.value}" misses the same program in other letters`,
          'compare lower(field) with small letters, begin the regular expression with (?i), or use search',
        );
    });
  },
};

const PROGRAM = /(?:^|\.)(?:parent_)?(?:process|process_name|process_path|process_exec|original_file_name)$/;

/** What the name or path of a program is compared with. */
function comparedProgram(node: SplNode): EvalExpression | undefined {
  if (node.kind === 'binary' && /^(?:=|!=|LIKE)$/.test(node.operator))
    return isProgram(node.left) ? node.right : undefined;
  if (node.kind !== 'call' || (node.name !== 'match' && node.name !== 'like')) return undefined;
  const [field, text] = node.arguments;
  return field !== undefined && isProgram(field) ? text : undefined;
}

function isProgram(value: EvalExpression): boolean {
  return value.kind === 'field' && PROGRAM.test(value.name);
}
