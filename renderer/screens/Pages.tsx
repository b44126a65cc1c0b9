import { Button, VisuallyHidden } from '@mantine/core'
import { IconLayoutList, IconMapSearch } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { EmptyState } from '../ui/EmptyState'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'
import classes from './Desktop.module.css'
import { paths, useGo } from './routes'
import { WorkScreen } from './WorkScreen'
import { screenWords } from './words'

const SupervisorScreen = lazy(async () => ({ default: (await import('./SupervisorScreen')).SupervisorScreen }))
const VisitsScreen = lazy(async () => ({ default: (await import('./VisitsScreen')).VisitsScreen }))
const CaseScreen = lazy(async () => ({ default: (await import('./CaseScreen')).CaseScreen }))
const TaskScreen = lazy(async () => ({ default: (await import('./TaskScreen')).TaskScreen }))
const ConsumersScreen = lazy(async () => ({ default: (await import('./ConsumersScreen')).ConsumersScreen }))
const CalendarScreen = lazy(async () => ({ default: (await import('./CalendarScreen')).CalendarScreen }))
const TermsScreen = lazy(async () => ({ default: (await import('./TermsScreen')).TermsScreen }))
const CompetenceScreen = lazy(async () => ({ default: (await import('./CompetenceScreen')).CompetenceScreen }))
const DesignScreen = lazy(async () => ({ default: (await import('./DesignScreen')).DesignScreen }))

/** One route for all of my work, so that moving between contacts never takes the open ones down. */
const WORK = /^\/(?:(?:consumers|contacts)\/.+)?$/

export function Pages() {
  const [location] = useHashLocation()
  return (
    <ErrorBoundary resetKey={location}>
      <Suspense fallback={<Skeletons />}>
        <Switch>
          <Route path={paths.supervisor} component={SupervisorScreen} />
          <Route path={paths.visits} component={VisitsScreen} />
          <Route path={paths.consumers} component={ConsumersScreen} />
          <Route path={paths.case} component={CaseScreen} />
          <Route path={paths.tasks} component={TaskScreen} />
          <Route path={paths.task} component={TaskScreen} />
          <Route path={paths.calendar} component={CalendarScreen} />
          <Route path={paths.terms} component={TermsScreen} />
          <Route path={paths.competences} component={CompetenceScreen} />
          <Route path={paths.design} component={DesignScreen} />
          <Route path={paths.process} component={DesignScreen} />
          <Route path={WORK} component={WorkScreen} />
          <Route component={LostPage} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  )
}

function LostPage() {
  const t = useWords(screenWords)
  const go = useGo()
  return (
    <main className={classes.page}>
      <VisuallyHidden component="h1">{t.lostPage}</VisuallyHidden>
      <EmptyState icon={<IconMapSearch size={28} stroke={1.5} />} title={t.lostPage} hint={t.lostPageHint}>
        <Button variant="default" leftSection={<IconLayoutList size={17} />} onClick={() => go(paths.work)}>
          {t.toWork}
        </Button>
      </EmptyState>
    </main>
  )
}
