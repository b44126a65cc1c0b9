import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import type { QueuedCommand } from '#shared/contract/desktop'
import { desktop } from '../../api/desktop'
import { refusalText } from '../../api/refusalText'
import { newCommandId } from '../../api/server'
import { formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import { MendForm } from './MendForm'
import classes from './Offline.module.css'
import { saidIn, useQueued } from './useQueued'
import { offlineWords } from './words'

/** What was done without a connection: what waits, what the server did not accept, what it answered. */
export function QueuedCommands() {
  const t = useWords(offlineWords)
  const commands = useQueued()
  return (
    <>
      {commands.length === 0 && <p className={classes.hint}>{t.nothing}</p>}
      {commands.some(({ state }) => state === 'waiting') && <p className={classes.hint}>{t.hint}</p>}
      <ul className={classes.list}>
        {commands.map((command) => (
          <Line key={command.commandId} command={command} />
        ))}
      </ul>
    </>
  )
}

function Line({ command }: { command: QueuedCommand }) {
  const t = useWords(offlineWords)
  const [isMending, setMending] = useState(false)
  const { commandId, endpoint, input, queuedAt, state } = command
  const said = saidIn(command)
  const fail = (error: unknown) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) })
  const drop = () => void desktop?.dropQueuedCommand({ commandId }).catch(fail)
  const send = (change: Record<string, string>) =>
    void desktop
      ?.mendQueuedCommand({ commandId, input: { ...input, ...change, commandId: newCommandId() } })
      .catch(fail)
  return (
    <li>
      <p>
        <b>{t.kinds[endpoint]}</b> <small>{t.takenAt({ at: formatDateTime(queuedAt) })}</small>
      </p>
      {said && !isMending && <p>{said.said}</p>}
      <Outcome command={command} />
      {isMending && said ? (
        <MendForm said={said.said} onCancel={() => setMending(false)} onSend={(text) => send({ [said.field]: text })} />
      ) : (
        <div className={classes.bar}>
          {state === 'refused' && said && (
            <Button size="compact-sm" variant="default" onClick={() => setMending(true)}>
              {t.mend}
            </Button>
          )}
          {state === 'refused' && (
            <Button size="compact-sm" variant="default" onClick={() => send({})}>
              {t.sendAgain}
            </Button>
          )}
          {state !== 'waiting' && (
            <Button
              size="compact-sm"
              {...(state === 'done' ? { variant: 'default' } : { variant: 'subtle', color: 'bad' })}
              onClick={drop}
            >
              {state === 'done' ? t.read : t.drop}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function Outcome({ command: { state, refusal, answer } }: { command: QueuedCommand }) {
  const t = useWords(offlineWords)
  if (state === 'waiting') return <small>{t.waiting}</small>
  if (refusal)
    return <p className={classes.why}>{t.refused({ why: refusalText(new Refusal(refusal.code, refusal.detail)) })}</p>
  const { number, portalCode, answerChannel } = answer ?? {}
  return (
    <>
      {typeof number === 'string' && <p>{t.done({ number })}</p>}
      {typeof portalCode === 'string' && answerChannel === 'portal' && (
        <p className={classes.code}>{t.code({ code: portalCode })}</p>
      )}
    </>
  )
}
