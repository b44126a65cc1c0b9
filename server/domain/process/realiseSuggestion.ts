import { Missing } from '#shared/contract/contract'
import type { SuggestionId } from '#shared/contract/ids'
import type { Suggestion } from '#shared/contract/suggestion'
import type { Context } from '../../db/context.ts'
import { loadSuggestion, tieToVersion } from '../suggestion/index.ts'
import { processEngine } from './ports.ts'

type Input = { suggestionId: SuggestionId; version: number }

/** Says which version brought an accepted suggestion. Throws Missing('noSuchVersion'); refusal: suggestionNotAccepted. */
export async function realiseSuggestion({ suggestionId, version }: Input, ctx: Context): Promise<Suggestion> {
  const { key } = await loadSuggestion({ suggestionId }, ctx)
  const versions = await processEngine().versions({ key }, ctx)
  if (!versions.some((one) => one.version === version)) throw new Missing('noSuchVersion')
  return tieToVersion({ suggestionId, key, version }, ctx)
}
