import { Button, VisuallyHidden } from '@mantine/core'
import { IconSearch, IconUserSearch } from '@tabler/icons-react'
import { Activity } from 'react'
import type { ConsumerId } from '#shared/contract/ids'
import { TaskList } from '../features/task/TaskList'
import { NowList, type Place } from '../features/work/NowList'
import { Queue } from '../features/work/Queue'
import { EmptyState } from '../ui/EmptyState'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { useWords } from '../ui/words'
import { ConsumerScreen } from './ConsumerScreen'
import { ContactScreen } from './ContactScreen'
import classes from './Desktop.module.css'
import { pathOf, pathOfTask, paths, useGo, usePlace } from './routes'
import { useKeptPlaces } from './useKeptPlaces'
import { screenWords } from './words'

/** My work on the left, one consumer in the centre, the contact on the right. */
export function WorkScreen() {
  const t = useWords(screenWords)
  const go = useGo()
  const place = usePlace()
  const kept = useKeptPlaces(place)
  const closed = (consumerId: ConsumerId) => {
    if (place.consumerId === consumerId) go(paths.work)
  }
  return (
    <div className={classes.work}>
      <aside className={classes.left} aria-label={t.leftColumn}>
        <NowList current={place} onOpen={(to) => go(pathOf(to))} onClosed={closed} />
        <TaskList isCurrent={() => false} onOpen={(task) => go(pathOfTask(task))} />
        <Queue onTaken={({ consumerId, id }) => go(pathOf({ consumerId, interactionId: id }))} />
      </aside>
      {place.consumerId === null && place.interactionId === null && <Nothing />}
      {kept.map(({ key, place: one, isShown }) => (
        <Activity key={key} mode={isShown ? 'visible' : 'hidden'}>
          <ErrorBoundary resetKey={key}>
            <OpenPlace place={one} />
          </ErrorBoundary>
        </Activity>
      ))}
    </div>
  )
}

function OpenPlace({ place: { consumerId, interactionId } }: { place: Place }) {
  if (consumerId) return <ConsumerScreen consumerId={consumerId} interactionId={interactionId} />
  return interactionId ? <ContactScreen interactionId={interactionId} /> : null
}

function Nothing() {
  const t = useWords(screenWords)
  const go = useGo()
  return (
    <main className={classes.wide}>
      <VisuallyHidden component="h1">{t.nav.work}</VisuallyHidden>
      <EmptyState icon={<IconUserSearch size={32} stroke={1.4} />} title={t.start} hint={t.startHint}>
        <Button variant="default" leftSection={<IconSearch size={17} />} onClick={() => go(paths.consumers)}>
          {t.find}
        </Button>
      </EmptyState>
    </main>
  )
}
