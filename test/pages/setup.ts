import { TextDecoder, TextEncoder } from 'node:util';

// What Splunk Web gives every page before our bundle runs (globals are read while modules load).
Object.assign(globalThis, {
  // Every browser has them, jsdom hides Node's.
  TextDecoder,
  TextEncoder,
  $C: {
    SPLUNKD_PATH: '/en-US/splunkd/__raw',
    LOCALE: 'en-US',
    MRSPARKLE_ROOT_PATH: '',
    MRSPARKLE_PORT_NUMBER: 8000,
    BUILD_NUMBER: 'test',
    BUILD_PUSH_NUMBER: 0,
    APP_BUILD: 1,
    USERNAME: 'admin',
    VERSION_LABEL: '10.0.0',
    SERVER_ZONEINFO: '### SERIALIZED TIMEZONE FORMAT 1.0;Y0 NW 55 54 43;$',
  },
});
