import { diagnosticFor, type Diagnostic } from './diagnostic';
import type { Source } from './source';
import { readDocuments } from './yaml_library';
import { yamlLimits, type YamlFile, type YamlLimits } from './yaml_node';
import { readQuickly } from './yaml_quick';

/**
 * Reads every document of a YAML 1.1 file (what the published rules are written in). Gives one diagnostic for a file that
 * is no YAML, holds a repeated key, or is larger than the limits; never throws.
 */
export function readYaml(source: Source, limits: YamlLimits = yamlLimits): YamlFile {
  const refused = refusal(source, limits);
  if (refused !== undefined) return { documents: [], diagnostics: [refused] };
  const document = readQuickly(source, limits);
  return document === undefined ? readDocuments(source, limits) : { documents: [document], diagnostics: [] };
}

function refusal(source: Source, limits: YamlLimits): Diagnostic | undefined {
  if (source.text.length > limits.characters)
    return diagnosticFor(source.name, {
      code: 'WW0116',
      severity: 'error',
      message: `the file has ${source.text.length} characters; the limit for YAML is ${limits.characters}`,
      hint: 'split it, or leave it out if it is no detection',
    });
  if (!source.text.includes('\0')) return undefined;
  return diagnosticFor(source.name, {
    code: 'WW0115',
    severity: 'error',
    message: 'this is a binary file, not YAML',
    hint: 'leave it out, or save it as UTF-8 text',
  });
}
