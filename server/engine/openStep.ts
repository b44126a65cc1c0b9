import { sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { askIn } from './ask.ts'
import type { Enclosed } from './compile/enclosed.ts'
import { elementOf } from './definition.ts'
import { definitionOf } from './definitions.ts'
import type { Variables } from './expression.ts'
import { readParts } from './parts.ts'
import { variablesSeen } from './run.ts'
import { bindingsOf } from './store.ts'
import type { Works } from './work.ts'

/** A step as whoever is to do it must know it: what its drawing says and carries, and the variables seen from it. */
export type OpenStep = {
  elementId: string
  attributes: Readonly<Record<string, string>>
  enclosed: Enclosed
  variables: Variables
}

/** Looks without locking. Throws Missing('stepGone') when the token is no longer there. */
export async function openStep(
  works: Works,
  { instanceId, tokenNo }: { instanceId: string; tokenNo: number },
  ctx: Context,
): Promise<OpenStep> {
  const { rows } = await sql<{ definitionId: string }>`
    select definition_id as "definitionId" from engine_instance where id = ${instanceId}`.execute(ctx.tx)
  const parts = (await readParts([instanceId], askIn(ctx)))(instanceId)
  const token = parts.tokens.get(tokenNo)
  if (!rows[0] || !token) throw new Missing('stepGone')
  const definition = await definitionOf(rows[0].definitionId, bindingsOf(works), ctx)
  const { attributes } = elementOf(definition, token.elementId)
  const variables = variablesSeen(parts, token.scopeNo)
  return { elementId: token.elementId, attributes, enclosed: definition.enclosed, variables }
}
