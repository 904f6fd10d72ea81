import { diagnosticAt, type Diagnostic } from '../../core/diagnostic';
import type { Span } from '../../core/source';
import { didYouMean } from '../../core/suggest';
import { testsOf, type FieldTest } from '../../sigma/expression';
import type { SigmaRule } from '../../sigma/rule';
import { bindToDataModel, windowsFields } from './fields';

/** Why a rule cannot run over the data model, one reason a field; empty when it can. */
export function needsEvents(rule: SigmaRule): readonly Diagnostic[] {
  const reasons = new Map<string, Diagnostic>();
  for (const test of testsOf(rule.expression)) {
    if (test.kind === 'keyword') reasons.set('', keywordReason(test.span));
    else for (const [field, reason] of fieldReasons(test)) if (!reasons.has(field)) reasons.set(field, reason);
  }
  return [...reasons.values()];
}

function fieldReasons(test: FieldTest): readonly (readonly [string, Diagnostic])[] {
  const fields = test.value.kind === 'fieldref' ? [test.field, test.value.field] : [test.field];
  return fields.flatMap((field) => {
    const binding = bindToDataModel(field);
    if (binding === undefined) return [[field, missingField(field, test.fieldSpan ?? test.span)] as const];
    return binding.lowerCase && caseCounts(test) ? [[field, caseReason(field, test.span)] as const] : [];
  });
}

function caseCounts({ value }: FieldTest): boolean {
  if (value.kind === 'regex') return !value.flags.ignoreCase;
  return (value.kind === 'string' || value.kind === 'fieldref') && value.cased;
}

function keywordReason(span: Span): Diagnostic {
  return information(span, 'A keyword may stand in any field, so the search runs over the events');
}

function caseReason(field: string, span: Span): Diagnostic {
  return information(span, `The data model keeps ${field} in lower case, so the search runs over the events`);
}

function missingField(field: string, span: Span): Diagnostic {
  if (windowsFields.includes(field))
    return information(
      span,
      `The data model does not hold ${field} as Sigma means it, so the search runs over the events`,
    );
  return diagnosticAt(span, {
    code: 'WW0452',
    severity: 'warning',
    message: `No process creation of Windows has the field "${field}"`,
    hint: didYouMean(
      field,
      windowsFields,
      'Check the field in the Sigma taxonomy; the search looks for it in the events.',
    ),
  });
}

function information(span: Span, message: string): Diagnostic {
  return diagnosticAt(span, {
    code: 'WW0451',
    severity: 'information',
    message,
    hint: 'Nothing to do; expect it to be slower than a search over an accelerated data model.',
  });
}
