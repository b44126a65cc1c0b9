import { useEffect } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { joinRoom } from '../api/live'
import { queryClient } from '../api/queryClient'
import { server } from '../api/server'
import { useMe } from '../api/session'
import { AbsenceDialog } from '../features/absence/AbsenceDialog'
import { useAbsenceFacts } from '../features/absence/absenceCache'
import { IncomingCall } from '../features/call/IncomingCall'
import { useCallDesk } from '../features/call/useCallDesk'
import { useCaseFacts } from '../features/case/caseCache'
import { useTopics } from '../features/case/topics'
import { useChatKeeper } from '../features/chat/staffOutbox'
import { useCompetenceFacts } from '../features/competence/competenceCache'
import { useConnectionFacts } from '../features/connection/connectionCache'
import { usePresenceFacts } from '../features/presence/presenceCache'
import { useReadingFacts } from '../features/reading/readingCache'
import { useSessionFacts } from '../features/session/SessionsDialog'
import { useTaskFacts } from '../features/task/taskCache'
import { useTimelineFacts } from '../features/timeline/timelineCache'
import { useWorkFacts } from '../features/work/workCache'
import { listenToKeys } from '../ui/hotkeys'
import { ConnectionBanner } from './ConnectionBanner'
import classes from './Desktop.module.css'
import { KeysDialog } from './KeysDialog'
import { NavRail } from './NavRail'
import { useNotices } from './notices'
import { Pages } from './Pages'
import { pathOf, useGo } from './routes'
import { TopBar } from './TopBar'
import { useDesktopRoutes } from './useDesktopRoutes'
import { useLive } from './useLive'

/** The window of a signed-in person. */
export function Desktop() {
  return (
    <Router hook={useHashLocation}>
      <Frame />
    </Router>
  )
}

function Frame() {
  useLive()
  useBranchRooms()
  useSessionFacts()
  usePresenceFacts()
  useTimelineFacts()
  useWorkFacts()
  useCaseFacts()
  useConnectionFacts()
  useReadingFacts()
  useTaskFacts()
  useAbsenceFacts()
  useCompetenceFacts()
  useChatKeeper()
  useNotices()
  // an appeal can be taken with the line down only if its topics have been here before
  useTopics()
  useDesktopRoutes()
  const go = useGo()
  useCallDesk((place) => go(pathOf(place)))
  useEffect(listenToKeys, [])
  return (
    <div className={classes.frame}>
      <TopBar />
      <NavRail />
      <IncomingCall />
      <ConnectionBanner />
      <Pages />
      <KeysDialog />
      <AbsenceDialog />
    </div>
  )
}

/** Staff of the whole company hear every branch; the server lets others into their own by itself. */
function useBranchRooms() {
  const { branchId } = useMe()
  useEffect(() => {
    if (branchId !== null) return
    let leave: (() => void)[] = []
    let isGone = false
    void queryClient
      .fetchQuery({ queryKey: ['offices'], queryFn: () => server.listOffices({}) })
      .then(({ branches }) => {
        if (!isGone) leave = branches.map((branch) => joinRoom(`branch:${branch.id}`))
      })
      .catch(() => {})
    return () => {
      isGone = true
      for (const one of leave) one()
    }
  }, [branchId])
}
