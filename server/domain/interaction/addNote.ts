import type { ConsumerId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { type Context, staffOf } from '../../db/context.ts'
import { guardConsumer } from '../consumer/index.ts'
import { addMessage } from './addMessage.ts'
import { selectInteraction } from './sql.ts'
import { previewOf, startInteraction } from './startInteraction.ts'

/** A note by staff stands on the timeline like a contact. */
export async function addNote(input: { consumerId: ConsumerId; text: string }, ctx: Context): Promise<Interaction> {
  const staff = staffOf(ctx)
  await guardConsumer(input, ctx)
  const note = await startInteraction(
    {
      consumerId: input.consumerId,
      channel: 'note',
      direction: 'inside',
      state: 'ended',
      subject: '',
      preview: previewOf(input.text),
      staffId: staff.id,
    },
    ctx,
  )
  await addMessage({ interactionId: note.id, author: 'staff', authorName: staff.name, text: input.text }, ctx)
  return selectInteraction(ctx.tx, note.id)
}
