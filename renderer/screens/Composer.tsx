import type { TablerIcon } from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { ChannelKind } from '#shared/contract/interaction'
import { NoteComposer } from '../features/note/NoteComposer'
import { channelLook } from '../features/timeline/channelLook'
import { useInteraction } from '../features/timeline/timelineCache'
import { useWords } from '../ui/words'
import classes from './Composer.module.css'
import { type ComposerProps, channelParts } from './channelParts'
import { screenWords } from './words'

type Props = { consumerId: ConsumerId; interactionId: InteractionId | null }
type Kind = 'note' | 'mail' | 'chat'

const PARTS: readonly { kind: Kind; Icon: TablerIcon; Part: ComponentType<ComposerProps> | undefined }[] = [
  { kind: 'chat', Icon: channelLook.chat.Icon, Part: channelParts.chat?.Composer },
  { kind: 'mail', Icon: channelLook.mail.Icon, Part: channelParts.mail?.Composer },
  { kind: 'note', Icon: channelLook.note.Icon, Part: NoteComposer },
]

/** How to answer: by the channel of the contact in hand, by another one, or with a note for colleagues. */
export function Composer({ consumerId, interactionId }: Props) {
  const t = useWords(screenWords)
  const { data } = useInteraction(interactionId)
  const interaction = data?.interaction
  const [chosen, setChosen] = useState<Kind | null>(null)
  const offered = PARTS.filter(({ kind, Part }) => Part && (kind !== 'chat' || isLiveChat(interaction)))
  const preferred = interaction && kindOf(interaction.channel)
  const current = offered.find((part) => part.kind === (chosen ?? preferred)) ?? offered.at(-1)
  const Part = current?.Part
  if (!Part || !current) return null
  return (
    <section className={classes.composer} aria-label={t.compose}>
      <div className={classes.chips} role="radiogroup" aria-label={t.compose}>
        {offered.map(({ kind, Icon }) => (
          // biome-ignore lint/a11y/useSemanticElements: chips with glyphs; arrows are not needed between two or three
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={kind === current.kind}
            className={classes.chip}
            onClick={() => setChosen(kind)}
          >
            <Icon size={16} aria-hidden /> {t.composers[kind]}
          </button>
        ))}
      </div>
      <Part
        key={`${current.kind} ${interactionId}`}
        consumerId={consumerId}
        onDone={() => setChosen(null)}
        {...(interaction ? { interaction } : {})}
      />
    </section>
  )
}

const isLiveChat = (interaction: { channel: ChannelKind; state: string } | undefined) =>
  interaction?.channel === 'chat' && interaction.state !== 'ended'

const kindOf = (channel: ChannelKind): Kind => (channel === 'chat' || channel === 'mail' ? channel : 'note')
