import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPhoneCall, IconPhoneOff, IconPhoneX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { PhoneCall } from '#shared/contract/phone'
import { isBusyPhase } from '#shared/rules/callState'
import { useMe } from '../../api/session'
import { commandPhone, usePhone } from '../../phone/phoneStore'
import { formatDuration, formatPhone } from '../../ui/format'
import { useHotkey } from '../../ui/hotkeys'
import { useSecondsSince } from '../../ui/useNow'
import { useWords } from '../../ui/words'
import { CallControls } from './CallControls'
import classes from './CallStrip.module.css'
import { isOver, useCalls } from './callStore'
import { DialMenu } from './DialMenu'
import type { CallPlace } from './useCallFacts'
import { callWords } from './words'

type Props = { onOpen: (place: CallPlace) => void }

/** The softphone in the top bar: idle, a call with its controls, or a result that is still owed. */
export function CallStrip({ onOpen }: Props) {
  const { sipUser } = useMe()
  const phone = usePhone((s) => s.call)
  if (sipUser === null) return null
  if (phone && phone.phase !== 'ringing') return <OnCall phone={phone} onOpen={onOpen} />
  return (
    <>
      <OwedResult onOpen={onOpen} />
      <LineState />
    </>
  )
}

function LineState() {
  const t = useWords(callWords)
  const line = usePhone((s) => s.line)
  if (line === 'registered') return <DialMenu />
  return (
    <Tooltip label={t.lines[line]}>
      <span className={classes.line} data-bad={line === 'refused' || undefined} role="img" aria-label={t.lines[line]}>
        <IconPhoneX size={18} stroke={1.7} aria-hidden />
      </span>
    </Tooltip>
  )
}

function OnCall({ phone, onOpen }: { phone: PhoneCall; onOpen: Props['onOpen'] }) {
  const t = useWords(callWords)
  const call = useCalls((s) => (phone.callId ? s.calls[phone.callId] : undefined))
  const isOn = isBusyPhase(phone.phase)
  const hangUp = () => commandPhone({ do: 'hangUp' })
  useHotkey('f4', t.hangUp, hangUp, { isEnabled: isOn })
  const number = /^\+\d/.test(phone.remote) ? formatPhone(phone.remote) : t.unknownNumber
  const name = call?.consumerName || phone.remoteName || number
  const place = phone.callId && { consumerId: call?.consumerId ?? null, interactionId: phone.callId }
  return (
    <section className={classes.call} aria-label={t.phases[phase(phone)]} data-phase={phone.phase}>
      <IconPhoneCall size={18} stroke={1.7} aria-hidden className={classes.glyph} />
      <button type="button" className={classes.name} title={number} onClick={() => place && onOpen(place)}>
        {name}
      </button>
      <span className={classes.state} role="status">
        {stateText(phone, t)}
      </span>
      {phone.connectedAt && isOn && <Clock since={phone.connectedAt} />}
      {isOn && <CallControls phone={phone} />}
      {isOn && (
        <Tooltip label={`${t.hangUp} · F4`}>
          <ActionIcon className={classes.hangUp} aria-label={t.hangUp} aria-keyshortcuts="F4" onClick={hangUp}>
            <IconPhoneOff size={18} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      )}
    </section>
  )
}

const phase = ({ phase }: PhoneCall) => (phase === 'ringing' ? 'connecting' : phase)
type T = ReturnType<typeof useWords<(typeof callWords)['ru']>>

/** Nothing while they simply talk: the clock says it. */
function stateText(phone: PhoneCall, t: T): ReactNode {
  if (phone.problem) return t.problems[phone.problem]
  if (phone.isHeldByRemote && phone.phase === 'talking') return t.heldByOther
  return phone.phase === 'talking' ? '' : t.phases[phase(phone)]
}

const Clock = ({ since }: { since: string }) => (
  <span className={classes.clock}>{formatDuration(useSecondsSince(since))}</span>
)

/** The oldest call whose result has not been told: the agent gets no new one until it is. */
function OwedResult({ onOpen }: Props) {
  const t = useWords(callWords)
  const { staffId } = useMe()
  const calls = useCalls((s) => s.calls)
  const owed = Object.values(calls)
    .filter((call) => isOver(call, staffId))
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))[0]
  if (!owed) return null
  const name = owed.consumerName || (owed.phone ? formatPhone(owed.phone) : t.unknownNumber)
  return (
    <button
      type="button"
      className={classes.owed}
      onClick={() => onOpen({ consumerId: owed.consumerId, interactionId: owed.id })}
    >
      <b>{t.toResult}</b>
      <span>{name}</span>
    </button>
  )
}
