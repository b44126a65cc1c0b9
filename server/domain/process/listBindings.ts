import { TaskFormKind } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import { listTerms } from '../term/index.ts'
import { processEngine } from './ports.ts'

/** A step done by choosing an outcome names the form that lists them, one with a form of its own names that. */
const APPEAL_FORMS = TaskFormKind.exclude(['outcome', 'own']).options

/** What a drawing may name, so that nobody has to remember it. */
export async function listBindings(_input: object, ctx: Context) {
  return {
    bindings: [...processEngine().bindings],
    forms: [...APPEAL_FORMS, ...processEngine().forms],
    decisions: await processEngine().decisions(ctx),
    terms: await listTerms(ctx),
  }
}
