import { Button } from '@mantine/core'
import { IconCheck, IconPhoneCall, IconPhoneOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { CallOffer } from '#shared/contract/call'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import { desktop } from '../../api/desktop'
import { commandPhone, usePhone } from '../../phone/phoneStore'
import { formatPhone } from '../../ui/format'
import { useHotkey } from '../../ui/hotkeys'
import { Kbd } from '../../ui/Kbd'
import { useWords } from '../../ui/words'
import { chooseCaller, incomingOf, useCalls } from './callStore'
import classes from './IncomingCall.module.css'
import { callWords } from './words'

/** A ringing call: a strip above the work, which stays as it is. */
export function IncomingCall() {
  const phone = usePhone((s) => s.call)
  const offers = useCalls((s) => s.offers)
  const incoming = incomingOf(phone, offers)
  if (!incoming) return null
  const number = incoming.offer?.call.phone ?? incoming.phone?.remote ?? ''
  return <Ringing key={incoming.callId} {...incoming} number={number} isRinging={incoming.phone !== null} />
}

type RingingProps = { callId: InteractionId | null; offer: CallOffer | null; number: string; isRinging: boolean }

function Ringing({ callId, offer, number, isRinging }: RingingProps) {
  const t = useWords(callWords)
  const [wanted, decide] = useDecision(isRinging)
  const answer = () => decide('answer')
  const decline = () => decide('decline')
  useHotkey('f2', t.answer, answer)
  useHotkey('f4', t.decline, decline)
  const shown = /^\+\d/.test(number) ? formatPhone(number) : t.unknownNumber
  const title = offer?.transferredBy ? t.transferFrom({ name: offer.transferredBy }) : t.incoming
  const names = offer?.candidates.map((one) => one.name).join(', ') ?? ''
  useEffect(() => {
    if (!document.hasFocus()) void desktop?.notify({ title: `${title}: ${shown}`, body: names })
  }, [title, shown, names])
  return (
    <section className={classes.strip} aria-label={title} data-call={callId ?? undefined}>
      <span className={classes.glyph} aria-hidden>
        <IconPhoneCall size={22} stroke={1.7} />
      </span>
      <div className={classes.who} role="status">
        <b>{shown}</b>
        <span>{title}</span>
      </div>
      <Candidates callId={callId} offer={offer} />
      <div className={classes.buttons}>
        <Button
          leftSection={<IconPhoneCall size={17} />}
          rightSection={<Kbd>F2</Kbd>}
          loading={wanted === 'answer'}
          onClick={answer}
        >
          {t.answer}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPhoneOff size={17} />}
          rightSection={<Kbd>F4</Kbd>}
          loading={wanted === 'decline'}
          onClick={decline}
        >
          {t.decline}
        </Button>
      </div>
    </section>
  )
}

type Decision = 'answer' | 'decline'

/** The fact may be faster than the INVITE: what the agent wants is done as soon as the phone rings. */
function useDecision(isRinging: boolean): [Decision | null, (decision: Decision) => void] {
  const [wanted, setWanted] = useState<Decision | null>(null)
  useEffect(() => {
    if (isRinging && wanted) commandPhone({ do: wanted })
  }, [isRinging, wanted])
  return [wanted, setWanted]
}

function Candidates({ callId, offer }: { callId: InteractionId | null; offer: CallOffer | null }) {
  const t = useWords(callWords)
  const chosen = useCalls((s) => (callId ? s.chosen[callId] : undefined))
  if (!offer) return <p className={classes.hint}>{t.looking}</p>
  const { candidates } = offer
  if (candidates.length === 0) return <p className={classes.hint}>{t.nobody}</p>
  const isOnly = candidates.length === 1
  const choose = (consumerId: ConsumerId) => callId && chooseCaller(callId, consumerId)
  return (
    <div className={classes.candidates}>
      {!isOnly && <p className={classes.hint}>{t.whoIsIt(candidates.length)}</p>}
      <ul aria-label={t.candidates}>
        {candidates.slice(0, 4).map((one) => (
          <li key={one.id}>
            {isOnly ? (
              <Line name={one.name} address={one.address} account={one.accountNumber} />
            ) : (
              <button
                type="button"
                aria-pressed={chosen === one.id}
                className={classes.choice}
                onClick={() => choose(one.id)}
              >
                <Line name={one.name} address={one.address} account={one.accountNumber} />
                {chosen === one.id && <IconCheck size={16} aria-hidden />}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

type LineProps = { name: string; address: string | null; account: string | null }
const Line = ({ name, address, account }: LineProps) => (
  <span className={classes.line}>
    <b>{name}</b>
    <small>{[address, account].filter(Boolean).join(' · ')}</small>
  </span>
)
