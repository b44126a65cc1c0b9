import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { lazy, Suspense, useEffect } from 'react'
import { startSession, useSession } from '../api/session'
import { SignIn } from '../features/session/SignIn'
import { sessionWords } from '../features/session/words'
import { EmptyState } from '../ui/EmptyState'
import { uiWords } from '../ui/uiWords'
import { useWords } from '../ui/words'

/** The shell is loaded while the person types who they are: the sign-in page itself stays small. */
const loadDesktop = async () => ({ default: (await import('../screens/Desktop')).Desktop })
const Desktop = lazy(loadDesktop)

export function App() {
  const status = useSession((s) => s.status)
  const staffId = useSession((s) => s.me?.staffId)
  if (status === 'signedOut') return <SignIn onBegin={() => void loadDesktop()} />
  if (status === 'unreachable') return <NoServer />
  if (status === 'starting') return null
  return (
    <Suspense>
      <Desktop key={staffId} />
    </Suspense>
  )
}

/** A browser was opened while the server is gone: it waits and goes on by itself. */
function NoServer() {
  const t = useWords(sessionWords)
  const retry = useWords(uiWords).retry
  useEffect(() => {
    const timer = setInterval(() => void startSession(), 5000)
    return () => clearInterval(timer)
  }, [])
  return (
    <main style={{ minHeight: '100vh', display: 'grid' }}>
      <EmptyState icon={<IconCloudOff size={32} stroke={1.4} />} title={t.noServer} hint={t.noServerHint}>
        <Button variant="default" onClick={() => void startSession()}>
          {retry}
        </Button>
      </EmptyState>
    </main>
  )
}
