import { sql } from 'kysely'
import { z } from 'zod'
import { CaseId, type InteractionId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import type { Db } from '../../db/database.ts'
import { type RoomedFact, startFactReader } from '../../db/factReader.ts'

/** Tells open status pages that their appeal has moved. */
export function startPortalEcho(db: Db, onError: (error: unknown) => void) {
  return startFactReader(db, {
    name: 'portalEcho',
    only: ['caseChanged', 'caseClosed', 'noticeSent', 'connectionMoved'],
    handle: hearFact,
    onError,
  })
}

const OfCase = z.object({ case: z.object({ id: CaseId }) })
const OfConnection = z.object({ caseId: CaseId })
const OfNotice = z.object({ notice: z.object({ caseId: CaseId }) })

async function hearFact({ name, payload }: Pick<RoomedFact, 'name' | 'payload'>, ctx: Context): Promise<void> {
  if (name === 'caseChanged' || name === 'caseClosed') await tellWatchers(OfCase.parse(payload).case.id, ctx)
  if (name === 'connectionMoved') await tellWatchers(OfConnection.parse(payload).caseId, ctx)
  if (name === 'noticeSent') await tellWatchers(OfNotice.parse(payload).notice.caseId, ctx)
}

async function tellWatchers(caseId: CaseId, ctx: Context) {
  const { rows } = await sql<{ id: InteractionId }>`
    select distinct v.interaction_id as id from "case" k join visitor_token v on v.interaction_id = k.portal_interaction_id
    where k.id = ${caseId} and v.expires_at > ${ctx.now}`.execute(ctx.tx)
  for (const { id } of rows) await announce(ctx, 'portalStatusMoved', { interactionId: id })
}
