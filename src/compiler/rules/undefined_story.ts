import { didYouMean } from '../../core/suggest';
import { placeOfField } from './places';
import type { Rule } from './rule';

/** A story that is not there: Enterprise Security shows the detection under no story. */
export const undefinedStory: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Analytic stories are defined',
  check({ detection }, { stories }, report) {
    if (stories === undefined) return;
    for (const name of detection.annotations.analyticStories) {
      if (stories.has(name)) continue;
      report(
        placeOfField(detection, name, ['tags.analytic_story.#', 'analytic_story.#']),
        `There is no analytic story "${name}"`,
        didYouMean(name, stories, 'Add a story file, or correct the name.'),
      );
    }
  },
};
