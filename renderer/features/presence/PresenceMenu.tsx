import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { AuxReason } from '#shared/contract/presence'
import { formatDuration, formatTime } from '../../ui/format'
import { useAction, useHotkey } from '../../ui/hotkeys'
import { useSecondsSince } from '../../ui/useNow'
import { useWords } from '../../ui/words'
import classes from './Presence.module.css'
import { PresenceDot } from './PresenceDot'
import { useMyPresence, useSetPresence } from './presenceCache'
import { presenceWords } from './words'

/** My state with its clock; Ctrl+. opens it. */
export function PresenceMenu() {
  const t = useWords(presenceWords)
  const [isOpen, setOpen] = useState(false)
  const mine = useMyPresence()
  const setPresence = useSetPresence()
  useHotkey('mod+.', t.menu, () => setOpen((open) => !open))
  useAction(t.setAvailable, () => setPresence({ state: 'available' }))
  useAction(t.setOffline, () => setPresence({ state: 'offline' }))
  const state = mine?.state ?? 'offline'
  const label = mine?.state === 'aux' && mine.reason ? t.reasons[mine.reason] : t.states[state]
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={230} returnFocus withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-keyshortcuts="Control+.">
          <VisuallyHidden>{`${t.menu}: `}</VisuallyHidden>
          <PresenceDot state={state} />
          <span className={classes.label}>{label}</span>
          {mine && state !== 'offline' && (
            <Clock since={mine.since} title={t.since({ time: formatTime(mine.since) })} />
          )}
          <IconChevronDown size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<PresenceDot state="available" />}
          rightSection={state === 'available' && <IconCheck size={16} />}
          onClick={() => setPresence({ state: 'available' })}
        >
          {t.states.available}
        </Menu.Item>
        <Menu.Divider />
        {AuxReason.options.map((reason) => (
          <Menu.Item
            key={reason}
            leftSection={<PresenceDot state="aux" />}
            rightSection={state === 'aux' && mine?.reason === reason && <IconCheck size={16} />}
            onClick={() => setPresence({ state: 'aux', reason })}
          >
            {t.reasons[reason]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<PresenceDot state="offline" />}
          rightSection={state === 'offline' && <IconCheck size={16} />}
          onClick={() => setPresence({ state: 'offline' })}
        >
          {t.states.offline}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const Clock = ({ since, title }: { since: string; title: string }) => (
  <small className={classes.clock} title={title}>
    {formatDuration(useSecondsSince(since))}
  </small>
)
