import type { Handlers } from '#shared/contract/contract'
import type { interactionEndpoints } from '#shared/contract/interaction'
import type { Context } from '../../db/context.ts'
import { addNote } from './addNote.ts'
import { endInteraction } from './endInteraction.ts'
import { listTimeline } from './listTimeline.ts'
import { listWork } from './listWork.ts'
import { openInteraction } from './openInteraction.ts'
import { takeInteraction } from './takeInteraction.ts'
import { tieInteraction } from './tieInteraction.ts'

export { addMessage, type NewMessage } from './addMessage.ts'
export { changeInteraction, type InteractionChange } from './changeInteraction.ts'
export { loadInteraction, lockInteraction } from './guardInteraction.ts'
export { listMessages } from './openInteraction.ts'
export { selectInteractions } from './sql.ts'
export { type NewInteraction, previewOf, startInteraction } from './startInteraction.ts'
export { addNote, endInteraction, takeInteraction, tieInteraction }

export const interactionHandlers: Handlers<typeof interactionEndpoints, Context> = {
  listTimeline,
  openInteraction,
  listWork,
  takeInteraction,
  endInteraction,
  tieInteraction,
  addNote,
}
