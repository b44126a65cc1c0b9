import { IconBackspace, IconMicrophone, IconMicrophoneOff, IconPhone, IconPhoneOff } from '@tabler/icons-react'
import { type FormEvent, useEffect, useId, useState } from 'react'
import type { PhoneCall } from '#shared/contract/phone'
import { isUpPhase } from '#shared/rules/callState'
import { commandPhone, usePhone } from '../phone/phoneStore'
import { formatDuration, formatPhone } from '../ui/format'
import { useSecondsSince } from '../ui/useNow'
import { useWords } from '../ui/words'
import classes from './Caller.module.css'
import { useCallerLine } from './callerLine'
import { Keypad } from './Keypad'
import { callerWords } from './words'

export function Handset() {
  const call = usePhone((s) => s.call)
  return call && call.phase !== 'ended' ? <OnCall call={call} /> : <Idle last={call} />
}

/** Nobody is on the line: whom to call, and how the last call ended. */
function Idle({ last }: { last: PhoneCall | null }) {
  const t = useWords(callerWords)
  const companyPhone = useCallerLine((s) => s.companyPhone)
  const isReady = usePhone((s) => s.line === 'registered')
  const [typed, setTyped] = useState('')
  const [outcome, setOutcome] = useState('')
  const id = useId()
  // the phone forgets an ended call after a moment; the person may still be reading how it ended
  useEffect(() => {
    if (last) setOutcome(last.problem ? t.problems[last.problem] : t.ended)
  }, [last, t])
  const number = typed || formatPhone(companyPhone)
  const call = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    setOutcome('')
    commandPhone({ do: 'dial', phone: number })
  }
  return (
    <form className={classes.pane} onSubmit={call} noValidate>
      <p className={classes.outcome} role="status">
        {outcome}
      </p>
      <label htmlFor={id}>{t.number}</label>
      <div className={classes.row}>
        <input
          id={id}
          className={classes.number}
          type="tel"
          autoComplete="off"
          maxLength={40}
          value={number}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <button
          type="button"
          className={classes.erase}
          aria-label={t.erase}
          onClick={() => setTyped(number.slice(0, -1))}
        >
          <IconBackspace size={26} aria-hidden />
        </button>
      </div>
      <button type="submit" className={`primary ${classes.big}`} aria-disabled={!isReady}>
        <IconPhone size={24} aria-hidden /> {t.call}
      </button>
      <Keypad onKey={(key) => setTyped(typed + key)} />
    </form>
  )
}

function OnCall({ call }: { call: PhoneCall }) {
  const t = useWords(callerWords)
  const isUp = isUpPhase(call.phase)
  return (
    <section className={classes.pane} aria-label={t.title}>
      <p className={classes.status} role="status">
        {stateText(call, t)}
      </p>
      {call.connectedAt && <Clock since={call.connectedAt} />}
      {call.phase === 'ringing' && (
        <button type="button" className={`primary ${classes.big}`} onClick={() => commandPhone({ do: 'answer' })}>
          <IconPhone size={24} aria-hidden /> {t.answer}
        </button>
      )}
      <button
        type="button"
        className={`${classes.big} ${classes.hangUp}`}
        onClick={() => commandPhone({ do: 'hangUp' })}
      >
        <IconPhoneOff size={24} aria-hidden /> {call.phase === 'ringing' ? t.decline : t.hangUp}
      </button>
      {isUp && (
        <>
          <button
            type="button"
            className="second"
            aria-pressed={call.isMuted}
            onClick={() => commandPhone({ do: 'setMute', isMuted: !call.isMuted })}
          >
            {call.isMuted ? <IconMicrophoneOff size={22} aria-hidden /> : <IconMicrophone size={22} aria-hidden />}
            {call.isMuted ? t.unmute : t.mute}
          </button>
          <Keypad onKey={(key) => commandPhone({ do: 'pressKey', key })} />
        </>
      )}
      {call.keysSent && <p>{t.pressed({ keys: call.keysSent })}</p>}
      {call.keysHeard && <p>{t.heard({ keys: call.keysHeard })}</p>}
    </section>
  )
}

const Clock = ({ since }: { since: string }) => (
  <p className={classes.clock}>{formatDuration(useSecondsSince(since))}</p>
)

type T = ReturnType<typeof useWords<(typeof callerWords)['ru']>>
function stateText(call: PhoneCall, t: T): string {
  const phone = formatPhone(call.remote)
  if (call.phase === 'ringing') return t.ringing({ phone })
  if (call.phase === 'dialling') return t.dialling
  if (call.phase === 'connecting') return t.connecting
  return call.isHeldByRemote ? t.held : t.talking({ phone })
}
