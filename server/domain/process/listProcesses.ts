import { type DraftMark, ProcessKey, type ProcessLine } from '#shared/contract/process'
import type { Context } from '../../db/context.ts'
import { countOpenSuggestions } from '../suggestion/index.ts'
import { processEngine } from './ports.ts'
import { markOf, namesOf, selectDrafts } from './sql.ts'

/** Everything that runs or is being drawn, by name. */
export async function listProcesses(_input: object, ctx: Context): Promise<{ items: ProcessLine[] }> {
  const newest = await processEngine().newest(ctx)
  const names = await namesOf(
    ctx,
    newest.map(({ deployedBy }) => deployedBy),
  )
  const drafts = new Map((await selectDrafts(ctx)).map((draft) => [draft.key, draft]))
  const suggestions = await countOpenSuggestions(ctx)
  const line = (key: ProcessKey, name: string, draft: DraftMark | null) => ({
    key,
    name,
    draft,
    hasOwnWork: processEngine().hasOwnWork(key),
    openSuggestions: suggestions.get(key) ?? 0,
  })
  const running = newest.map(({ key: text, name, version, deployedAt, deployedBy }) => {
    const key = ProcessKey.parse(text)
    const draft = drafts.get(key)
    drafts.delete(key)
    return {
      ...line(key, name, draft ? markOf(draft) : null),
      version,
      deployedAt: deployedAt.toISOString(),
      deployedByName: names.get(deployedBy) ?? null,
    }
  })
  const drawn = [...drafts.values()].map((draft) => ({
    ...line(draft.key, draft.name, markOf(draft)),
    version: null,
    deployedAt: null,
    deployedByName: null,
  }))
  return { items: [...running, ...drawn].sort((a, b) => a.name.localeCompare(b.name, 'ru')) }
}
