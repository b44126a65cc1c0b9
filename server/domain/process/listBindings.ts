import { TaskFormKind } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import { listTerms } from '../term/index.ts'
import { processEngine } from './ports.ts'

/** What a drawing may name, so that nobody has to remember it. */
export async function listBindings(_input: object, ctx: Context) {
  return {
    bindings: [...processEngine().bindings],
    forms: TaskFormKind.options.filter((form) => form !== 'own'),
    decisions: await processEngine().decisions(ctx),
    terms: await listTerms(ctx),
  }
}
