// The other way: one CommonJS bundle of the entry points, made before the tests, stands in the place of the package.
module.exports = {
  transform: {},
  globalSetup: '<rootDir>/bundle-dynarepo.js',
  moduleNameMapper: { '^dynarepo(/.*)?$': '<rootDir>/.cache/dynarepo.cjs' },
};
