// dynarepo is ES modules, which Jest in CommonJS mode does not load: have it transformed too.
// babel-jest with @babel/plugin-transform-modules-commonjs, or ts-jest with allowJs, do as well as @swc/jest.
module.exports = {
  transformIgnorePatterns: ['/node_modules/(?!dynarepo/)'],
  transform: {
    '\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
