/** Who may import whom (docs/ARCHITECTURE.md). `import type` obeys the same table. Anything not listed is forbidden. */

const ENTRY_FILES = [
  '[.]d[.]ts$',
  '[.](worker|worklet)[.]ts$',
  '^src/(app|sw|server|rescue|verifier)/main[.]ts$',
  '[.]json$',
  '[.]css$',
];

/** layer → [its folder, source it may reach, packages it may reach] */
const LAYERS = {
  domain: ['^src/domain/', ['^src/domain/'], ['@noble/hashes']],
  protocol: ['^src/protocol/', ['^src/(protocol|domain)/'], ['valibot']],
  storage: ['^src/storage/', ['^src/(storage|domain|protocol)/'], ['dexie', 'fflate']],
  // Works when the rest is broken: no library, and of the store only how a row is read.
  rescue: [
    '^src/rescue/',
    [
      '^src/(rescue|domain|protocol)/',
      '^src/storage/(sealed|rows|encoding|second-copy/(copy-[a-z]+|opfs-files))[.]ts$',
      '^src/app/theme/',
    ],
    ['fflate'],
  ],
  // One file that opens from a disk, for years to come: nothing of the app but its colours.
  verifier: ['^src/verifier/', ['^src/(verifier|domain|protocol)/', '^src/app/theme/'], ['valibot', '@noble/hashes']],
  sync: ['^src/sync/', ['^src/(sync|domain|protocol)/'], []],
  sw: ['^src/sw/', ['^src/(sw|sync|storage|protocol|domain)/'], ['workbox-[a-z-]+']],
  'app-text': ['^src/app/text/', ['^src/app/text/', '^src/(domain|protocol)/'], ['svelte']],
  'app-theme': ['^src/app/theme/', ['^src/app/theme/'], []],
  'app-ui': ['^src/app/ui/', ['^src/app/(ui|text)/'], ['svelte']],
  'app-features': [
    '^src/app/features/',
    ['^src/app/(features|ui|state|text)/', '^src/domain/'],
    ['svelte', 'leaflet', 'signature_pad', 'supercluster', 'kdbush', 'uplot', 'uqr'],
  ],
  'app-views': ['^src/app/views/', ['^src/app/(views|features|ui|state|text)/', '^src/domain/'], ['svelte']],
  'app-state': [
    '^src/app/state/',
    [
      '^src/app/(state|text)/',
      '^src/(domain|storage|rescue|protocol)/',
      '^src/workers/[^/]+/(contract|[a-z-]+[.]worklet)[.]ts$',
    ],
    ['svelte', 'comlink', 'dexie'],
  ],
  'app-root': [
    '^src/app/[^/]+$',
    ['^src/(app|sync|storage|rescue|sw|workers|protocol|domain)/'],
    ['svelte', 'comlink', 'dexie'],
  ],
  server: ['^src/server/', ['^src/(server|protocol|domain)/'], ['(?!(dexie|svelte|leaflet|comlink|workbox-))']],
};

function sourceRule([name, [from, mayReach]]) {
  return {
    name: `layer-${name}`,
    severity: 'error',
    from: { path: from },
    to: { path: ['^src/', '^tests/', '^scripts/'], pathNot: mayReach },
  };
}

function packageRule([name, [from, , packages]]) {
  return {
    name: `packages-${name}`,
    severity: 'error',
    from: { path: from },
    to: { path: 'node_modules/', pathNot: packages.map((pattern) => `node_modules/(@types/)?${pattern}`) },
  };
}

const WORKER_LIBRARIES = ['comlink', 'exifreader', 'fflate', 'kdbush', 'supercluster', 'uqr'].map(
  (name) => `node_modules/(@types/)?${name}`,
);

module.exports = {
  forbidden: [
    ...Object.entries(LAYERS).map(sourceRule),
    ...Object.entries(LAYERS).map(packageRule),
    {
      name: 'layer-workers',
      comment: 'A worker knows the domain and its own contract; everything else reaches it by message.',
      severity: 'error',
      from: { path: '^src/workers/([^/]+)/' },
      to: { path: ['^src/', '^tests/', '^scripts/'], pathNot: ['^src/domain/', '^src/workers/$1/'] },
    },
    {
      name: 'packages-workers',
      severity: 'error',
      from: { path: '^src/workers/' },
      to: { path: 'node_modules/', pathNot: WORKER_LIBRARIES },
    },
    {
      name: 'sound-is-no-reading',
      comment:
        'SOUND-9: what a phone hears must never become a reading, so nothing that listens knows how one is made.',
      severity: 'error',
      from: { path: '^src/(domain|workers|app/state|app/features)/sound/' },
      to: {
        path: [
          '^src/(storage|protocol)/',
          '^src/domain/(noise|case|log)/',
          '^src/app/state/(record|drafts|photos)[.]',
          '^src/app/features/(record|measure|verdict)/',
        ],
      },
    },
    {
      name: 'no-reading-from-sound',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/((domain|workers|app/state|app/features)/sound/|app/text/sound[.]ts$|app/views/ListenView[.]svelte$)',
      },
      to: { path: '^src/(domain|workers|app/state|app/features)/sound/' },
    },
    {
      name: 'node-only-in-server',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/server/' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: ENTRY_FILES }, to: {} },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '[?]' } },
    {
      name: 'no-dev-packages',
      comment: 'npm install --omit=dev must leave a server that starts.',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'types', 'node', 'default'],
      extensions: ['.ts', '.svelte', '.js', '.mjs', '.d.ts'],
    },
  },
};
