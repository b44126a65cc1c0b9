import { IconUser } from '@tabler/icons-react'
import type { ConsumerLine } from '#shared/contract/consumer'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { EmptyState } from '../../ui/EmptyState'
import { useHotkey } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import { ChannelGlyph } from '../timeline/channelLook'
import { closeCard, useOpenCards } from './openContacts'
import { nameOf } from './Queue'
import { WaitClock } from './WaitClock'
import { WorkItem } from './WorkItem'
import { WorkSection } from './WorkSection'
import { workWords } from './words'
import { useWork } from './workCache'

export type Place = { consumerId: ConsumerId | null; interactionId: InteractionId | null }
type Props = { current: Place; onOpen: (place: Place) => void; onClosed: (consumerId: ConsumerId) => void }

/** My open contacts, then the cards I have looked up: Alt+1…9 go to them in this order. */
export function NowList({ current, onOpen, onClosed }: Props) {
  const t = useWords(workWords)
  const { data } = useWork()
  const mine = data?.mine ?? []
  const cards = useOpenCards((s) => s.cards).filter((card) => !mine.some((item) => item.consumerId === card.id))
  const places: Place[] = [
    ...mine.map(({ consumerId, id }) => ({ consumerId, interactionId: id })),
    ...cards.map((card) => ({ consumerId: card.id, interactionId: null })),
  ]
  return (
    <>
      <WorkSection
        title={t.now}
        aside={mine.length > 0 ? mine.length : undefined}
        empty={data && mine.length === 0 ? <EmptyState isCompact title={t.noNow} hint={t.noNowHint} /> : undefined}
      >
        {mine.map((item, index) => (
          <WorkItem
            key={item.id}
            glyph={<ChannelGlyph channel={item.channel} />}
            title={nameOf(item, t.unknown)}
            aside={<WaitClock since={item.lastAt} soonSeconds={120} lateSeconds={600} />}
            more={item.preview || item.subject}
            isCurrent={isCurrent(item, current)}
            keys={index < 9 ? `Alt+${index + 1}` : undefined}
            onOpen={() => onOpen({ consumerId: item.consumerId, interactionId: item.id })}
          />
        ))}
      </WorkSection>
      {cards.length > 0 && (
        <WorkSection title={t.opened}>
          {cards.map((card, index) => (
            <Card
              key={card.id}
              card={card}
              isCurrent={current.consumerId === card.id}
              number={mine.length + index + 1}
              onOpen={() => onOpen({ consumerId: card.id, interactionId: null })}
              onClose={() => {
                closeCard(card.id)
                onClosed(card.id)
              }}
            />
          ))}
        </WorkSection>
      )}
      {places.slice(0, 9).map((place, index) => (
        <OpenByNumber
          key={`${place.consumerId} ${place.interactionId}`}
          number={index + 1}
          onOpen={() => onOpen(place)}
        />
      ))}
    </>
  )
}

const isCurrent = (item: Interaction, { consumerId, interactionId }: Place) =>
  interactionId === item.id || (interactionId === null && consumerId !== null && consumerId === item.consumerId)

type CardProps = { card: ConsumerLine; isCurrent: boolean; number: number; onOpen: () => void; onClose: () => void }
function Card({ card, isCurrent: isHere, number, onOpen, onClose }: CardProps) {
  const t = useWords(workWords)
  return (
    <WorkItem
      glyph={<IconUser size={17} stroke={1.7} color="var(--dim)" />}
      title={card.name}
      more={card.address ?? ''}
      isCurrent={isHere}
      keys={number < 10 ? `Alt+${number}` : undefined}
      onOpen={onOpen}
      onClose={{ label: t.closeCard({ name: card.name }), run: onClose }}
    />
  )
}

function OpenByNumber({ number, onOpen }: { number: number; onOpen: () => void }) {
  const t = useWords(workWords)
  useHotkey(`alt+${number}`, t.openNumber({ number }), onOpen, { isInPalette: false })
  return null
}
