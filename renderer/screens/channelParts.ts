import type { ComponentType } from 'react'
import type { ConsumerId } from '#shared/contract/ids'
import type { ChannelKind, Interaction, Message } from '#shared/contract/interaction'
import { ChatBody } from '../features/chat/ChatBody'
import { ChatComposer } from '../features/chat/ChatComposer'

export type BodyProps = { interaction: Interaction; messages: Message[] }
export type ComposerProps = { consumerId: ConsumerId; interaction?: Interaction; onDone(): void }
/** How a channel shows an opened contact, and how it answers. A channel without a part shows its messages plainly. */
export type ChannelPart = { Body?: ComponentType<BodyProps>; Composer?: ComponentType<ComposerProps> }

export const channelParts: Partial<Record<ChannelKind, ChannelPart>> = {
  chat: { Body: ChatBody, Composer: ChatComposer },
}
