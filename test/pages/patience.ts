import { configure } from '@testing-library/react';

// A part that is loaded later appears when it does: how fast a machine is must not decide whether a test passes.
configure({ asyncUtilTimeout: 120_000 });
