import { IconBuilding } from '@tabler/icons-react'
import { StartVisit } from '../features/visit/StartVisit'
import { visitWords } from '../features/visit/words'
import { nameOf } from '../features/work/Queue'
import { WaitClock } from '../features/work/WaitClock'
import { WorkItem } from '../features/work/WorkItem'
import { useWork } from '../features/work/workCache'
import { EmptyState } from '../ui/EmptyState'
import { useWords } from '../ui/words'
import { pathOf, useGo } from './routes'
import classes from './VisitsScreen.module.css'

/** Where a clerk begins: somebody has walked in, or a visit goes on. */
export function VisitsScreen() {
  const t = useWords(visitWords)
  const go = useGo()
  const { data } = useWork()
  const visits = data?.mine.filter((item) => item.channel === 'visit') ?? []
  return (
    <main className={classes.page}>
      <h1 className={classes.title}>{t.title}</h1>
      <div className={classes.grid}>
        <StartVisit onStarted={({ consumerId, id }) => go(pathOf({ consumerId, interactionId: id }))} />
        <section className={classes.panel} aria-label={t.mine}>
          <h2>{t.mine}</h2>
          {data && visits.length === 0 && (
            <EmptyState icon={<IconBuilding size={28} stroke={1.5} />} title={t.none} hint={t.noneHint} />
          )}
          <ul>
            {visits.map((visit) => (
              <WorkItem
                key={visit.id}
                glyph={<IconBuilding size={18} stroke={1.7} color="var(--visit)" />}
                title={nameOf(visit, t.unknown)}
                aside={<WaitClock since={visit.startedAt} soonSeconds={900} lateSeconds={1800} />}
                more={visit.subject}
                onOpen={() => go(pathOf({ consumerId: visit.consumerId, interactionId: visit.id }))}
              />
            ))}
          </ul>
        </section>
      </div>
    </main>
  )
}
