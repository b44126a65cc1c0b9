// Who may import whom (ARCHITECTURE.md). Type-only imports count too.
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
})
const tests = '(\\.test\\.tsx?$|/testing/)'
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-imports-only-zod',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: { pathNot: '^(shared/|node_modules/zod/)' },
    },
    forbid('shared-rules-import-only-shared', '^shared/rules/(?!.*\\.test\\.)', '^(?!shared/)'),
    forbid('renderer-sees-only-shared', '^renderer/', '^(main|preload|server|e2e|bench)/'),
    forbid('preload-sees-only-shared', '^preload/', '^(main|renderer|server|e2e|bench)/'),
    forbid('main-sees-only-shared', '^main/', '^(renderer|preload|server|e2e|bench)/'),
    forbid('server-sees-only-shared', '^server/', '^(main|preload|renderer|e2e|bench)/'),
    {
      name: 'domain-looks-only-down',
      severity: 'error',
      from: { path: '^server/domain/', pathNot: tests },
      to: { path: '^server/(http|live|processes|engine|integrations|setup|start)' },
    },
    {
      name: 'engine-looks-only-at-db',
      severity: 'error',
      from: { path: '^server/engine/', pathNot: tests },
      to: { path: '^server/(http|live|processes|domain|integrations|setup|start)' },
    },
    {
      name: 'db-looks-at-nobody',
      severity: 'error',
      from: { path: '^server/db/', pathNot: tests },
      to: { path: '^server/(?!db/)' },
    },
    {
      name: 'integrations-know-no-domain',
      severity: 'error',
      comment: 'start.ts joins an adapter with the verbs it feeds',
      from: { path: '^server/integrations/', pathNot: tests },
      to: { path: '^server/(http|live|processes|domain|engine|setup|start)' },
    },
    {
      name: 'http-live-processes-never-import-integrations',
      severity: 'error',
      from: { path: '^server/(http|live|processes)/', pathNot: tests },
      to: { path: '^server/(integrations|setup|start)' },
    },
    {
      name: 'a-noun-is-seen-through-its-index',
      severity: 'error',
      from: { path: '^server/domain/([^/]+)/' },
      to: { path: '^server/domain/', pathNot: '^server/domain/($1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'a-noun-is-seen-through-its-index-from-outside',
      severity: 'error',
      from: { path: '^server/(?!domain/)', pathNot: tests },
      to: { path: '^server/domain/', pathNot: '^server/domain/[^/]+/index\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '/rules\\.ts$' },
      to: { pathNot: '^(shared/|server/domain/[^/]+/rules\\.ts)' },
    },
    forbid('features-never-import-screens', '^renderer/features/', '^renderer/(screens|desktop|portal|widget)/'),
    forbid('phone-sees-api-only', '^renderer/phone/', '^renderer/(features|screens|ui|desktop)/'),
    forbid('ui-imports-no-product-code', '^renderer/ui/', '^renderer/(?!ui/)'),
    {
      name: 'axios-and-sockets-in-one-place',
      severity: 'error',
      from: {
        path: '^(shared|server|main|renderer|preload)/',
        pathNot: `(^renderer/api/|^main/sync/|^server/integrations/|${tests})`,
      },
      to: { path: 'node_modules/(axios|socket\\.io-client)/' },
    },
    {
      name: 'sip-in-one-place',
      severity: 'error',
      from: { pathNot: `(^renderer/phone/|^server/integrations/telephony/|${tests})` },
      to: { path: 'node_modules/sip\\.js/' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[?](url|raw)$' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^out/|schema\\.ts$)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'browser'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
