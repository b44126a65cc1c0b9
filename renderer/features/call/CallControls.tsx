import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core'
import {
  IconDialpad,
  IconMicrophone,
  IconMicrophoneOff,
  IconPlayerPause,
  IconPlayerPlay,
  type TablerIcon,
} from '@tabler/icons-react'
import type { PhoneCall } from '#shared/contract/phone'
import { isUpPhase } from '#shared/rules/callState'
import { commandPhone } from '../../phone/phoneStore'
import { useHotkey } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import classes from './CallStrip.module.css'
import { TransferMenu } from './TransferMenu'
import { callWords } from './words'

/** Mute, hold, transfer, keypad: what can be done while both sides are connected. */
export function CallControls({ phone }: { phone: PhoneCall }) {
  const t = useWords(callWords)
  const isUp = isUpPhase(phone.phase)
  const isHeld = phone.phase === 'held'
  const toggleHold = () => commandPhone({ do: 'setHold', isHeld: !isHeld })
  const toggleMute = () => commandPhone({ do: 'setMute', isMuted: !phone.isMuted })
  useHotkey('f3', isHeld ? t.unhold : t.hold, toggleHold, { isEnabled: isUp })
  if (!isUp) return null
  return (
    <div className={classes.controls}>
      <Control
        Icon={phone.isMuted ? IconMicrophoneOff : IconMicrophone}
        label={phone.isMuted ? t.unmute : t.mute}
        isOn={phone.isMuted}
        onClick={toggleMute}
      />
      <Control
        Icon={isHeld ? IconPlayerPlay : IconPlayerPause}
        label={isHeld ? t.unhold : t.hold}
        keys="F3"
        isOn={isHeld}
        onClick={toggleHold}
      />
      {phone.callId && <TransferMenu callId={phone.callId} />}
      <Keypad phone={phone} />
    </div>
  )
}

type ControlProps = { Icon: TablerIcon; label: string; keys?: string; isOn: boolean; onClick: () => void }
function Control({ Icon, label, keys, isOn, onClick }: ControlProps) {
  return (
    <Tooltip label={keys ? `${label} · ${keys}` : label}>
      <ActionIcon
        className={classes.control}
        aria-label={label}
        aria-pressed={isOn}
        {...(keys ? { 'aria-keyshortcuts': keys } : {})}
        data-on={isOn || undefined}
        onClick={onClick}
      >
        <Icon size={18} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

function Keypad({ phone }: { phone: PhoneCall }) {
  const t = useWords(callWords)
  return (
    <Popover position="bottom" shadow="md" trapFocus returnFocus transitionProps={{ duration: 80 }}>
      <Popover.Target>
        <ActionIcon className={classes.control} aria-label={t.keypad} title={t.keypad}>
          <IconDialpad size={18} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.keypad}>
        {phone.keysHeard && <p className={classes.heard}>{t.keysHeard({ keys: phone.keysHeard })}</p>}
        <div className={classes.keys}>
          {KEYS.map((key) => (
            <Button
              key={key}
              variant="default"
              px={0}
              aria-label={t.key({ key })}
              onClick={() => commandPhone({ do: 'pressKey', key })}
            >
              {key}
            </Button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
