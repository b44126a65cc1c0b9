import { IconCloudUpload } from '@tabler/icons-react'
import type { ConsumerId } from '#shared/contract/ids'
import { useWords } from '../../ui/words'
import classes from './Offline.module.css'
import { saidIn, useQueued } from './useQueued'
import { offlineWords } from './words'

/** Under a consumer's timeline: what was taken for this consumer and has not reached the server yet. */
export function WaitingHere({ consumerId }: { consumerId: ConsumerId }) {
  const t = useWords(offlineWords)
  const commands = useQueued().filter(({ input, state }) => input.consumerId === consumerId && state === 'waiting')
  if (commands.length === 0) return null
  return (
    <ul className={classes.here} aria-label={t.waitingHere}>
      {commands.map((command) => (
        <li key={command.commandId}>
          <IconCloudUpload size={16} aria-hidden />
          <b>{t.kinds[command.endpoint]}</b>
          <span>{saidIn(command)?.said}</span>
          <small>{t.waiting}</small>
        </li>
      ))}
    </ul>
  )
}
