import { posix } from 'node:path';

/**
 * The layers: the folders that each folder of `src` may import in addition to itself. Dependencies point in one
 * direction, without a circle, types included. A new folder needs a line here and a row in ARCHITECTURE.md.
 */
const mayImport = {
  model: [],
  files: [],
  operators: ['model'],
  profit: ['model'],
  parsing: ['model'],
  options: ['model', 'parsing'],
  orderbook: ['model'],
  connectivity: ['model', 'parsing', 'operators'],
  recording: ['model', 'files', 'parsing', 'options', 'operators', 'orderbook', 'connectivity'],
  data: ['model', 'parsing', 'options', 'operators', 'orderbook', 'connectivity'],
  execution: ['model', 'files', 'parsing', 'options', 'operators', 'orderbook', 'connectivity', 'profit'],
  trading: ['model', 'parsing', 'options', 'operators', 'orderbook', 'connectivity', 'profit', 'execution'],
  nats: ['model', 'parsing', 'options', 'operators', 'connectivity', 'trading'],
  simulator: ['model', 'parsing', 'options', 'operators', 'orderbook', 'connectivity', 'recording'],
};

/** These folders compose the others, and may import the entries in `src` themselves, as users do. */
const compositions = {
  strategy: [...Object.keys(mayImport)],
  backtest: [...Object.keys(mayImport), 'strategy'],
  cli: [...Object.keys(mayImport), 'strategy', 'backtest'],
};

const layers = Object.entries({ ...mayImport, ...compositions });

/**
 * The search for circles of folders counts a folder and its subfolder as one, so each such pair has a direction of its
 * own: the folder depends on the subfolder, except for these subfolders, which depend on their folder.
 */
const higherSubfolders = ['parsing/private'];

const inside = (folders) => `^src/(${folders.join('|')})/`;

export default {
  forbidden: [
    {
      name: 'no-circle-of-files',
      severity: 'error',
      comment: 'What both need goes into a file below them; types count.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      severity: 'error',
      comment: 'A file stands in the folder of what it needs, or the lower folder declares what it asks for.',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-with-the-own-folder',
      severity: 'error',
      comment: 'A folder stands on its subfolders: what they need of it goes into a folder of its own.',
      from: { path: '^(src/.+)/[^/]+/[^/]+$', pathNot: inside(higherSubfolders) },
      to: { path: '^$1/[^/]+$' },
    },
    ...higherSubfolders.map((subfolder) => ({
      name: 'no-circle-with-a-higher-subfolder',
      severity: 'error',
      comment: `${subfolder} stands on the folder that it is in.`,
      from: { path: `^src/${posix.dirname(subfolder)}/[^/]+$` },
      to: { path: inside([subfolder]) },
    })),
    ...layers.map(([layer, others]) => ({
      name: `layer-${layer}`,
      severity: 'error',
      comment: `${layer} may import ${others.length === 0 ? 'nothing of ours' : others.join(', ')}.`,
      from: { path: inside([layer]) },
      to: {
        path: '^src/',
        pathNot: [inside([layer, ...others]), ...(layer in compositions ? ['^src/[^/]+$'] : [])],
      },
    })),
    {
      name: 'no-folder-without-a-layer',
      severity: 'error',
      comment: 'A folder of src needs a line in the table of layers.',
      from: { path: '^src/[^/]+/', pathNot: inside(layers.map(([layer]) => layer)) },
      to: {},
    },
  ],
  options: {
    // Types are dependencies too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
