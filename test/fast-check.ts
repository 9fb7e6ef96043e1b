import fc from 'fast-check';

// An array's `maxLength` alone would mean ten elements at most. A law about seven calls in a second needs more.
fc.configureGlobal({ ...fc.readConfigureGlobal(), defaultSizeToMaxWhenMaxSpecified: true });
