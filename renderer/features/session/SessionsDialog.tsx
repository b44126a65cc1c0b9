import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import type { SessionLine } from '#shared/contract/session'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { sessionIsOver, signOutEverywhere, useMe } from '../../api/session'
import { ErrorState } from '../../ui/ErrorState'
import { formatDateTime } from '../../ui/format'
import { Skeletons } from '../../ui/Skeletons'
import { useWords } from '../../ui/words'
import { LosingQueued } from './LosingQueued'
import classes from './SessionsDialog.module.css'
import { sessionWords } from './words'

const KEY = ['sessions'] as const

/** Where I am signed in; each can be ended, or all of them. */
export function SessionsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useWords(sessionWords)
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.sessions} size={560} closeButtonProps={{ 'aria-label': t.close }}>
      <p className={classes.hint}>{t.sessionsHint}</p>
      {isOpen && <Sessions />}
    </Modal>
  )
}

function Sessions() {
  const t = useWords(sessionWords)
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => server.listSessions({}),
    staleTime: 0,
  })
  const ending = useMutation({
    mutationFn: (line: SessionLine) => server.endSession({ sessionId: line.id, commandId: newCommandId() }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
    onError: (failure) => notifications.show({ color: 'bad', message: refusalText(failure) }),
  })
  useFact('sessionStarted', () => void refetch())
  if (error) return <ErrorState hint={refusalText(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeletons />
  return (
    <>
      <ul className={classes.list}>
        {data.map((line) => (
          <li key={line.id} className={classes.line}>
            <div>
              <p className={classes.device}>
                {deviceOf(line, t)} {line.isCurrent && <span className={classes.current}>{t.current}</span>}
              </p>
              <p className={classes.more}>
                {line.address} · {t.since({ at: formatDateTime(line.startedAt) })} ·{' '}
                {t.lastUsed({ at: formatDateTime(line.lastUsedAt) })}
              </p>
            </div>
            {!line.isCurrent && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t.endSessionOf({ device: deviceOf(line, t) })}
                onClick={() => ending.mutate(line)}
              >
                {t.endSession}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <EndAll />
    </>
  )
}

/** Ends every session with this one: asked once more, and twice when work waits on this disk. */
function EndAll() {
  const t = useWords(sessionWords)
  const [isAsked, setAsked] = useState(false)
  const [isLosing, setLosing] = useState(false)
  const ending = useMutation({
    mutationFn: signOutEverywhere,
    onError: (failure) => {
      if (failure instanceof Refusal && failure.code === 'commandsWait') setLosing(true)
      else notifications.show({ color: 'bad', message: refusalText(failure) })
    },
  })
  if (!isAsked)
    return (
      <Button variant="light" color="bad" onClick={() => setAsked(true)}>
        {t.signOutEverywhere}
      </Button>
    )
  return (
    <>
      <p className={classes.hint}>{t.signOutEverywhereAsk}</p>
      <Button.Group>
        <Button variant="default" autoFocus onClick={() => setAsked(false)}>
          {t.stay}
        </Button>
        <Button color="bad" loading={ending.isPending} onClick={() => ending.mutate({})}>
          {t.signOutEverywhere}
        </Button>
      </Button.Group>
      <LosingQueued
        isOpen={isLosing}
        onStay={() => setLosing(false)}
        onLose={() => ending.mutate({ dropsQueued: true })}
      />
    </>
  )
}

/** Signs this window out when another one has ended its session. Stands once in the window. */
export function useSessionFacts() {
  const { sessionId } = useMe()
  useFact('sessionsEnded', ({ payload }) => {
    if (payload.sessionIds.includes(sessionId)) sessionIsOver()
  })
}

type Names = { unknownDevice: string; desktopApp: string }
function deviceOf({ userAgent }: SessionLine, t: Names): string {
  if (/Electron/.test(userAgent)) return t.desktopApp
  const browser = /(Firefox|Edg|OPR|YaBrowser|Chrome|Safari)\/(\d+)/.exec(userAgent)
  const system = /(Windows|Mac OS X|Android|Linux)/.exec(userAgent)
  if (!browser) return t.unknownDevice
  return `${browser[1] === 'Edg' ? 'Edge' : browser[1]} ${browser[2]}${system ? `, ${system[1]}` : ''}`
}
