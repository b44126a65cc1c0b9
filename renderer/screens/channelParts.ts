import type { ComponentType } from 'react'
import type { ConsumerId } from '#shared/contract/ids'
import type { ChannelKind, Interaction, Message } from '#shared/contract/interaction'
import { CallBody } from '../features/call/CallBody'
import { ChatBody } from '../features/chat/ChatBody'
import { ChatComposer } from '../features/chat/ChatComposer'
import { MailBody } from '../features/mail/MailBody'
import { MailComposer } from '../features/mail/MailComposer'

export type BodyProps = { interaction: Interaction; messages: Message[] }
export type ComposerProps = { consumerId: ConsumerId; interaction?: Interaction; onDone(): void }
/** How a channel shows an opened contact, and how it answers. A channel without a part shows its messages plainly. */
export type ChannelPart = { Body?: ComponentType<BodyProps>; Composer?: ComponentType<ComposerProps> }

export const channelParts: Partial<Record<ChannelKind, ChannelPart>> = {
  phone: { Body: CallBody },
  chat: { Body: ChatBody, Composer: ChatComposer },
  mail: { Body: MailBody, Composer: MailComposer },
}
