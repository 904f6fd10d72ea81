import type { Rule } from './rule';

/** contentctl wants at least four characters of help for those who run the detection. */
export const shortText: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'How to implement and known false positives are described',
  check({ detection }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    const texts = { how_to_implement: detection.howToImplement, known_false_positives: detection.knownFalsePositives };
    for (const [key, text] of Object.entries(texts))
      if (text.trim().length < 4)
        report(detection.at(key), `${key} says nothing`, 'write what a person who installs the detection must know');
  },
};
