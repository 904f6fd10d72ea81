// Writes how many tests passed, failed and were skipped, so that .ci/run can sum them up from what ran.
const fs = require('node:fs');
const path = require('node:path');

module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    const folder = path.join(__dirname, '..', '..', 'build');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'test-counts.json'), JSON.stringify(counts));
  }
};
