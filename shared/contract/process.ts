import { z } from 'zod'
import { COMPANY, CommandId, endpoints, fact } from './contract.ts'
import { SuggestionId } from './ids.ts'
import { ElementId, ProcessKey, Suggestion } from './suggestion.ts'
import { Trial, TrialMove } from './trial.ts'

export const XML_LIMIT_CHARACTERS = 5_000_000
/** A drawing as BPMN 2.0 XML. It is judged when it is deployed, not when it is kept. */
export const ProcessXml = z.string().min(1).max(XML_LIMIT_CHARACTERS)
export const ProcessName = z.string().trim().min(1).max(200)
const Version = z.number().int().positive()
const Comment = z.string().trim().min(3).max(1_000)

/** Work in progress on a process: one for everybody, so that two analysts do not draw past each other. */
export const DraftMark = z.object({
  /** Grows with every saving. */
  revision: z.number().int().positive(),
  /** The version it began from; null for a process that never ran. */
  basedOn: Version.nullable(),
  savedAt: z.iso.datetime(),
  savedByName: z.string(),
})
export type DraftMark = z.infer<typeof DraftMark>

export const ProcessLine = z.object({
  key: ProcessKey,
  name: z.string(),
  /** What new cases take; null before the first deployment. */
  version: Version.nullable(),
  deployedAt: z.iso.datetime().nullable(),
  /** Null: it came with a release. */
  deployedByName: z.string().nullable(),
  draft: DraftMark.nullable(),
  /** Whether the server has work written for it alone; otherwise it is run with what every process may use. */
  hasOwnWork: z.boolean(),
  openSuggestions: z.number().int(),
})
export type ProcessLine = z.infer<typeof ProcessLine>

export const ProcessVersion = z.object({
  version: Version,
  name: z.string(),
  deployedAt: z.iso.datetime(),
  deployedByName: z.string().nullable(),
  comment: z.string().nullable(),
  /** The earlier version that this one brought back. */
  rolledBackTo: Version.nullable(),
})
export type ProcessVersion = z.infer<typeof ProcessVersion>

export const OpenedProcess = z.object({
  key: ProcessKey,
  name: z.string(),
  hasOwnWork: z.boolean(),
  /** Newest first; the first one is what new cases take. */
  versions: z.array(ProcessVersion),
  draft: DraftMark.extend({ xml: z.string() }).nullable(),
})
export type OpenedProcess = z.infer<typeof OpenedProcess>

/** Why a drawing cannot be executed, and where. The screen has the words for the codes it knows; `text` is for the rest. */
export const ProcessProblem = z.object({
  code: z.string(),
  elementId: z.string().nullable(),
  elementName: z.string().nullable(),
  elementType: z.string().nullable(),
  detail: z.string().nullable(),
  text: z.object({ ru: z.string(), en: z.string() }).optional(),
})
export type ProcessProblem = z.infer<typeof ProcessProblem>

export const Deployment = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('deployed'), version: Version }),
  z.object({ outcome: z.literal('refused'), problems: z.array(ProcessProblem) }),
])
export type Deployment = z.infer<typeof Deployment>

const TwoLanguages = z.object({ ru: z.string(), en: z.string() })
/** A piece of work that a service task may name. */
export const BindingAbout = z.object({
  name: z.string(),
  /** The process it was written for; the others may name it too. */
  key: ProcessKey,
  title: TwoLanguages,
  about: TwoLanguages,
  /** Variables it needs when it is called. */
  needs: z.array(z.object({ name: z.string(), about: TwoLanguages })),
  /** Variables it leaves behind. */
  gives: z.array(z.object({ name: z.string(), about: TwoLanguages })),
})
export type BindingAbout = z.infer<typeof BindingAbout>

export const TriedDecision = z.discriminatedUnion('outcome', [
  /** `hits`: ids of the rules that fit. */
  z.object({ outcome: z.literal('answered'), value: z.unknown(), hits: z.array(z.string()) }),
  z.object({ outcome: z.literal('failed'), message: z.string(), hits: z.array(z.string()) }),
  z.object({ outcome: z.literal('refused'), problems: z.array(ProcessProblem) }),
])
export type TriedDecision = z.infer<typeof TriedDecision>

export const TriedProcess = z.discriminatedUnion('outcome', [
  Trial.extend({ outcome: z.literal('ran') }),
  z.object({ outcome: z.literal('refused'), problems: z.array(ProcessProblem) }),
])
export type TriedProcess = z.infer<typeof TriedProcess>

const writers = ['analyst', 'administrator'] as const
const readers = ['supervisor', 'auditor', ...writers] as const
const DRAFT_REFUSALS = ['draftChangedMeanwhile', 'noDraft'] as const

export const processEndpoints = endpoints({
  listProcesses: {
    method: 'GET',
    path: '/processes',
    input: z.object({}),
    output: z.object({ items: z.array(ProcessLine) }),
    refusals: [],
    allow: readers,
  },
  openProcess: {
    method: 'GET',
    path: '/processes/:key',
    input: z.object({ key: ProcessKey }),
    output: OpenedProcess,
    refusals: [],
    allow: readers,
  },
  openProcessVersion: {
    method: 'GET',
    path: '/processes/:key/versions/:version',
    input: z.object({ key: ProcessKey, version: z.coerce.number().int().positive() }),
    output: z.object({ version: Version, name: z.string(), xml: z.string() }),
    refusals: [],
    allow: readers,
  },
  /** `revision` is that of the draft the drawing was made from, 0 when there was none. A process is new when `basedOn` is null. */
  saveDraft: {
    method: 'POST',
    path: '/processes/:key/draft',
    input: z.object({
      key: ProcessKey,
      name: ProcessName,
      xml: ProcessXml,
      revision: z.number().int().min(0),
      basedOn: Version.nullable(),
      commandId: CommandId,
    }),
    output: DraftMark,
    refusals: ['draftChangedMeanwhile', 'draftGone', 'keyTaken'],
    allow: writers,
  },
  discardDraft: {
    method: 'POST',
    path: '/processes/:key/draft/discard',
    input: z.object({ key: ProcessKey, revision: z.number().int().positive(), commandId: CommandId }),
    output: z.object({ key: ProcessKey }),
    refusals: DRAFT_REFUSALS,
    allow: writers,
  },
  /** Makes the draft the newest version. Running cases keep the version they began with. */
  deployProcess: {
    method: 'POST',
    path: '/processes/:key/deploy',
    input: z.object({
      key: ProcessKey,
      revision: z.number().int().positive(),
      comment: Comment,
      /** Accepted suggestions that this version brings. */
      realises: z.array(SuggestionId).max(50).default([]),
      commandId: CommandId,
    }),
    output: Deployment,
    refusals: [...DRAFT_REFUSALS, 'nothingChanged', 'keyDiffers', 'suggestionNotAccepted'],
    allow: writers,
  },
  /** Deploys the drawing of an earlier version anew as the newest. The draft, if there is one, stays. */
  rollBackProcess: {
    method: 'POST',
    path: '/processes/:key/roll-back',
    input: z.object({ key: ProcessKey, version: Version, comment: Comment, commandId: CommandId }),
    output: Deployment,
    refusals: ['alreadyRunning'],
    allow: writers,
  },
  realiseSuggestion: {
    method: 'POST',
    path: '/suggestions/:suggestionId/realise',
    input: z.object({ suggestionId: SuggestionId, version: Version, commandId: CommandId }),
    output: Suggestion,
    refusals: ['suggestionNotAccepted'],
    allow: writers,
  },
  /** Runs a drawing from its start through these moves, in memory: nobody is told, nothing is sent, nothing is kept. */
  tryProcess: {
    method: 'POST',
    path: '/process-drafts/try',
    input: z.object({
      xml: ProcessXml,
      variables: z.record(z.string().max(200), z.unknown()),
      moves: z.array(TrialMove).max(200),
      commandId: CommandId,
    }),
    output: TriedProcess,
    refusals: ['moveGone'],
    allow: writers,
  },
  /** Makes a decision that is still being drawn; nothing is kept. */
  tryDecision: {
    method: 'POST',
    path: '/process-decisions/try',
    input: z.object({
      dmn: ProcessXml,
      decision: z.string().min(1).max(200),
      inputs: z.record(z.string().max(200), z.unknown()),
      commandId: CommandId,
    }),
    output: TriedDecision,
    refusals: [],
    allow: writers,
  },
  /** What a drawing may name: the work of service tasks, the forms and terms of user tasks. */
  listBindings: {
    method: 'GET',
    path: '/process-bindings',
    input: z.object({}),
    output: z.object({
      bindings: z.array(BindingAbout),
      forms: z.array(z.string()),
      /** Decisions that were deployed by themselves; a drawing may carry others. */
      decisions: z.array(z.object({ key: z.string(), name: z.string() })),
      /** Names of dated terms with the text they stand in. */
      terms: z.array(z.object({ name: z.string(), source: z.string() })),
    }),
    refusals: [],
    allow: readers,
  },
})

export const processDesignFacts = {
  processDraftSaved: fact({
    version: 1,
    payload: z.object({ key: ProcessKey, name: z.string(), draft: DraftMark }),
    rooms: () => [COMPANY],
  }),
  processDraftDiscarded: fact({
    version: 1,
    payload: z.object({ key: ProcessKey, revision: z.number().int() }),
    rooms: () => [COMPANY],
  }),
  processDeployed: fact({
    version: 1,
    payload: z.object({
      key: ProcessKey,
      name: z.string(),
      version: Version,
      comment: z.string(),
      rolledBackTo: Version.nullable(),
    }),
    rooms: () => [COMPANY],
  }),
}
export { ElementId, ProcessKey }
