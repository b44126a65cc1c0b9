import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import type { QueuedCommand } from '#shared/contract/desktop'
import { desktop, onDesktop } from '../api/desktop'
import { refusalText } from '../api/refusalText'
import { newCommandId } from '../api/server'
import { formatDateTime } from '../ui/format'
import { useWords } from '../ui/words'
import classes from './ConnectionBanner.module.css'
import { screenWords } from './words'

/** Commands made without a connection: what each says, and what the server did not accept. */
export function QueuedDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useWords(screenWords)
  const commands = useQueued()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t.queuedTitle}
      size={560}
      closeButtonProps={{ 'aria-label': t.close }}
    >
      <p className={classes.hint}>{commands.length > 0 ? t.queuedHint : t.nothingQueued}</p>
      <ul className={classes.queued}>
        {commands.map((command) => (
          <Line key={command.commandId} command={command} />
        ))}
      </ul>
    </Modal>
  )
}

function useQueued(): readonly QueuedCommand[] {
  const [commands, setCommands] = useState<readonly QueuedCommand[]>([])
  useEffect(() => {
    if (!desktop) return
    desktop.listQueuedCommands({}).then(setCommands, () => {})
    return onDesktop('queuedChanged', (told) => setCommands(told.commands))
  }, [])
  return commands
}

function Line({ command }: { command: QueuedCommand }) {
  const t = useWords(screenWords)
  const { commandId, endpoint, input, queuedAt, state, refusal } = command
  const said = input.text ?? input.name
  const fail = (error: unknown) => notifications.show({ color: 'bad', message: refusalText(error) })
  const drop = () => void desktop?.dropQueuedCommand({ commandId }).catch(fail)
  const sendAgain = () =>
    void desktop?.mendQueuedCommand({ commandId, input: { ...input, commandId: newCommandId() } }).catch(fail)
  return (
    <li>
      <div>
        <p>
          <b>{t.queuedKinds[endpoint]}</b> <small>{t.queuedAt({ at: formatDateTime(queuedAt) })}</small>
        </p>
        {typeof said === 'string' && <p>{said}</p>}
        {refusal && (
          <p className={classes.why}>
            {t.queuedRefused({ why: refusalText(new Refusal(refusal.code, refusal.detail)) })}
          </p>
        )}
      </div>
      {state === 'refused' ? (
        <>
          <Button size="compact-sm" variant="default" onClick={sendAgain}>
            {t.sendAgain}
          </Button>
          <Button size="compact-sm" variant="subtle" color="bad" onClick={drop}>
            {t.drop}
          </Button>
        </>
      ) : (
        <small>{t.queuedWaiting}</small>
      )}
    </li>
  )
}
