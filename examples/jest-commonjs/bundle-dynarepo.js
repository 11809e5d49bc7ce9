const { build } = require('esbuild');

// All entry points in one file: in a file each, an error of one would not be an instance of the same class in another.
const entryPoints = ['dynarepo', 'dynarepo/dynamodb', 'dynarepo/http', 'dynarepo/memory'];

module.exports = () =>
  build({
    stdin: { contents: entryPoints.map((name) => `export * from '${name}';`).join('\n'), resolveDir: __dirname },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@aws-sdk/*'],
    outfile: `${__dirname}/.cache/dynarepo.cjs`,
    logLevel: 'warning',
  });
