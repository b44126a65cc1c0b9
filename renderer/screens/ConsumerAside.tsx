import type { Consumer, Outage } from '#shared/contract/consumer'
import type { InteractionId } from '#shared/contract/ids'
import { OutageBlock } from '../features/consumer/OutageBlock'
import { MeterReadings } from '../features/reading/MeterReadings'
import { RunsBlock } from '../features/run/RunsBlock'
import { useInteraction } from '../features/timeline/timelineCache'
import { useWords } from '../ui/words'
import { CasesBlock } from './CasesBlock'
import { ContactBlock } from './ContactBlock'
import classes from './Desktop.module.css'
import { pathOfTask, useGo } from './routes'
import { VisitEnd } from './VisitEnd'
import { screenWords } from './words'

/** `outages` is null where nobody knows: the server is gone. */
type Props = { consumer: Consumer; outages: readonly Outage[] | null; interactionId: InteractionId | null }

/** What belongs to this contact and this consumer: the contact in hand, open cases, what goes on at the address. */
export function ConsumerAside({ consumer, outages, interactionId }: Props) {
  const t = useWords(screenWords)
  const go = useGo()
  const { data } = useInteraction(interactionId)
  const isHere = data?.interaction.consumerId === consumer.id
  return (
    <aside className={classes.right} aria-label={t.rightColumn}>
      {data && isHere && <ContactBlock interaction={data.interaction} />}
      <CasesBlock
        consumer={consumer}
        interaction={isHere ? data?.interaction : undefined}
        messages={isHere ? data?.messages : undefined}
      />
      {outages && (
        <RunsBlock
          consumerId={consumer.id}
          interactionId={isHere ? interactionId : null}
          onOpen={(task) => go(pathOfTask(task))}
        />
      )}
      {outages && <OutageBlock outages={outages} />}
      {outages && <MeterReadings consumerId={consumer.id} interactionId={isHere ? interactionId : null} shown={1} />}
      {data && isHere && <VisitEnd interaction={data.interaction} />}
    </aside>
  )
}
